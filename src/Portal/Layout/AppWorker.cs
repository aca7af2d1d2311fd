using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WeixinWeChat.Portal.Access;

namespace WeixinWeChat.Portal.Layout;

/// <summary>
/// Hands out the app's worker (wwwroot-assets/shared/worker.js) at an address that lets it see the whole app: a worker sees what lies below
/// its own address, and that of the other scripts lies elsewhere.
/// </summary>
internal static class AppWorker
{
    private const string Address = "/app/worker.js";

    public static void MapAppWorker(this IEndpointRouteBuilder app) => app.MapGet(Address, (HttpContext http, IWebHostEnvironment environment) =>
    {
        http.Response.Headers["Service-Worker-Allowed"] = "/app";
        http.Response.Headers.CacheControl = "no-cache";
        var file = environment.WebRootFileProvider.GetFileInfo("_content/WeixinWeChat.Portal/shared/worker.js");
        return file.Exists ? Results.Stream(file.CreateReadStream(), "text/javascript", lastModified: file.LastModified) : Results.NotFound();
    }).WithMetadata(new PublicAttribute("a script that holds nothing of anybody"));
}
