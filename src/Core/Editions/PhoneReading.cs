using System.Globalization;
using System.Text;
using PhoneNumbers;
using Parsed = PhoneNumbers.PhoneNumber;

namespace WeixinWeChat.Core.Editions;

/// <summary>
/// Reads a phone number as people type it and so decides the edition: every valid +86 number is Weixin, every other valid
/// number WeChat, Hong Kong, Macao and Taiwan included. The numbering plans are libphonenumber's, never a prefix table of ours.
/// </summary>
public static class PhoneReading
{
    /// <summary>Typed characters that are looked at; a number with every separator there is fits well.</summary>
    public const int MaxTypedLength = 64;

    // ITU country code of mainland China. 852, 853 and 886 are codes of their own.
    private const int Mainland = 86;

    private static readonly PhoneNumberUtil Plans = PhoneNumberUtil.GetInstance();

    /// <summary>ISO 3166 two-letter codes of every country and region with a numbering plan, for a list to choose from.</summary>
    public static IReadOnlyList<string> Regions { get; } = [.. Plans.GetSupportedRegions().Order(StringComparer.Ordinal)];

    /// <summary>The country calling code of a region (<c>86</c>), or null for an unknown one.</summary>
    public static int? CallingCodeOf(string region) => IsKnown(region) ? Plans.GetCountryCodeForRegion(region) : null;

    /// <summary>Reads a number. Never throws, whatever is typed.</summary>
    /// <param name="typed">E.164, with <c>00</c> or the region's own international prefix, or as dialled inside the region; separators of all kinds and full-width digits are welcome.</param>
    /// <param name="region">The chosen country, ISO 3166 two letters; null when none was chosen.</param>
    public static Reading<PhoneNumber, PhoneProblem> Of(string? typed, string? region)
    {
        if (string.IsNullOrWhiteSpace(typed)) return Bad(PhoneProblem.Empty);
        if (typed.Length > MaxTypedLength) return Bad(PhoneProblem.TooLong);

        var digits = Strip(typed);
        if (digits is null || !digits.Any(char.IsAsciiDigit)) return Bad(PhoneProblem.NotANumber);

        region = region?.Trim().ToUpperInvariant();
        if (!IsKnown(region)) region = null;

        if (!digits.StartsWith("00", StringComparison.Ordinal)) return Parse(digits, region);

        // Most of the world writes 00 for +, but some regions dial another prefix that begins alike (Hong Kong 001). Both are
        // tried; where they make two different numbers nobody guesses: the code would go to a stranger, and the edition is for good.
        var plus = Parse("+" + digits[2..], null);
        if (region is null) return plus;
        var local = Parse(digits, region);
        if (!local.IsValid) return plus;
        if (!plus.IsValid) return local;
        return local.Value.E164 == plus.Value.E164 ? plus : Bad(PhoneProblem.Ambiguous);
    }

    private static Reading<PhoneNumber, PhoneProblem> Parse(string digits, string? region)
    {
        Parsed number;
        try
        {
            number = Plans.Parse(digits, region);
        }
        catch (NumberParseException problem)
        {
            return Bad(problem.ErrorType switch
            {
                ErrorType.INVALID_COUNTRY_CODE => PhoneProblem.UnknownCountry,
                ErrorType.TOO_SHORT_AFTER_IDD or ErrorType.TOO_SHORT_NSN => PhoneProblem.TooShort,
                ErrorType.TOO_LONG => PhoneProblem.TooLong,
                _ => PhoneProblem.NotANumber,
            });
        }

        if (!Plans.IsValidNumber(number))
        {
            return Bad(Plans.IsPossibleNumberWithReason(number) switch
            {
                PhoneNumberUtil.ValidationResult.TOO_SHORT or PhoneNumberUtil.ValidationResult.IS_POSSIBLE_LOCAL_ONLY => PhoneProblem.TooShort,
                PhoneNumberUtil.ValidationResult.TOO_LONG => PhoneProblem.TooLong,
                PhoneNumberUtil.ValidationResult.INVALID_COUNTRY_CODE => PhoneProblem.UnknownCountry,
                _ => PhoneProblem.NotValidForCountry,
            });
        }

        var type = Plans.GetNumberType(number);
        return Reading<PhoneNumber, PhoneProblem>.Good(new PhoneNumber(
            Plans.Format(number, PhoneNumberFormat.E164),
            Plans.GetRegionCodeForNumber(number) ?? "001",
            number.CountryCode == Mainland ? Edition.Weixin : Edition.WeChat,
            type is PhoneNumberType.MOBILE or PhoneNumberType.FIXED_LINE_OR_MOBILE,
            Mask(number)));
    }

    // ASCII digits with at most one leading plus, or null when something stands there that no phone number has. Letters are refused:
    // libphonenumber would read a vanity number, or an extension, out of a sentence.
    private static string? Strip(string typed)
    {
        var digits = new StringBuilder(typed.Length);
        foreach (var c in typed)
        {
            if (char.IsDigit(c)) digits.Append((char)('0' + (int)char.GetNumericValue(c)));
            else if (c is '+' or '＋' && digits.Length == 0) digits.Append('+');
            else if (!IsSeparator(c)) return null;
        }

        return digits.ToString();
    }

    // Format characters come along when a number is copied out of an address book: they are invisible there and mean nothing here.
    private static bool IsSeparator(char c) => c is '.' or '．' or '·' or '/' or '(' or ')' or '（' or '）' or '\u2212' or 'ー' or '~'
        || char.IsWhiteSpace(c)
        || char.GetUnicodeCategory(c) is UnicodeCategory.DashPunctuation or UnicodeCategory.Format;

    private static bool IsKnown(string? region) => region is { Length: 2 } && Plans.GetSupportedRegions().Contains(region);

    private static string Mask(Parsed number)
    {
        var national = Plans.GetNationalSignificantNumber(number);
        var (head, tail) = national.Length switch
        {
            >= 11 => (3, 4),
            >= 9 => (2, 3),
            >= 7 => (1, 2),
            _ => (0, 2),
        };
        return $"+{number.CountryCode} {national[..head]}{new string('*', national.Length - head - tail)}{national[^tail..]}";
    }

    private static Reading<PhoneNumber, PhoneProblem> Bad(PhoneProblem problem) => Reading<PhoneNumber, PhoneProblem>.Bad(problem, problem.Text);
}
