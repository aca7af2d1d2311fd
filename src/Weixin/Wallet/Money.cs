using System.Globalization;
using System.Text.RegularExpressions;
using WeixinWeChat.Core.Editions;

namespace WeixinWeChat.Weixin.Wallet;

/// <summary>Amounts, as they are written and read: whole fen inside, yuan outside.</summary>
public static partial class Money
{
    /// <summary>Longest typed amount that is looked at, characters.</summary>
    public const int TypedMax = 20;

    /// <summary>¥1,234.50</summary>
    public static string Yuan(long fen) => string.Create(CultureInfo.InvariantCulture, $"¥{fen / 100m:#,##0.00}");

    /// <summary>+¥1,234.50, or with a minus before it.</summary>
    public static string WithSign(long fen) => fen < 0 ? $"−{Yuan(-fen)}" : $"+{Yuan(fen)}";

    /// <summary>Reads yuan with at most two decimals; a currency sign, commas between thousands and full-width digits are put right.</summary>
    /// <param name="typed">As typed.</param>
    /// <param name="most">Most fen it may be.</param>
    /// <returns>Fen, or what is wrong.</returns>
    public static (long? Fen, Bilingual Problem) Read(string? typed, long most)
    {
        if (string.IsNullOrWhiteSpace(typed))
            return (null, new("Enter an amount.", "请输入金额。"));
        if (typed.Length > TypedMax)
            return (null, None());
        var text = string.Concat(typed.Select(c => c switch { >= '０' and <= '９' => (char)(c - '０' + '0'), '．' or '。' => '.', '，' => ',', _ => c })).Trim().Trim('¥', '￥', '元').Trim();
        // A comma only between thousands: whoever means it as a point would else pay a hundred times as much.
        if (!Typed().IsMatch(text) || !decimal.TryParse(text.Replace(",", "", StringComparison.Ordinal), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var yuan))
            return (null, None());
        var fen = yuan * 100;
        if (fen != decimal.Truncate(fen))
            return (null, new("At most two digits after the point: the fen is the smallest coin.", "最多两位小数，最小单位为分。"));
        if (fen < 1)
            return (null, new($"At least {Yuan(1)}.", $"金额至少为 {Yuan(1)}。"));
        return fen > most ? (null, new($"At most {Yuan(most)} at once.", $"单笔最多 {Yuan(most)}。")) : ((long)fen, default);

        static Bilingual None() => new("An amount is digits with a point, such as 12.50.", "金额由数字和小数点组成，例如 12.50。");
    }

    [GeneratedRegex(@"^([0-9]+|[0-9]{1,3}(,[0-9]{3})+)?(\.[0-9]*)?$", RegexOptions.ExplicitCapture)]
    private static partial Regex Typed();
}
