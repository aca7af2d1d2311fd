using Microsoft.AspNetCore.Http;

namespace WeixinWeChat.Portal.Access;

/// <summary>The answer to a form: a browser asks for this address with GET, and to load that again sends nothing again.</summary>
/// <param name="address">From the root.</param>
public sealed class SeeOther(string address) : IResult
{
    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = address;
        return Task.CompletedTask;
    }
}
