using System.Globalization;
using System.Text;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.People;

namespace WeixinWeChat.Core.Subscribers;

/// <summary>Why somebody cannot be called that.</summary>
public enum NicknameProblem
{
    /// <summary>Nothing was typed that can be seen.</summary>
    Empty = 1,

    /// <summary>Longer than <see cref="Subscriber.NicknameMax"/>.</summary>
    TooLong,

    /// <summary>A character that cannot be seen, or that turns the direction of the text around it.</summary>
    Characters,
}

/// <summary>What a subscriber is called. Any script and emoji are welcome; what would disturb a list of names is not.</summary>
public sealed record Nickname
{
    private static readonly IReadOnlyList<string> EnglishTempers = ["Sunny", "Quiet", "Brave", "Merry", "Gentle", "Lucky", "Swift", "Cosy", "Bright", "Kind"];
    private static readonly IReadOnlyList<string> EnglishAnimals = ["Otter", "Panda", "Swan", "Fox", "Heron", "Dolphin", "Robin", "Koala", "Crane", "Lynx"];
    private static readonly IReadOnlyList<string> ChineseTempers = ["爱笑的", "安静的", "勇敢的", "快乐的", "温柔的", "幸运的", "早起的", "慢悠悠的", "好奇的", "暖心的"];
    private static readonly IReadOnlyList<string> ChineseAnimals = ["小熊猫", "水獭", "天鹅", "小狐狸", "白鹭", "海豚", "知更鸟", "考拉", "仙鹤", "猞猁"];

    // What stands where the name of somebody stood who has left for good.
    private static readonly Bilingual OfTheGone = new("Account closed", "已注销用户");

    private Nickname(string value) => Value = value;

    /// <summary>The nickname, without spaces around it.</summary>
    public string Value { get; }

    /// <summary>Reads a nickname. Never throws.</summary>
    public static Reading<Nickname, NicknameProblem> Read(string? typed)
    {
        if (typed?.Length > 8 * Subscriber.NicknameMax) return Bad(NicknameProblem.TooLong);
        if (string.IsNullOrWhiteSpace(typed)) return Bad(NicknameProblem.Empty);
        if (!VisibleText.IsQuiet(typed)) return Bad(NicknameProblem.Characters);
        var name = string.Join(' ', typed.Normalize(NormalizationForm.FormC).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (!VisibleText.IsSeen(typed)) return Bad(NicknameProblem.Empty);
        return name.Length > Subscriber.NicknameMax ? Bad(NicknameProblem.TooLong) : Reading<Nickname, NicknameProblem>.Good(new(name));
    }

    /// <summary>What stands where the name of somebody stood who has left for good.</summary>
    public static string Gone(CultureInfo culture) => OfTheGone.In(culture);

    /// <summary>A friendly name for somebody who has just come: a temper, an animal, and a number that keeps two apart.</summary>
    /// <param name="culture">In which language.</param>
    /// <param name="dice">Where the choice comes from.</param>
    public static string Suggest(CultureInfo culture, Random dice)
    {
        ArgumentNullException.ThrowIfNull(culture);
        ArgumentNullException.ThrowIfNull(dice);
        var number = dice.Next(1000, 10_000);
        return culture.TwoLetterISOLanguageName == "zh"
            ? string.Create(CultureInfo.InvariantCulture, $"{Of(ChineseTempers)}{Of(ChineseAnimals)}{number}")
            : string.Create(CultureInfo.InvariantCulture, $"{Of(EnglishTempers)} {Of(EnglishAnimals)} {number}");

        string Of(IReadOnlyList<string> words) => words[dice.Next(words.Count)];
    }

    /// <summary>The nickname.</summary>
    public override string ToString() => Value;

    private static Reading<Nickname, NicknameProblem> Bad(NicknameProblem problem) =>
        Reading<Nickname, NicknameProblem>.Bad(problem, problem switch
        {
            NicknameProblem.Empty => new("Enter a nickname.", "请输入昵称。"),
            NicknameProblem.TooLong => new($"A nickname has at most {Subscriber.NicknameMax} characters.", $"昵称最多 {Subscriber.NicknameMax} 个字符。"),
            _ => new("A nickname cannot hold invisible characters or ones that turn the text around.", "昵称不能包含不可见字符或改变文字方向的字符。"),
        });
}
