using System.Globalization;

namespace WeixinWeChat.Core.Editions;

/// <summary>
/// A text of the rules themselves, in both languages side by side. The rules explain themselves to people on either portal
/// (and to a log or a test), so their texts travel with the answer instead of as keys into some page's resources.
/// </summary>
/// <param name="En">English.</param>
/// <param name="Zh">简体中文.</param>
public readonly record struct Bilingual(string En, string Zh)
{
    /// <summary>The text for a reader: every Chinese culture reads the Chinese one, all others English.</summary>
    public string In(CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(culture);
        return culture.TwoLetterISOLanguageName == "zh" ? Zh : En;
    }

    /// <summary>The text in the current reader's language.</summary>
    public override string ToString() => In(CultureInfo.CurrentUICulture);
}
