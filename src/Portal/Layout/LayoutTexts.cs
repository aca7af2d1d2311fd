namespace WeixinWeChat.Portal.Layout;

/// <summary>Marks the texts of the shell: bars, switches, errors and the page that compares the two systems.</summary>
public sealed class LayoutTexts;
