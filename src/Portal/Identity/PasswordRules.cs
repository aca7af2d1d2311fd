using System.Collections.Frozen;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Localization;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Portal.Identity;

/// <summary>
/// What a password must be: long, and not one that everybody tries first. No rule of composition: such rules make people write
/// "Password1!" and forget it.
/// </summary>
internal sealed class PasswordRules(IStringLocalizer<IdentityTexts> texts) : IPasswordValidator<PortalUser>
{
    /// <summary>Fewest characters.</summary>
    public const int MinLength = 12;

    /// <summary>Most characters: a hash over megabytes would be a way to keep the server busy.</summary>
    public const int MaxLength = 128;

    private const int FewestDifferentLetters = 5;
    private const int ShortestTellingPart = 4;

    private static readonly FrozenSet<string> Common = Read();

    // What stays of a password when these and digits are taken out must be more than nothing.
    private static readonly IReadOnlyList<string> NoSecret = ["weixinwechat", "wechat", "weixin", "officialaccount", "password", "passwort", "admin", "welcome", "letmein", "qwerty", "iloveyou", "woaini"];

    private static readonly IReadOnlyList<string> Rows = ["abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm", "qwertyuiop", "asdfghjkl", "zxcvbnm", "01234567890123456789", "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p"];

    public Task<IdentityResult> ValidateAsync(UserManager<PortalUser> manager, PortalUser user, string? password) =>
        Task.FromResult(Problem(password, user.Email, user.DisplayName) is { } key
            ? IdentityResult.Failed(new IdentityError { Code = key, Description = texts[key, MinLength, MaxLength] })
            : IdentityResult.Success);

    /// <summary>The key of the message that says what is wrong; null when nothing is.</summary>
    public static string? Problem(string? password, string? email, string? name)
    {
        if (!VisibleText.IsSound(password ?? ""))
            return "Password.Characters";
        // Counted as a person counts: a Chinese character or an emoji is one.
        var length = new System.Globalization.StringInfo(password ?? "").LengthInTextElements;
        if (length < MinLength)
            return "Password.Short";
        if (length > MaxLength || password!.Length > 4 * MaxLength)
            return "Password.Long";
        var plain = Plain(password);
        if (Common.Contains(plain) || IsPattern(plain) || password.Distinct().Count() < FewestDifferentLetters)
            return "Password.Common";
        return Without(plain, [.. Parts(email), .. Parts(name)]).Length < MinLength / 2 ? "Password.Personal" : null;
    }

    // One row of the keyboard or the alphabet, forwards or backwards, or a short piece again and again, or words without any secret.
    private static bool IsPattern(string plain)
    {
        for (var piece = 1; piece <= (plain.Length + 1) / 2; piece++)
        {
            if (plain.Select((letter, at) => letter == plain[at % piece]).All(same => same))
                return true;
        }

        var rest = Without(plain, NoSecret);
        var letters = string.Concat(rest.Where(char.IsLetter));
        return letters.Length == 0 && (rest.Length < plain.Length || IsRow(plain)) || IsRow(plain) || (letters.Length > 3 && IsRow(letters) && rest.Length < MinLength + 4);
    }

    private static bool IsRow(string text) => Rows.Any(row =>
    {
        var (twice, back) = (row + row, string.Concat((row + row).Reverse()));
        return twice.Contains(text, StringComparison.Ordinal) || back.Contains(text, StringComparison.Ordinal);
    });

    private static string Without(string text, IEnumerable<string> parts) =>
        parts.OrderByDescending(part => part.Length).Aggregate(text, (left, part) => left.Replace(part, "", StringComparison.Ordinal));

    private static IEnumerable<string> Parts(string? text) =>
        Plain(text ?? "").Split([' ', '@', '.', '-', '_', '+'], StringSplitOptions.RemoveEmptyEntries).Where(part => part.Length >= ShortestTellingPart)
            .Concat(new[] { string.Concat(Plain(text ?? "").Where(char.IsLetterOrDigit)) }.Where(part => part.Length >= ShortestTellingPart));

    // Capitals and the usual exchanges (@ for a, 0 for o) do not make a known password unknown.
    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        // A name that is no sound text is refused beside its own field; here it only must not break what is compared.
        foreach (var letter in (VisibleText.IsSound(text) ? text : "").Normalize(NormalizationForm.FormKC).ToLowerInvariant())
            plain.Append(letter switch { '@' => 'a', '$' => 's', _ => letter });
        return plain.ToString().Trim();
    }

    private static FrozenSet<string> Read()
    {
        using var stream = typeof(PasswordRules).Assembly.GetManifestResourceStream("common-passwords.txt")
            ?? throw new InvalidOperationException("The list of common passwords is not in the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Plain).ToFrozenSet();
    }
}
