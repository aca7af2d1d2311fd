using System.Globalization;
using System.Text;
using WeixinWeChat.Core.Editions;

namespace WeixinWeChat.Core.Accounts;

/// <summary>Why an official account cannot be called that.</summary>
public enum AccountNameProblem
{
    /// <summary>Nothing was typed.</summary>
    Empty = 1,

    /// <summary>Shorter than <see cref="AccountName.MinUnits"/>.</summary>
    TooShort,

    /// <summary>Longer than <see cref="AccountName.MaxUnits"/>.</summary>
    TooLong,

    /// <summary>A space at the beginning or the end, or two in a row.</summary>
    Spaces,

    /// <summary>An emoji, an invisible character, or a symbol that names do not have.</summary>
    Characters,

    /// <summary>Latin letters mixed with Cyrillic or Greek ones that look the same.</summary>
    LookAlike,

    /// <summary>Names the platform itself.</summary>
    Reserved,
}

/// <summary>The name of an official account: 4 to 30 units, of which a Chinese character counts two. DOMAIN 1.4 and section 0.</summary>
public sealed record AccountName
{
    /// <summary>Shortest name, in half-width units.</summary>
    public const int MinUnits = 4;

    /// <summary>Longest name, in half-width units. No character has fewer units than UTF-16 code units, so it bounds the column too.</summary>
    public const int MaxUnits = 30;

    /// <summary>Longest <see cref="Key"/>: compatibility forms can grow when they are taken apart.</summary>
    public const int MaxKeyLength = 60;

    private const string Symbols = " -_.,&'’()（）·・+!！?？:：/@#《》「」—～~%、，。";

    private static readonly IReadOnlyList<string> ReservedWords = ["wechat", "weixin", "tencent", "微信", "腾讯", "騰訊", "公众平台", "公眾平台"];

    private AccountName(string value, string key)
    {
        Value = value;
        Key = key;
    }

    /// <summary>The name as it is shown.</summary>
    public string Value { get; }

    /// <summary>What two names that read alike have in common; unique within an edition.</summary>
    public string Key { get; }

    /// <summary>Reads a name. Never throws.</summary>
    public static Reading<AccountName, AccountNameProblem> Read(string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed)) return Bad(AccountNameProblem.Empty);
        if (typed.Length > 2 * MaxUnits) return Bad(AccountNameProblem.TooLong);
        if (!IsWellFormed(typed)) return Bad(AccountNameProblem.Characters);

        var name = typed.Normalize(NormalizationForm.FormC);
        if (name.StartsWith(' ') || name.EndsWith(' ') || name.Contains("  ", StringComparison.Ordinal)) return Bad(AccountNameProblem.Spaces);
        if (name.EnumerateRunes().Any(rune => !IsAllowed(rune)) || !name.EnumerateRunes().Any(Rune.IsLetterOrDigit)) return Bad(AccountNameProblem.Characters);

        var units = UnitsOf(name);
        if (units < MinUnits) return Bad(AccountNameProblem.TooShort);
        if (units > MaxUnits) return Bad(AccountNameProblem.TooLong);
        if (MixesLookAlikes(name)) return Bad(AccountNameProblem.LookAlike);

        var key = KeyOf(name);
        if (key.Length > MaxKeyLength) return Bad(AccountNameProblem.Characters);
        var bare = string.Concat(key.Where(char.IsLetterOrDigit));
        if (ReservedWords.Any(word => bare.Contains(word, StringComparison.Ordinal))) return Bad(AccountNameProblem.Reserved);
        return Reading<AccountName, AccountNameProblem>.Good(new(name, key));
    }

    /// <summary>Half-width units of a text: Chinese, Japanese, Korean and full-width characters count two, all others one.</summary>
    public static int UnitsOf(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.EnumerateRunes().Sum(rune => IsWide(rune) ? 2 : 1);
    }

    /// <summary>The name.</summary>
    public override string ToString() => Value;

    /// <summary>
    /// Folds a text as names are folded, also a part of one that somebody searches for. Full-width forms, ligatures and case do not make
    /// another name; a sharp s and ss do not either, hence up and down again.
    /// </summary>
    public static string KeyOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var folded = name.Normalize(NormalizationForm.FormKC).ToUpperInvariant().ToLowerInvariant().Normalize(NormalizationForm.FormKC);
        return string.Join(' ', folded.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    private static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1])) return false;
            i++;
        }

        return true;
    }

    private static bool IsAllowed(Rune rune) => (rune.IsBmp && Symbols.Contains((char)rune.Value, StringComparison.Ordinal))
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
            or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.DecimalDigitNumber
            or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static bool IsWide(Rune rune) => rune.Value is
        (>= 0x1100 and <= 0x115F) or (>= 0x2E80 and <= 0xA4CF) or (>= 0xAC00 and <= 0xD7A3) or (>= 0xF900 and <= 0xFAFF)
        or (>= 0xFE30 and <= 0xFE4F) or (>= 0xFF00 and <= 0xFF60) or (>= 0xFFE0 and <= 0xFFE6) or >= 0x10000;

    private static bool MixesLookAlikes(string name) =>
        name.Any(c => char.IsLetter(c) && c is <= '\u024F' or (>= '\uFF21' and <= '\uFF5A')) && name.Any(c => c is >= '\u0370' and <= '\u052F');

    private static Reading<AccountName, AccountNameProblem> Bad(AccountNameProblem problem) =>
        Reading<AccountName, AccountNameProblem>.Bad(problem, problem switch
        {
            AccountNameProblem.Empty => new("Enter a name.", "请输入公众号名称。"),
            AccountNameProblem.TooShort => new("A name has at least 4 characters; a Chinese character counts as 2.", "名称至少 4 个字符，1 个汉字算 2 个字符。"),
            AccountNameProblem.TooLong => new("A name has at most 30 characters; a Chinese character counts as 2.", "名称最多 30 个字符，1 个汉字算 2 个字符。"),
            AccountNameProblem.Spaces => new("A name has no space at its beginning or end and never two in a row.", "名称首尾不能有空格，也不能有连续空格。"),
            AccountNameProblem.Characters => new(
                "A name has letters, digits and common punctuation; emoji and invisible characters are not allowed.", "名称只能包含文字、数字和常用标点，不能包含表情或不可见字符。"),
            AccountNameProblem.LookAlike => new("A name cannot mix Latin letters with Cyrillic or Greek ones.", "名称不能混用拉丁字母与外形相近的西里尔字母或希腊字母。"),
            _ => new("This name is reserved: it would look like the platform itself.", "名称包含保留词，容易被误认为平台官方，请更换。"),
        });
}
