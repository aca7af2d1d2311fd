using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Portal.Access;

namespace WeixinWeChat.Portal.Layout;

/// <summary>
/// By what a browser tells one reader of the app from another, so that what it keeps for reading and sending without a line is shown to, and
/// sent by, nobody else. It names nobody.
/// </summary>
internal sealed class ReaderMark(Vault vault)
{
    /// <summary>Bears the mark on each page of the app.</summary>
    public const string Header = "App-Reader";

    /// <summary>The mark where nobody is signed in.</summary>
    public const string Nobody = "none";

    private const int Length = 16;

    public string Of(long? subscriberId) => subscriberId is { } id ? vault.Fingerprint("App.Reader", id.ToString(CultureInfo.InvariantCulture))[..Length] : Nobody;

    /// <summary>The app's worker, at an address that lets it see the whole app: a script sees what lies below it, and its other address lies elsewhere.</summary>
    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/app/worker.js", (HttpContext http, IWebHostEnvironment environment) =>
    {
        http.Response.Headers["Service-Worker-Allowed"] = "/app";
        http.Response.Headers.CacheControl = "no-cache";
        var file = environment.WebRootFileProvider.GetFileInfo("_content/WeixinWeChat.Portal/shared/worker.js");
        return file.Exists ? Results.Stream(file.CreateReadStream(), "text/javascript", lastModified: file.LastModified) : Results.NotFound();
    }).WithMetadata(new PublicAttribute("a script that holds nothing of anybody"));
}
