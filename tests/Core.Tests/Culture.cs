using System.Globalization;

namespace WeixinWeChat.Core.Tests;

/// <summary>Reads as a person of another language, until disposed.</summary>
internal sealed class Culture : IDisposable
{
    private readonly CultureInfo before = CultureInfo.CurrentUICulture;

    private Culture(string name) => CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(name);

    internal static Culture Use(string name) => new(name);

    public void Dispose() => CultureInfo.CurrentUICulture = before;
}
