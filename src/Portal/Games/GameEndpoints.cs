using System.Globalization;
using System.Text;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Localization;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Games;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Portal.Access;
using WeixinWeChat.Portal.Identity;

namespace WeixinWeChat.Portal.Games;

/// <summary>How often one subscriber may begin or end a game, of whatever kind.</summary>
internal sealed class GameLimits(PlatformLimits limits) : IDisposable
{
    /// <summary>After so many seconds there is room again.</summary>
    public const int Seconds = 60;

    private readonly PartitionedRateLimiter<long> requests = PartitionedRateLimiter.Create<long, long>(who => RateLimitPartition.GetFixedWindowLimiter(
        who, _ => new FixedWindowRateLimiterOptions { PermitLimit = limits.GameRequestsPerMinute, Window = TimeSpan.FromSeconds(Seconds), QueueLimit = 0 }));

    /// <summary>May they now?</summary>
    public bool Allows(long subscriberId)
    {
        using var lease = requests.AttemptAcquire(subscriberId);
        return lease.IsAcquired;
    }

    public void Dispose() => requests.Dispose();
}

/// <summary>A run for the page's script to play.</summary>
internal sealed record RunGiven(string Run, uint Seed);

/// <summary>What a run came to, for the page's script to show.</summary>
internal sealed record RunCounted(int Score, int Best, int Place);

/// <summary>Why it was not taken, in the reader's language.</summary>
internal sealed record RunRefused(string Problem);

/// <summary>Where a game's page asks for a run and sends its moves. Nothing here believes a number that a browser says.</summary>
internal static class GameEndpoints
{
    // No game has more moves, and each is one letter; a few bytes more, so that what is too long is told from what is cut off.
    private static readonly int BytesMax = GameKind.All.Max(kind => kind.MovesMax) + 16;

    public static void MapGames(this WebApplication app)
    {
        app.MapPost("/app/games/{code}/runs", [SubscribersOnly] async (string code, HttpContext http, IAntiforgery antiforgery, GameOperations games, GameLimits limits, PlatformLimits most, IStringLocalizer<GameTexts> text) =>
        {
            if (!await IsOurs(http, antiforgery))
                return Refused(StatusCodes.Status400BadRequest, text["Forged"]);
            var me = http.User.SubscriberId()!.Value;
            if (!limits.Allows(me))
                return TooFast(http, text);
            var start = await games.Start(me, code, http.RequestAborted);
            return start.Outcome switch
            {
                StartOutcome.Started => Results.Json(new RunGiven(start.Run, start.Seed)),
                StartOutcome.TooMany => Refused(StatusCodes.Status429TooManyRequests, text["TooManyToday", most.GameRunsPerDay]),
                _ => Results.NotFound(),
            };
        });

        app.MapPost($"{GameAddress.Runs}{{code}}", [SubscribersOnly] async (string code, HttpContext http, IAntiforgery antiforgery, GameOperations games, GameLimits limits, IStringLocalizer<GameTexts> text) =>
        {
            if (!await IsOurs(http, antiforgery))
                return Refused(StatusCodes.Status400BadRequest, text["Forged"]);
            var me = http.User.SubscriberId()!.Value;
            if (!limits.Allows(me))
                return TooFast(http, text);
            if (!Ids.IsCode(code))
                return Results.NotFound();
            // A body that is no list of moves is no move: what it is refused for, the rules say.
            var result = await games.Finish(me, code, await MovesOf(http), http.RequestAborted);
            return result.Outcome switch
            {
                FinishOutcome.Counted => Results.Json(new RunCounted(result.Score, result.Best, result.Place)),
                FinishOutcome.Impossible => Refused(StatusCodes.Status422UnprocessableEntity, text["Impossible"]),
                FinishOutcome.Expired => Refused(StatusCodes.Status410Gone, text["Expired"]),
                _ => Results.NotFound(),
            };
        }).WithMetadata(new SizeLimit(BytesMax));
    }

    // The token comes in a header: a forged request is refused before one byte of its body is read.
    private static async Task<bool> IsOurs(HttpContext http, IAntiforgery antiforgery) =>
        !string.IsNullOrEmpty(http.Request.Headers["RequestVerificationToken"]) && await antiforgery.IsRequestValidAsync(http);

    private static async Task<string> MovesOf(HttpContext http)
    {
        try
        {
            using var body = new StreamReader(http.Request.Body, Encoding.ASCII);
            return await body.ReadToEndAsync(http.RequestAborted);
        }
        catch (BadHttpRequestException error) when (error.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return "";
        }
    }

    private static IResult TooFast(HttpContext http, IStringLocalizer text)
    {
        http.Response.Headers.RetryAfter = GameLimits.Seconds.ToString(CultureInfo.InvariantCulture);
        return Refused(StatusCodes.Status429TooManyRequests, text["TooFast"]);
    }

    private static IResult Refused(int status, string problem) => Results.Json(new RunRefused(problem), statusCode: status);

    private sealed class SizeLimit(long bytes) : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => bytes;
    }
}
