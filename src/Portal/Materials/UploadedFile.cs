using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;

namespace WeixinWeChat.Portal.Materials;

/// <summary>A file that came by an ordinary form.</summary>
internal static class UploadedFile
{
    /// <summary>The file of a field, and whether the body was longer than it may be. No file where the form is none, or broke off.</summary>
    public static async Task<(IFormFile? File, bool TooLong)> Of(HttpRequest request, string field)
    {
        if (!request.HasFormContentType) return (null, false);
        try
        {
            return ((await request.ReadFormAsync(new FormOptions { ValueCountLimit = 8 })).Files.GetFile(field), false);
        }
        catch (BadHttpRequestException error) when (error.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            // A body without a length that turned out too long.
            return (null, true);
        }
        catch (Exception error) when (error is InvalidDataException or IOException)
        {
            // Broken off, or no multipart at all.
            return (null, false);
        }
    }
}

/// <summary>How long an endpoint's body may be.</summary>
internal sealed class SizeLimit(long bytes) : IRequestSizeLimitMetadata
{
    public long? MaxRequestBodySize => bytes;
}
