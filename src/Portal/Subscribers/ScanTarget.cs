using Microsoft.Extensions.DependencyInjection;
using WeixinWeChat.Core.Subscribers;
using WeixinWeChat.Portal.Settings;

namespace WeixinWeChat.Portal.Subscribers;

/// <summary>Something that a scanned or typed code leads to; each feature registers its own.</summary>
/// <param name="Path">Its address without the code: <c>/app/q/</c>.</param>
/// <param name="Leads">Is there something of that code for this subscriber? Never says more than its page does.</param>
public sealed record ScanTarget(string Path, Func<long, string, CancellationToken, Task<bool>> Leads);

/// <summary>Registers what codes lead to.</summary>
public static class ScanTargets
{
    extension(IServiceCollection services)
    {
        /// <summary>Codes that one of these operations knows.</summary>
        /// <param name="path">The address without the code.</param>
        /// <param name="find">What the page at that address asks for; null is nothing.</param>
        public void AddScanTarget<T>(string path, Func<T, long, string, CancellationToken, Task<object?>> find)
            where T : class =>
            services.AddSingleton(provider => new ScanTarget(path, async (me, code, cancel) => await find(provider.GetRequiredService<T>(), me, code, cancel) is not null));
    }
}

/// <summary>
/// Where a code leads that somebody holds before the camera, chooses as a picture or types. Everything else leads to one and the same
/// nothing: what does not exist, what is somebody else's, the other edition's, and any other address of the world.
/// </summary>
public sealed class Scanning(PortalSettings settings, IEnumerable<ScanTarget> targets, CodeTries tries)
{
    // The longer path first: /app/cards/g/ is no card.
    private readonly ScanTarget[] targets = [.. targets.OrderByDescending(target => target.Path.Length)];

    /// <summary>May this subscriber try another code?</summary>
    public bool MayTry(long me) => tries.MayTry(CodeTries.Subscriber(me));

    /// <summary>The address in the app; null for nothing, which is counted.</summary>
    public async Task<string?> Lead(long me, string? typed, CancellationToken cancel = default)
    {
        foreach (var (target, code, query) in Meant((typed ?? "").Trim()))
        {
            if (await target.Leads(me, code, cancel))
                return target.Path + code + query;
        }

        tries.Wrong(CodeTries.Subscriber(me));
        return null;
    }

    private IEnumerable<(ScanTarget Target, string Code, string Query)> Meant(string text)
    {
        if (text.Length is 0 or > ScanCode.TypedMax)
            return [];
        if (!text.Contains('/', StringComparison.Ordinal))
            return targets.SelectMany(target => new[] { text, ScanCode.Read(text) }.OfType<string>().Distinct().Select(code => (target, code, "")));
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme != settings.Address.Scheme || address.Authority != settings.Address.Authority
            || Array.Find(targets, target => address.AbsolutePath.StartsWith(target.Path, StringComparison.Ordinal)) is not { } meant)
            return [];
        var code = address.AbsolutePath[meant.Path.Length..];
        return code.Length > 0 && code.All(char.IsAsciiLetterOrDigit) ? [(meant, code, address.Query)] : [];
    }
}
