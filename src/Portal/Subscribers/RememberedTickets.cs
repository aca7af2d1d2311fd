using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Caching.Memory;

namespace WeixinWeChat.Portal.Subscribers;

/// <summary>
/// What a subscriber's cookie was opened to a moment ago. A page of the app asks for its pictures and its events with the same cookie, and to
/// open it costs more than to answer. Whether it is still worth something is asked with each request all the same.
/// </summary>
internal sealed class RememberedTickets(ISecureDataFormat<AuthenticationTicket> cookies, IMemoryCache cache) : ISecureDataFormat<AuthenticationTicket>
{
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(30);

    public string Protect(AuthenticationTicket data) => cookies.Protect(data);

    public string Protect(AuthenticationTicket data, string? purpose) => cookies.Protect(data, purpose);

    public AuthenticationTicket? Unprotect(string? protectedText) => Unprotect(protectedText, null);

    // A copy for each request: what one changes in it is not another's. What does not open is not kept, or strangers could fill the memory.
    public AuthenticationTicket? Unprotect(string? protectedText, string? purpose)
    {
        if (protectedText is null)
            return null;
        // Of this one alone: whatever shares the memory, a cookie that was opened elsewhere is not open here.
        var key = (this, purpose, protectedText);
        if (cache.TryGetValue(key, out AuthenticationTicket? known))
            return known!.Clone();
        var opened = cookies.Unprotect(protectedText, purpose);
        return opened is null ? null : cache.Set(key, opened, Remembered).Clone();
    }
}
