using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Materials;
using WeixinWeChat.Core.Subscribers;
using WeixinWeChat.Portal.Access;
using WeixinWeChat.Portal.Identity;
using WeixinWeChat.Portal.Materials;
using WeixinWeChat.Portal.Subscribers;

namespace WeixinWeChat.Portal.Profile;

/// <summary>
/// Subscribers' pictures, in and out. An endpoint of its own takes them, and not the page: a page reads its form before it could say how
/// large that may be.
/// </summary>
internal static class PortraitEndpoints
{
    /// <summary>Where a picture is sent.</summary>
    public const string Upload = "/app/me/portrait";

    /// <summary>The form field with the file.</summary>
    public const string Field = "portrait";

    /// <summary>What the page is told when too many came.</summary>
    public const string TooMany = "many";

    /// <summary>What the page is told when it was kept.</summary>
    public const string Kept = "kept";

    // How many times the largest picture is still read to its end: a browser that is cut off in the middle shows no answer at all.
    private const int Patience = 3;

    public static void MapPortraits(this WebApplication app)
    {
        app.MapGet(AppAddress.Portrait("{code}"), [EitherSignedIn] async (string code, HttpContext http, ProfileOperations profiles) =>
        {
            if (await profiles.Picture(code, http.RequestAborted) is not { } picture)
                return Results.NotFound();

            // A picture never changes under its code. Private: a shared cache would hand it to people who are not signed in. A day: one that
            // was taken back is not to be shown for long.
            http.Response.Headers.CacheControl = "private, max-age=86400";
            http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
            http.Response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
            return Results.File(picture.Content, picture.ContentType);
        });
        var limit = (long)Patience * app.Services.GetRequiredService<PlatformLimits>().ImageBytes;
        app.MapPost(Upload, [SubscribersOnly] async (HttpContext http, IAntiforgery antiforgery, ProfileOperations profiles, AppLimits limits) =>
            {
                var me = http.User.SubscriberId()!.Value;
                if (!limits.MayUpload(me))
                    return To(TooMany);
                var (file, tooLong) = await UploadedFile.Of(http.Request, Field);
                if (tooLong)
                    return To(nameof(ImageProblem.TooLarge));
                if (!await antiforgery.IsRequestValidAsync(http))
                    return Results.BadRequest();
                if (file is null)
                    return To(nameof(ImageProblem.Empty));
                await using var content = file.OpenReadStream();
                return To(await profiles.Show(me, content, http.RequestAborted) is { } problem ? problem.ToString() : Kept);
            })
            .WithMetadata(new SizeLimit(limit));

        static IResult To(string came) => Results.LocalRedirect($"{AppAddress.OwnProfile}?picture={came}");
    }
}
