using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.People;
using WeixinWeChat.Portal.Access;
using WeixinWeChat.Portal.Identity;
using WeixinWeChat.Portal.Layout;

namespace WeixinWeChat.Weixin.Verification;

/// <summary>Documents come and go outside any circuit: a circuit would carry every byte through the page's connection.</summary>
internal static class VerificationEndpoints
{
    // Room for the form around the file.
    private const int FormOverhead = 64 * 1024;
    private const string TokenHeader = "RequestVerificationToken";

    public static void AddVerification(this IServiceCollection services)
    {
        services.AddSingleton<VerificationMails>();
        services.AddSingleton<VerificationOperations>();
        services.AddSingleton(NavEntry.Of<VerificationTexts>(NavGroup.Settings, "Nav", "verified", "/a/{AppId}/verification", Permissions.AccountSettings, 20));
    }

    public static void MapVerification(this WebApplication app)
    {
        var limits = app.Services.GetRequiredService<PlatformLimits>();
        app.MapPost("/a/{AppId}/verification/documents", Upload)
            .WithMetadata(new PermissionAttribute(Permissions.AccountSettings), new RequestSizeLimitAttribute(limits.DocumentBytes + FormOverhead));
        app.MapGet("/a/{AppId}/verification/documents/{code}", async (string AppId, string code, HttpContext http, VerificationOperations operations) =>
            DocumentAnswer.Of(http, await operations.Document(Person.From(http.User)!, AppId, code, http.RequestAborted)))
            .WithMetadata(new PermissionAttribute(Permissions.AccountSettings));
    }

    private static async Task<IResult> Upload(string AppId, HttpContext http, IAntiforgery antiforgery, VerificationOperations operations, PlatformLimits limits)
    {
        // The token comes in a header: what is forged or too large is refused before one byte of its body is read.
        if (string.IsNullOrEmpty(http.Request.Headers[TokenHeader]) || !await antiforgery.IsRequestValidAsync(http))
            return Refused(DocumentProblem.NotNow, StatusCodes.Status400BadRequest);
        if (http.Request.ContentLength > limits.DocumentBytes + FormOverhead)
            return Refused(DocumentProblem.TooLarge, StatusCodes.Status413PayloadTooLarge);
        IFormFile? file;
        try
        {
            file = http.Request.HasFormContentType ? (await http.Request.ReadFormAsync(http.RequestAborted)).Files.GetFile("file") : null;
        }
        catch (BadHttpRequestException error)
        {
            // A body without a length that turned out too long, or one that is no request at all.
            return Refused(error.StatusCode == StatusCodes.Status413PayloadTooLarge ? DocumentProblem.TooLarge : DocumentProblem.Damaged, error.StatusCode);
        }
        catch (Exception error) when (error is InvalidDataException or IOException)
        {
            // No multipart at all, or a connection that broke off.
            return Refused(DocumentProblem.Damaged);
        }

        if (file is null) return Refused(DocumentProblem.Empty);
        if (file.Length > limits.DocumentBytes) return Refused(DocumentProblem.TooLarge, StatusCodes.Status413PayloadTooLarge);
        var bytes = new byte[file.Length];
        await using (var stream = file.OpenReadStream())
            await stream.ReadExactlyAsync(bytes, http.RequestAborted);
        var (outcome, problem) = await operations.Upload(Person.From(http.User)!, AppId, file.FileName, bytes, http.RequestAborted);
        return outcome switch
        {
            BrandOutcome.Done => Results.Json(new { ok = true }),
            BrandOutcome.Missing => Results.NotFound(),
            BrandOutcome.Conflict => Refused(DocumentProblem.NotNow, StatusCodes.Status409Conflict),
            _ => Refused(problem ?? DocumentProblem.NotNow),
        };
    }

    private static IResult Refused(DocumentProblem problem, int status = StatusCodes.Status422UnprocessableEntity) =>
        Results.Json(new { problem = problem.ToString() }, statusCode: status);
}

/// <summary>Answers with a private document so that a browser only shows it: nothing is kept, guessed, run or framed elsewhere.</summary>
internal static class DocumentAnswer
{
    public static IResult Of(HttpContext http, DocumentContent? document)
    {
        if (document is null) return Results.NotFound();
        var headers = http.Response.Headers;
        headers.CacheControl = "no-store, private";
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "sandbox; default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'self'";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.ContentDisposition = $"inline; filename*=UTF-8''{Uri.EscapeDataString(document.FileName)}";
        return Results.Bytes(document.Bytes, document.ContentType);
    }
}
