using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.People;
using WeixinWeChat.Portal.Access;
using WeixinWeChat.Portal.Subscribers;

namespace WeixinWeChat.Weixin.CardsAndOffers;

/// <summary>How often one subscriber may ask for a copy, of whatever card.</summary>
internal sealed class ClaimTries(PlatformLimits limits) : IDisposable
{
    private readonly PartitionedRateLimiter<long> tries = PartitionedRateLimiter.Create<long, long>(who => RateLimitPartition.GetFixedWindowLimiter(
        who, _ => new FixedWindowRateLimiterOptions { PermitLimit = limits.ClaimsPerMinute, Window = TimeSpan.FromMinutes(1), QueueLimit = 0 }));

    /// <summary>May they now?</summary>
    public bool Allows(long subscriberId)
    {
        using var lease = tries.AttemptAcquire(subscriberId);
        return lease.IsAcquired;
    }

    public void Dispose() => tries.Dispose();
}

/// <summary>Where an offer's form is sent: a bare endpoint, for when a hot card goes out thousands want it in the same second.</summary>
internal static class ClaimEndpoint
{
    public static void MapClaims(this WebApplication app) => app.MapPost("/app/cards/k/{code}/take", [SubscribersOnly, FormOfPage] async (
        string code, [FromForm] string? key, [FromForm] string? from, [FromForm] string? scene, HttpContext http, IAntiforgery forms, Claims claims, ClaimTries tries) =>
    {
        // To open the form's token costs a fifth of the whole request.
        if (!await FormOrigin.IsOurs(http, forms))
            return Results.BadRequest();
        // It comes back in the address of the answer.
        if (!Card.IsCode(code))
            return Results.NotFound();
        var me = http.User.SubscriberId()!.Value;
        if (!tries.Allows(me))
        {
            http.Response.Headers.RetryAfter = "60";
            return Again("busy");
        }

        var known = from == "qr" && scene is { Length: > 0 and <= CardCode.SceneMax } && VisibleText.IsQuiet(scene) ? scene : null;
        var result = await claims.Take(me, code, Guid.TryParse(key, out var form) ? form : Guid.NewGuid(), from == "qr" ? ClaimSource.QrCode : ClaimSource.Link, known, cancel: http.RequestAborted);
        if (result.Outcome == ClaimOutcome.Missing)
            return Results.NotFound();
        return result.Code is { } copy ? new SeeOther(CardAddress.Copy(copy)) : Again(null);

        // The offer's own page says how it stands: sold out, over, enough.
        IResult Again(string? said) => new SeeOther(string.Create(CultureInfo.InvariantCulture, $"{CardAddress.Offer(code)}{(said is null ? "" : $"?said={said}")}"));
    }).DisableAntiforgery();
}
