using System.Globalization;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.People;
using WeixinWeChat.Weixin.Wallet;

namespace WeixinWeChat.Weixin.Members;

/// <summary>What the form that activates a card says, read by what its plan asks for: of what is not asked nothing is kept.</summary>
internal sealed record Activating(string Name, string Birthday, bool TellsPhone, string City)
{
    /// <summary>How a day of birth is written in the form and kept.</summary>
    public const string DayFormat = "yyyy-MM-dd";

    private const int OldestYears = 120;

    /// <summary>Reads it.</summary>
    /// <param name="form">As typed.</param>
    /// <param name="plan">What is asked.</param>
    /// <param name="today">China's day.</param>
    public static (Activating? Read, IReadOnlyList<WalletProblem> Problems) Read(ActivationForm form, MemberPlan plan, DateOnly today)
    {
        List<WalletProblem> problems = [];
        var name = Of(form.Name, plan.AsksName, MemberFields.Name, typed => SubjectText.PersonName(typed), problems);
        var birthday = Of(form.Birthday, plan.AsksBirthday, MemberFields.Birthday, typed => Day(typed, today), problems);
        var city = Of(form.City, plan.AsksCity, MemberFields.City, CityName, problems);
        if (plan.AsksPhone == Asked.Required && !form.Phone)
            problems.Add(new(MemberFields.Phone, new("The brand asks for your number to activate the card.", "激活该会员卡须授权手机号。")));
        if (!form.Consent)
            problems.Add(new(MemberFields.Consent, new("Agree first.", "请先阅读并同意。")));
        return problems.Count > 0 ? (null, problems) : (new(name, birthday, plan.AsksPhone != Asked.No && form.Phone, city), []);
    }

    private static string Of(string? typed, Asked asked, string field, Func<string, (string? Value, Bilingual Problem)> read, List<WalletProblem> problems)
    {
        if (asked == Asked.No || (asked == Asked.Optional && string.IsNullOrWhiteSpace(typed)))
            return "";
        if (string.IsNullOrWhiteSpace(typed))
        {
            problems.Add(new(field, new("The brand asks for this.", "请填写此项。")));
            return "";
        }

        var (value, problem) = read(typed);
        if (value is null)
            problems.Add(new(field, problem));
        return value ?? "";
    }

    private static (string? Value, Bilingual Problem) Day(string typed, DateOnly today) =>
        DateOnly.TryParseExact(typed.Trim(), DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day <= today && day > today.AddYears(-OldestYears)
            ? (day.ToString(DayFormat, CultureInfo.InvariantCulture), default)
            : (null, new("A day such as 1990-05-01.", "请输入正确的日期，例如 1990-05-01。"));

    private static (string? Value, Bilingual Problem) CityName(string typed) => NoteText.Read(typed, Member.TextMax);
}
