namespace WeixinWeChat.Core.People;

/// <summary>Names a browser and its system from what it says of itself, well enough for its owner to know it again.</summary>
public static class DeviceName
{
    // The first that fits: Edge and Opera also call themselves Chrome, Chrome also calls itself Safari, and every phone's system also another one.
    private static readonly IReadOnlyList<(string Mark, string Name)> Browsers =
    [
        ("MicroMessenger/", "WeChat"), ("Edg", "Edge"), ("OPR/", "Opera"), ("HuaweiBrowser/", "Huawei"), ("MiuiBrowser/", "Mi"), ("QQBrowser/", "QQ"),
        ("SamsungBrowser/", "Samsung Internet"), ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"), ("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
    ];

    private static readonly IReadOnlyList<(string Mark, string Name)> Systems =
    [
        ("iPhone", "iPhone"), ("iPad", "iPad"), ("OpenHarmony", "HarmonyOS"), ("HarmonyOS", "HarmonyOS"), ("Android", "Android"),
        ("Windows", "Windows"), ("Mac OS X", "macOS"), ("CrOS", "ChromeOS"), ("Linux", "Linux"),
    ];

    /// <summary><c>Chrome · Windows</c>; empty when nothing is known.</summary>
    public static string From(string? userAgent)
    {
        if (string.IsNullOrEmpty(userAgent))
            return "";
        return string.Join(" · ", new[] { Find(Browsers), Find(Systems) }.Where(name => name.Length > 0));

        string Find(IReadOnlyList<(string Mark, string Name)> table) =>
            table.FirstOrDefault(row => userAgent.Contains(row.Mark, StringComparison.Ordinal)).Name ?? "";
    }
}
