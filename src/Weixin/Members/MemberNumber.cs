using System.Security.Cryptography;

namespace WeixinWeChat.Weixin.Members;

/// <summary>The number by which a brand knows a member: twelve digits, the last of which tells a mistyped one.</summary>
public static class MemberNumber
{
    /// <summary>Digits.</summary>
    public const int Length = 12;

    /// <summary>A new one.</summary>
    public static string New()
    {
        var body = string.Concat(RandomNumberGenerator.GetString("123456789", 1), RandomNumberGenerator.GetString("0123456789", Length - 2));
        return $"{body}{CheckDigit(body)}";
    }

    /// <summary>Could this be one? Asked before it goes to the database.</summary>
    public static bool Is(string? text) => text?.Length == Length && text.All(char.IsAsciiDigit) && CheckDigit(text[..^1]) == text[^1];

    // Luhn's: every second digit from the right is doubled, and the sum ends in zero with the last.
    private static char CheckDigit(string body)
    {
        var sum = 0;
        for (var place = 0; place < body.Length; place++)
        {
            var digit = body[body.Length - 1 - place] - '0';
            sum += place % 2 == 1 ? digit : digit * 2 > 9 ? (digit * 2) - 9 : digit * 2;
        }

        return (char)('0' + ((10 - (sum % 10)) % 10));
    }
}
