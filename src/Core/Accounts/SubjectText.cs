using System.Globalization;
using System.Text;
using WeixinWeChat.Core.Editions;

namespace WeixinWeChat.Core.Accounts;

/// <summary>Reads the free texts of a registration: names of organisations and people, and numbers of other countries' registers and documents.</summary>
public static class SubjectText
{
    /// <summary>An organisation's registered name, or what is wrong with it.</summary>
    public static (string? Value, Bilingual Problem) LegalName(string? typed) => Line(typed, AccountSubject.LegalNameMin, AccountSubject.LegalNameMax,
        new("Enter the organisation's registered name.", "请输入主体全称。"));

    /// <summary>A person's name as it stands in their document, or what is wrong with it.</summary>
    public static (string? Value, Bilingual Problem) PersonName(string? typed)
    {
        var (name, problem) = Line(typed, 2, AccountSubject.PersonNameMax, new("Enter the name as it stands in the document.", "请输入证件上的姓名。"));
        return name is not null && (name.Any(char.IsDigit) || !name.Any(char.IsLetter))
            ? (null, new("A name has letters only.", "姓名只能包含文字。"))
            : (name, problem);
    }

    /// <summary>A number in another country's register of organisations, in capital letters without spaces.</summary>
    public static (string? Value, Bilingual Problem) RegistrationNumber(string? typed) => Number(typed, 3, AccountSubject.NumberMax,
        new("Enter the registration number as it stands in the register.", "请输入登记机关颁发的注册号。"));

    /// <summary>A passport's or an identity card's number, in capital letters without spaces.</summary>
    public static (string? Value, Bilingual Problem) IdNumber(string? typed) => Number(typed, 5, AccountSubject.IdNumberMax,
        new("Enter the number of the passport or identity card.", "请输入护照或身份证件号码。"));

    /// <summary>The administrator's phone number, or why it cannot be theirs at this portal.</summary>
    public static (PhoneNumber? Value, Bilingual Problem) Phone(EditionPolicy edition, string? typed, string? region)
    {
        var reading = PhoneReading.Of(typed, region);
        if (!reading.IsValid) return (null, reading.Reason);
        return RegistrationRules.PhoneProblem(edition, reading.Value) is { } problem ? (null, problem) : (reading.Value, default);
    }

    private static (string? Value, Bilingual Problem) Line(string? typed, int min, int max, Bilingual empty)
    {
        if (string.IsNullOrWhiteSpace(typed)) return (null, empty);
        if (typed.Length > 4 * max) return (null, TooLong(max));
        var text = string.Join(' ', typed.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (text.Any(IsForbidden)) return (null, new("There are characters in it that names do not have.", "包含名称中不允许的字符。"));
        if (text.Length < min) return (null, new($"At least {min} characters.", $"至少 {min} 个字。"));
        return text.Length > max ? (null, TooLong(max)) : (text, default);
    }

    private static (string? Value, Bilingual Problem) Number(string? typed, int min, int max, Bilingual empty)
    {
        if (string.IsNullOrWhiteSpace(typed)) return (null, empty);
        if (typed.Length > 4 * max) return (null, TooLong(max));
        var text = new StringBuilder();
        foreach (var c in typed)
        {
            if (char.IsWhiteSpace(c) || char.GetUnicodeCategory(c) is UnicodeCategory.Format) continue;
            text.Append(char.ToUpperInvariant(c is >= '！' and <= '～' ? (char)(c - '！' + '!') : c));
        }

        var number = text.ToString();
        if (number.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '/' or '.')))
            return (null, new("Letters, digits, dashes, dots and slashes only.", "只能包含字母、数字、短横线、点和斜杠。"));
        if (number.Count(char.IsAsciiLetterOrDigit) < min) return (null, new($"At least {min} letters or digits.", $"至少 {min} 位字母或数字。"));
        return number.Length > max ? (null, TooLong(max)) : (number, default);
    }

    private static Bilingual TooLong(int max) => new($"At most {max} characters.", $"最多 {max} 个字。");

    // Emoji and what cannot be seen have no place in a register; half a surrogate pair has none anywhere.
    private static bool IsForbidden(char c) => c is '<' or '>' || char.GetUnicodeCategory(c)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
        or UnicodeCategory.OtherNotAssigned or UnicodeCategory.OtherSymbol;
}
