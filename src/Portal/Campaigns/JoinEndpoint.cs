using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using WeixinWeChat.Core.Campaigns;
using WeixinWeChat.Core.People;
using WeixinWeChat.Portal.Access;

namespace WeixinWeChat.Portal.Campaigns;

/// <summary>Where the form below an article is sent: whoever sends it joins. Whatever the answer is, the article shows where they stand now, and to load it again asks nothing twice.</summary>
internal static class JoinEndpoint
{
    public static void MapJoin(this WebApplication app) => app.MapPost("/app/c/{code}/join", [SubscribersOnly, FormOfPage] async (
        string code, HttpContext http, IAntiforgery forms, VisitOperations visits) =>
    {
        if (!await FormOrigin.IsOurs(http, forms))
            return Results.BadRequest();
        return await visits.Join(http.User.SubscriberId()!.Value, code, http.RequestAborted) is null ? Results.NotFound() : new SeeOther($"/app/c/{code}");
    }).DisableAntiforgery();
}
