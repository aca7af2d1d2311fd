namespace WeixinWeChat.Tests;

/// <summary>The browser that tests/run installs; a whole Chromium does as well.</summary>
public static class Chromium
{
    /// <summary>Where its program is.</summary>
    public static string Program { get; } = new[] { "/usr/bin/chromium-headless-shell", "/usr/bin/chromium" }.FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException("There is no Chromium. tests/run installs one.");
}
