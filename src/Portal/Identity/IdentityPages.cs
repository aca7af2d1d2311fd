using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;

namespace WeixinWeChat.Portal.Identity;

/// <summary>What every page here needs: where to go on, and the kind answer to somebody who tries too often.</summary>
internal sealed class IdentityPages(NavigationManager navigation, Attempts attempts, IStringLocalizer<IdentityTexts> texts)
{
    public Attempts Attempts => attempts;

    /// <summary>Goes on inside the portal.</summary>
    public void Go(string? path) => navigation.NavigateTo(LocalPath.Of(path));

    /// <summary>Answers 429 and says so in the reader's language; what was typed stays on the page.</summary>
    public string TooMany(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        return texts["TooMany"];
    }
}
