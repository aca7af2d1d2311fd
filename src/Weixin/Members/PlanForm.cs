using System.Globalization;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.People;
using WeixinWeChat.Weixin.Wallet;

namespace WeixinWeChat.Weixin.Members;

/// <summary>A level as it is typed.</summary>
public sealed class LevelLine
{
    /// <summary>Its name.</summary>
    public string Name { get; set; } = "";

    /// <summary>Points from which on; of the first it is not asked.</summary>
    public string From { get; set; } = "";
}

/// <summary>What stands in the fields of a plan, as typed.</summary>
public sealed class PlanForm
{
    private const int TypedMax = 20;

    /// <summary>The version that is changed; null where nothing was decided yet.</summary>
    public Guid? Version { get; set; }

    /// <summary>The levels, the lowest first.</summary>
    public List<LevelLine> Levels { get; set; } = [];

    /// <summary>Points for a yuan.</summary>
    public string PointsPerYuan { get; set; } = "";

    /// <summary>Points for a check-in.</summary>
    public string PointsPerCheckIn { get; set; } = "";

    /// <summary>Points for activating.</summary>
    public string Bonus { get; set; } = "";

    /// <summary>Is the name asked?</summary>
    public Asked AsksName { get; set; } = Asked.No;

    /// <summary>Is the birthday asked?</summary>
    public Asked AsksBirthday { get; set; } = Asked.No;

    /// <summary>Is the phone number asked?</summary>
    public Asked AsksPhone { get; set; } = Asked.No;

    /// <summary>Is the city asked?</summary>
    public Asked AsksCity { get; set; } = Asked.No;

    /// <summary>What who joins agrees to.</summary>
    public string Consent { get; set; } = "";

    /// <summary>The fields of a plan.</summary>
    public static PlanForm Of(MemberPlan plan, bool isSaved)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return new()
        {
            Version = isSaved ? plan.Version : null,
            Levels = [.. plan.Levels.OrderBy(level => level.Number).Select(level => new LevelLine { Name = level.Name, From = Number(level.FromPoints) })],
            PointsPerYuan = Number(plan.PointsPerYuan),
            PointsPerCheckIn = Number(plan.PointsPerCheckIn),
            Bonus = Number(plan.Bonus),
            AsksName = plan.AsksName,
            AsksBirthday = plan.AsksBirthday,
            AsksPhone = plan.AsksPhone,
            AsksCity = plan.AsksCity,
            Consent = plan.Consent,
        };
    }

    /// <summary>What it says, or everything that is wrong with it.</summary>
    internal (PlanTerms? Terms, IReadOnlyList<WalletProblem> Problems) Read()
    {
        List<WalletProblem> problems = [];
        List<(string Name, long From)> levels = [];
        if (Levels.Count is 0 or > MemberPlan.LevelsMax)
            problems.Add(MemberProblems.General(new($"One level to {MemberPlan.LevelsMax}.", $"等级数量须为 1 至 {MemberPlan.LevelsMax} 个。")));
        foreach (var (line, number) in Levels.Select((line, place) => (line, place + 1)))
            levels.Add((NameOf(line, number, problems), FromOf(line, number, levels, problems)));
        var (yuan, checkIn, bonus) = (Whole(PointsPerYuan, MemberFields.PointsPerYuan, MemberPlan.PointsMax, problems),
            Whole(PointsPerCheckIn, MemberFields.PointsPerCheckIn, MemberPlan.PointsMax, problems), Whole(Bonus, MemberFields.Bonus, MemberPlan.BonusMax, problems));
        var consent = Consent.ReplaceLineEndings("\n").Trim();
        if (consent.Length > MemberPlan.ConsentMax)
            problems.Add(new(MemberFields.Consent, new($"At most {MemberPlan.ConsentMax} characters.", $"最多 {MemberPlan.ConsentMax} 个字符。")));
        else if (!VisibleText.IsQuiet(consent.Replace("\n", "", StringComparison.Ordinal)))
            problems.Add(new(MemberFields.Consent, Unseen));
        if (!new[] { AsksName, AsksBirthday, AsksPhone, AsksCity }.All(Enum.IsDefined))
            problems.Add(MemberProblems.General(new("Choose what is asked.", "请选择需要收集的信息。")));
        return problems.Count > 0 ? (null, problems) : (new(levels, (int)yuan, (int)checkIn, (int)bonus, AsksName, AsksBirthday, AsksPhone, AsksCity, consent), []);
    }

    private static string NameOf(LevelLine line, int number, List<WalletProblem> problems)
    {
        var name = string.Join(' ', line.Name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (name.Length > MemberLevel.NameUnits || AccountName.UnitsOf(name) > MemberLevel.NameUnits)
            problems.Add(new(MemberFields.LevelName(number), new($"At most {MemberLevel.NameUnits} letters.", $"最多 {MemberLevel.NameUnits / 2} 个汉字。")));
        else if (!VisibleText.IsQuiet(name))
            problems.Add(new(MemberFields.LevelName(number), Unseen));
        else if (!VisibleText.IsSeen(name))
            problems.Add(new(MemberFields.LevelName(number), new("Name the level.", "请输入等级名称。")));
        return name;
    }

    // Everybody begins at the first level; each of the others begins above the one before.
    private static long FromOf(LevelLine line, int number, List<(string Name, long From)> before, List<WalletProblem> problems)
    {
        if (number == 1)
            return 0;
        var known = problems.Count;
        var from = Whole(line.From, MemberFields.LevelFrom(number), MemberLevel.FromMax, problems);
        if (problems.Count == known && from <= before[^1].From)
            problems.Add(new(MemberFields.LevelFrom(number), new("More points than the level before.", "须高于上一等级的积分。")));
        return from;
    }

    private static long Whole(string typed, string field, long most, List<WalletProblem> problems)
    {
        if (typed.Length <= TypedMax && long.TryParse(typed.Trim(), NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number) && number >= 0 && number <= most)
            return number;
        problems.Add(MemberProblems.Between(field, 0, most));
        return 0;
    }

    private static Core.Editions.Bilingual Unseen { get; } = new("There are characters in it that cannot be seen.", "包含无法显示的字符。");

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
