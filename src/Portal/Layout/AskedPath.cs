using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace WeixinWeChat.Portal.Layout;

/// <summary>The address that a visitor asked for, also on the page that answers in its stead.</summary>
internal static class AskedPath
{
    /// <summary>Was another address asked for than the one that is being answered?</summary>
    public static bool IsAnotherPages(this HttpContext http) => http.Features.Get<IStatusCodeReExecuteFeature>() is not null;

    /// <summary>Does the visitor stand in the subscribers' app?</summary>
    public static bool IsInApp(this HttpContext http) =>
        new PathString(http.Features.Get<IStatusCodeReExecuteFeature>()?.OriginalPath ?? http.Request.Path).StartsWithSegments("/app");
}
