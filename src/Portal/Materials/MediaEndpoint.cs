using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using WeixinWeChat.Core.Materials;
using WeixinWeChat.Core.People;
using WeixinWeChat.Portal.Access;
using WeixinWeChat.Portal.Identity;

namespace WeixinWeChat.Portal.Materials;

/// <summary>Sends pictures to browsers.</summary>
internal static class MediaEndpoint
{
    public static void MapMedia(this WebApplication app) => app.MapGet("/media/{code}", [EitherSignedIn] async (string code, HttpContext http, MediaOperations media) =>
    {
        if (await media.Open(Person.From(http.User), http.User.SubscriberId() is not null, code, http.RequestAborted) is not { } file)
            return Results.NotFound();

        // A picture never changes under its code. Private: a shared cache would hand it to people who are not signed in.
        http.Response.Headers.CacheControl = "private, max-age=31536000, immutable";
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
        return Results.File(file.Path, file.ContentType, entityTag: new EntityTagHeaderValue($"\"{file.Sha256[..32]}\""));
    });
}
