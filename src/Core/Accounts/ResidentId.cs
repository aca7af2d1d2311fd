using System.Globalization;
using WeixinWeChat.Core.Editions;

namespace WeixinWeChat.Core.Accounts;

/// <summary>Why a typed text is no resident ID number.</summary>
public enum ResidentIdProblem
{
    /// <summary>Nothing was typed.</summary>
    Empty = 1,

    /// <summary>Not 18 characters.</summary>
    Length,

    /// <summary>Something other than 17 digits and a digit or X.</summary>
    Characters,

    /// <summary>The date of birth is no date of the calendar.</summary>
    Date,

    /// <summary>The date of birth is still to come.</summary>
    Future,

    /// <summary>The last character does not fit the others: something is mistyped.</summary>
    Checksum,
}

/// <summary>
/// 居民身份证号码, GB 11643-1999: six digits of region, the date of birth, three of sequence, a check character. DOMAIN 3.6.
/// Which regions exist is not checked: they are renamed and dissolved while the numbers given out there live on.
/// </summary>
public sealed record ResidentId
{
    /// <summary>Characters of a number.</summary>
    public const int Length = 18;

    /// <summary>Typed characters that are looked at.</summary>
    public const int MaxTypedLength = 64;

    private ResidentId(string value, DateOnly born)
    {
        Value = value;
        Born = born;
    }

    /// <summary>The number in its one normal form. Personal data: stored encrypted, shown <see cref="Masked"/>.</summary>
    public string Value { get; }

    /// <summary>The date of birth.</summary>
    public DateOnly Born { get; }

    /// <summary>For screens: the first three and the last two characters.</summary>
    public string Masked => $"{Value[..3]}{new string('*', Length - 5)}{Value[^2..]}";

    /// <summary>Full years of age on a day.</summary>
    public int AgeOn(DateOnly day) => day.Year - Born.Year - (day < Born.AddYears(day.Year - Born.Year) ? 1 : 0);

    /// <summary>Reads a number; a small x, full-width characters and spaces are put right. Never throws.</summary>
    /// <param name="typed">What was typed.</param>
    /// <param name="today">The day in the mainland, for dates of birth that are still to come.</param>
    public static Reading<ResidentId, ResidentIdProblem> Read(string? typed, DateOnly today)
    {
        if (string.IsNullOrWhiteSpace(typed)) return Bad(ResidentIdProblem.Empty);
        if (typed.Length > MaxTypedLength) return Bad(ResidentIdProblem.Length);

        var number = IdText.Normalise(typed);
        if (number.Length != Length) return Bad(ResidentIdProblem.Length);
        if (number[..^1].Any(c => !char.IsAsciiDigit(c)) || !(char.IsAsciiDigit(number[^1]) || number[^1] == 'X')) return Bad(ResidentIdProblem.Characters);
        if (!DateOnly.TryParseExact(number.AsSpan(6, 8), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var born)) return Bad(ResidentIdProblem.Date);
        if (born > today) return Bad(ResidentIdProblem.Future);
        if (CheckCharacter(number) != number[^1]) return Bad(ResidentIdProblem.Checksum);
        return Reading<ResidentId, ResidentIdProblem>.Good(new(number, born));
    }

    /// <summary>The masked form: a number that slips into a log by way of a string shows nothing.</summary>
    public override string ToString() => Masked;

    private static char CheckCharacter(string number)
    {
        ReadOnlySpan<int> weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
        var sum = 0;
        for (var i = 0; i < weights.Length; i++) sum += (number[i] - '0') * weights[i];
        return "10X98765432"[sum % 11];
    }

    private static Reading<ResidentId, ResidentIdProblem> Bad(ResidentIdProblem problem) =>
        Reading<ResidentId, ResidentIdProblem>.Bad(problem, problem switch
        {
            ResidentIdProblem.Empty => new("Enter the resident ID number.", "请输入身份证号码。"),
            ResidentIdProblem.Length => new("A resident ID number has 18 characters.", "身份证号码为 18 位。"),
            ResidentIdProblem.Characters => new("A resident ID number is 17 digits and, at the end, a digit or X.", "身份证号码由 17 位数字和末位数字或 X 组成。"),
            ResidentIdProblem.Date => new("The date of birth in the number (digits 7 to 14) does not exist.", "身份证号码中的出生日期（第 7 至 14 位）不存在。"),
            ResidentIdProblem.Future => new("The date of birth in the number is still to come.", "身份证号码中的出生日期晚于今天。"),
            _ => new("The number does not add up: at least one digit is mistyped.", "身份证号码校验不通过，请检查是否有数字输错。"),
        });
}
