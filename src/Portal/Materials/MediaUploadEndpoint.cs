using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Materials;
using WeixinWeChat.Core.People;
using WeixinWeChat.Portal.Access;
using WeixinWeChat.Portal.Identity;

namespace WeixinWeChat.Portal.Materials;

/// <summary>What the page's script gets back: an address to show, or a reason to show.</summary>
internal sealed record MediaUploaded(string? Code, string? Address, string? Problem);

/// <summary>
/// Takes pictures over an ordinary request, not through a circuit: a circuit would carry ten megabytes in pieces past everybody else's clicks.
/// </summary>
internal static class MediaUploadEndpoint
{
    /// <summary>The form field with the file.</summary>
    public const string Field = "picture";

    // The multipart wrapping around the file.
    private const int Wrapping = 64 * 1024;

    public static void MapMediaUpload(this WebApplication app)
    {
        var limit = app.Services.GetRequiredService<PlatformLimits>().ImageBytes + Wrapping;
        app.MapPost("/a/{AppId}/media", [Permission(Permissions.CampaignsWrite)] async (
                string appId, string? use, HttpContext http, IAntiforgery antiforgery, MediaOperations media, PlatformLimits limits, IStringLocalizer<MaterialTexts> texts) =>
            {
                // The token comes in a header, so that a forged upload is refused before one byte of its body is read.
                if (string.IsNullOrEmpty(http.Request.Headers["RequestVerificationToken"]) || !await antiforgery.IsRequestValidAsync(http))
                    return Refused(StatusCodes.Status400BadRequest, texts["Forged"]);
                var shape = use == "cover" ? ImageShape.Cover : ImageShape.Article;
                if (http.Request.ContentLength > limit)
                    return Refused(StatusCodes.Status413PayloadTooLarge, TooLarge());
                var (file, tooLong) = await UploadedFile.Of(http.Request, Field);
                if (tooLong)
                    return Refused(StatusCodes.Status413PayloadTooLarge, TooLarge());
                if (Person.From(http.User) is not { } actor || file is null)
                    return Refused(StatusCodes.Status400BadRequest, texts["NoFile"]);

                await using var content = file.OpenReadStream();
                return await media.Upload(actor, appId, content, shape, http.RequestAborted) switch
                {
                    null => Results.NotFound(),
                    { Code: { } code } => Results.Json(new MediaUploaded(code, $"/media/{code}", null)),
                    var refused => Refused(StatusCodes.Status422UnprocessableEntity, refused.Problem.ToString()),
                };

                string TooLarge() => ImageProblems.TextOf(ImageProblem.TooLarge, shape, limits).ToString();
            })
            .WithMetadata(new SizeLimit(limit));
    }

    private static IResult Refused(int status, string problem) => Results.Json(new MediaUploaded(null, null, problem), statusCode: status);
}
