using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;

namespace WeixinWeChat.Portal.Access;

/// <summary>
/// Whether a form stood on one of our pages, where to open its token would cost more than what it asks for. Browsers say it themselves, with
/// every request and so that no page can make them say otherwise; only where one does not (an old one, or plain HTTP) the form's token tells.
/// </summary>
public static class FormOrigin
{
    private const string Header = "Sec-Fetch-Site";

    /// <summary>Does this browser say where its requests come from? A form for it needs no token.</summary>
    public static bool IsTold(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Headers.ContainsKey(Header);
    }

    /// <summary>Did the form that was sent stand on one of our pages?</summary>
    public static async Task<bool> IsOurs(HttpContext http, IAntiforgery forms)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(forms);
        return IsTold(http.Request) ? http.Request.Headers[Header] == "same-origin" : await forms.IsRequestValidAsync(http);
    }
}
