using System.Globalization;
using System.Text;

namespace WeixinWeChat.Core.Accounts;

public static class IdText
{
    /// <summary>Full-width letters and digits become ASCII, small letters capital; spaces, dashes and invisible characters go.</summary>
    public static string Normalise(string typed)
    {
        var text = new StringBuilder(typed.Length);
        foreach (var c in typed)
        {
            if (char.IsWhiteSpace(c) || char.GetUnicodeCategory(c) is UnicodeCategory.DashPunctuation or UnicodeCategory.Format) continue;
            text.Append(char.ToUpperInvariant(c is >= '！' and <= '～' ? (char)(c - '！' + '!') : c));
        }

        return text.ToString();
    }
}
