using System.Globalization;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.People;

namespace WeixinWeChat.Core.Accounts;

/// <summary>Why a text cannot introduce an official account.</summary>
public enum IntroductionProblem
{
    /// <summary>Nothing was typed.</summary>
    Empty = 1,

    /// <summary>Shorter than <see cref="AccountIntroduction.MinLength"/>.</summary>
    TooShort,

    /// <summary>Longer than <see cref="AccountIntroduction.MaxLength"/>.</summary>
    TooLong,

    /// <summary>A control character, or one that turns the direction of the text around.</summary>
    Characters,
}

/// <summary>功能介绍: what an official account says about itself, 4 to 120 characters on one line. DOMAIN 1.4.</summary>
public sealed record AccountIntroduction
{
    /// <summary>Shortest introduction, in UTF-16 code units, as a browser's form field counts them.</summary>
    public const int MinLength = 4;

    /// <summary>Longest introduction, counted alike.</summary>
    public const int MaxLength = 120;

    private AccountIntroduction(string value) => Value = value;

    /// <summary>The text; without line breaks and outer spaces.</summary>
    public string Value { get; }

    /// <summary>Reads an introduction; line breaks become spaces. Never throws.</summary>
    public static Reading<AccountIntroduction, IntroductionProblem> Read(string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed)) return Bad(IntroductionProblem.Empty);
        if (typed.Length > 8 * MaxLength) return Bad(IntroductionProblem.TooLong);

        var text = string.Join(' ', typed.Split([' ', '\r', '\n', '\t', '\u2028', '\u2029'], StringSplitOptions.RemoveEmptyEntries));
        if (text.Any(IsForbidden)) return Bad(IntroductionProblem.Characters);
        if (!VisibleText.IsSeen(text)) return Bad(IntroductionProblem.Empty);
        if (text.Length < MinLength) return Bad(IntroductionProblem.TooShort);
        if (text.Length > MaxLength) return Bad(IntroductionProblem.TooLong);
        return Reading<AccountIntroduction, IntroductionProblem>.Good(new(text));
    }

    /// <summary>The text.</summary>
    public override string ToString() => Value;

    // Embeddings and overrides of direction could make the text around the introduction read backwards. The joiner inside emoji may stay.
    private static bool IsForbidden(char c) => c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069')
        || char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;

    private static Reading<AccountIntroduction, IntroductionProblem> Bad(IntroductionProblem problem) =>
        Reading<AccountIntroduction, IntroductionProblem>.Bad(problem, problem switch
        {
            IntroductionProblem.Empty => new("Say in a sentence what people get from this account.", "请用一句话介绍这个公众号能提供什么。"),
            IntroductionProblem.TooShort => new("An introduction has at least 4 characters.", "功能介绍至少 4 个字。"),
            IntroductionProblem.TooLong => new("An introduction has at most 120 characters.", "功能介绍最多 120 个字。"),
            _ => new("The introduction contains invisible control characters. Type it again without them.", "功能介绍包含不可见的控制字符，请删除后重新输入。"),
        });
}
