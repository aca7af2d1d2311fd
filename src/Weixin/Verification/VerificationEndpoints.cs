using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.People;
using WeixinWeChat.Portal.Identity;

namespace WeixinWeChat.Weixin.Verification;

/// <summary>Documents come and go outside any circuit: a circuit would carry every byte through the page's connection.</summary>
internal static class VerificationEndpoints
{
    // Room for the form around the file.
    private const int FormOverhead = 64 * 1024;

    public static void AddVerification(this IServiceCollection services)
    {
        services.AddSingleton<VerificationMails>();
        services.AddSingleton<VerificationOperations>();
    }

    public static void MapVerification(this WebApplication app)
    {
        var limits = app.Services.GetRequiredService<PlatformLimits>();
        app.MapPost("/a/{AppId}/verification/documents", Upload)
            .WithMetadata(new PermissionAttribute(Permissions.AccountSettings), new RequestSizeLimitAttribute(limits.DocumentBytes + FormOverhead))
            .WithFormOptions(multipartBodyLengthLimit: limits.DocumentBytes + FormOverhead);
        app.MapGet("/a/{AppId}/verification/documents/{code}", async (string AppId, string code, HttpContext http, VerificationOperations operations) =>
            DocumentAnswer.Of(http, await operations.Document(Person.From(http.User)!, AppId, code, http.RequestAborted)))
            .WithMetadata(new PermissionAttribute(Permissions.AccountSettings));
    }

    private static async Task<IResult> Upload(string AppId, IFormFile? file, HttpContext http, VerificationOperations operations, PlatformLimits limits)
    {
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
