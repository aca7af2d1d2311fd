using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using WeixinWeChat.Core.Editions;

namespace WeixinWeChat.Core.Accounts;

/// <summary>What kind of organisation a code was given to: its first two characters. DOMAIN 3.5.</summary>
public enum SubjectCategory
{
    /// <summary>企业.</summary>
    Enterprise = 1,

    /// <summary>个体工商户.</summary>
    SoleProprietor,

    /// <summary>农民专业合作社.</summary>
    FarmersCooperative,

    /// <summary>机关.</summary>
    GovernmentOrgan,

    /// <summary>事业单位.</summary>
    PublicInstitution,

    /// <summary>社会团体.</summary>
    SocialGroup,

    /// <summary>民办非企业单位.</summary>
    PrivateNonEnterprise,

    /// <summary>基金会.</summary>
    Foundation,

    /// <summary>Every other organisation that has a code.</summary>
    Other,
}

/// <summary>Why a typed text is no Unified Social Credit Code.</summary>
public enum CreditCodeProblem
{
    /// <summary>Nothing was typed.</summary>
    Empty = 1,

    /// <summary>Not 18 characters.</summary>
    Length,

    /// <summary>A character that no code has; I, O, S, V and Z are left out of the alphabet.</summary>
    Characters,

    /// <summary>No authority gives codes that begin like this, or the region is not six digits.</summary>
    Structure,

    /// <summary>The last character does not fit the others: something is mistyped.</summary>
    Checksum,
}

/// <summary>统一社会信用代码, GB 32100-2015: 18 characters with a check character at the end. DOMAIN 3.5.</summary>
public sealed record UnifiedSocialCreditCode
{
    /// <summary>Characters of a code.</summary>
    public const int Length = 18;

    /// <summary>Typed characters that are looked at: a code with a space after each character fits.</summary>
    public const int MaxTypedLength = 64;

    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private static readonly FrozenSet<string> Beginnings = FrozenSet.Create(StringComparer.Ordinal,
    [
        "11", "12", "13", "19", "21", "29", "31", "32", "33", "34", "35", "39", "41", "49", "51", "52", "53", "59", "61", "62", "69", "71", "72",
        "79", "81", "89", "91", "92", "93", "A1", "A9", "N1", "N2", "N3", "N9", "Y1",
    ]);

    private UnifiedSocialCreditCode(string value) => Value = value;

    /// <summary>The code in its one normal form: 18 capital letters and digits.</summary>
    public string Value { get; }

    /// <summary>Whom it was given to.</summary>
    public SubjectCategory Category => Value[..2] switch
    {
        "91" => SubjectCategory.Enterprise,
        "92" => SubjectCategory.SoleProprietor,
        "93" => SubjectCategory.FarmersCooperative,
        "11" => SubjectCategory.GovernmentOrgan,
        "12" => SubjectCategory.PublicInstitution,
        "51" => SubjectCategory.SocialGroup,
        "52" => SubjectCategory.PrivateNonEnterprise,
        "53" => SubjectCategory.Foundation,
        _ => SubjectCategory.Other,
    };

    /// <summary>Reads a code; small letters, full-width characters and spaces are put right. Never throws.</summary>
    public static Reading<UnifiedSocialCreditCode, CreditCodeProblem> Read(string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed)) return Bad(CreditCodeProblem.Empty);
        if (typed.Length > MaxTypedLength) return Bad(CreditCodeProblem.Length);

        var code = IdText.Normalise(typed);
        if (code.Length != Length) return Bad(CreditCodeProblem.Length);
        if (code.Any(c => !Alphabet.Contains(c, StringComparison.Ordinal))) return Bad(CreditCodeProblem.Characters);
        if (!Beginnings.Contains(code[..2]) || code[2..8].Any(c => !char.IsAsciiDigit(c))) return Bad(CreditCodeProblem.Structure);
        if (CheckCharacter(code) != code[^1]) return Bad(CreditCodeProblem.Checksum);
        return Reading<UnifiedSocialCreditCode, CreditCodeProblem>.Good(new(code));
    }

    /// <summary>The code.</summary>
    public override string ToString() => Value;

    // Weights are the powers of 3 modulo 31. The outer modulo is the branch that is often forgotten: remainder 0 makes 31, which is 0 again.
    private static char CheckCharacter(string code)
    {
        var sum = 0;
        var weight = 1;
        foreach (var c in code.AsSpan(0, Length - 1))
        {
            sum += Alphabet.IndexOf(c, StringComparison.Ordinal) * weight;
            weight = weight * 3 % 31;
        }

        return Alphabet[(31 - (sum % 31)) % 31];
    }

    private static Reading<UnifiedSocialCreditCode, CreditCodeProblem> Bad(CreditCodeProblem problem) =>
        Reading<UnifiedSocialCreditCode, CreditCodeProblem>.Bad(problem, problem switch
        {
            CreditCodeProblem.Empty => new("Enter the Unified Social Credit Code.", "请输入统一社会信用代码。"),
            CreditCodeProblem.Length => new("The code has 18 characters. Compare it with the business licence.", "统一社会信用代码为 18 位，请对照营业执照核对。"),
            CreditCodeProblem.Characters => new(
                "The code has only digits and capital letters, without I, O, S, V and Z.", "统一社会信用代码只含数字和大写字母，且不含 I、O、S、V、Z。"),
            CreditCodeProblem.Structure => new(
                "No code begins like this. Compare the first eight characters with the business licence.", "统一社会信用代码的前 8 位不正确，请对照营业执照核对。"),
            _ => new("The code does not add up: at least one character is mistyped.", "统一社会信用代码校验不通过，请检查是否有字符输错。"),
        });
}
