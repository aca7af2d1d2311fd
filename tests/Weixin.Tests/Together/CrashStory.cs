using System.Diagnostics;
using System.Net;
using AngleSharp.Html.Parser;
using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Tests;
using WeixinWeChat.Weixin.Cinema;
using WeixinWeChat.Weixin.Wallet;

namespace WeixinWeChat.Weixin.Together;

/// <summary>Something that somebody wants.</summary>
internal enum WishKind
{
    Claim,
    Payment,
    Share,
    Seat,
    Join,
    CheckIn,
    Carry,
    Exchange,
}

/// <summary>Something that somebody wants, under a key of its own.</summary>
/// <param name="Who">The how manieth customer.</param>
/// <param name="Kind">What.</param>
/// <param name="Target">The card, the printed code, the red packet, the screening or the offer.</param>
/// <param name="Number">The fen, or the seat's place; fen away from a card are negative.</param>
/// <param name="FromPurse">Is it paid from the membership card?</param>
internal sealed record Wish(int Who, WishKind Kind, string Target, int Number, bool FromPurse = false)
{
    public Guid Key { get; } = Guid.NewGuid();

    /// <summary>Was it answered, and the answer read to its end?</summary>
    public bool IsEnded { get; set; }

    /// <summary>What it came to; null when it was refused.</summary>
    public string? Answer { get; set; }
}

/// <summary>One portal, which dies again and again while everybody asks it for something.</summary>
internal sealed class CrashStory : IAsyncDisposable
{
    // All customers sit at one address and ask as fast as they are answered: these limits are tested where they belong.
    private static readonly string[] Limits =
        ["--Portal:Limits:CodesPerAddress=10000", "--Portal:Limits:ClaimsPerMinute=1000000", "--Portal:Limits:StaticCodePaymentsPerDayFen=1000000000", "--Portal:Limits:SeatHoldsPerDay=1000"];

    private const int KindsAtOnce = 3;

    private readonly RunningPortal portal;
    private readonly CrashWorld world;
    private readonly List<Wish>[] wishes = [.. Enumerable.Range(0, CrashWorld.People).Select(_ => new List<Wish>())];
    private readonly Random random = new();

    private CrashStory(RunningPortal portal, CrashWorld world) => (this.portal, this.world) = (portal, world);

    /// <summary>How often somebody had no answer when it died.</summary>
    public int Unanswered { get; private set; }

    /// <summary>How long it took to start again, in all.</summary>
    public TimeSpan Starting { get; private set; }

    public string Summary => $"{wishes.Sum(mine => mine.Count)} wishes, {Unanswered} times without an answer at a kill: "
        + string.Join(", ", wishes.SelectMany(mine => mine).GroupBy(wish => wish.Kind).OrderBy(kind => kind.Key).Select(kind => $"{kind.Key} {kind.Count(wish => wish.Answer is not null)} of {kind.Count()}"));

    public static async Task<CrashStory> Begin(int crashes)
    {
        var portal = await RunningPortal.StartBriefly(EditionPolicy.Weixin, Limits);
        return new(portal, await CrashWorld.Begin(portal, crashes));
    }

    /// <summary>Everybody asks for something at once, at the so manieth answer the portal is gone, and it is started again.</summary>
    public async Task Die()
    {
        await Storm(Any(6, 24));
        Unanswered += wishes.Sum(mine => mine.Count(wish => !wish.IsEnded));
        var began = Stopwatch.GetTimestamp();
        await portal.StartAgain();
        Starting += Stopwatch.GetElapsedTime(began);
    }

    /// <summary>Whatever is unanswered is sent once more; then everything is proved.</summary>
    public async Task End()
    {
        await Task.WhenAll(Enumerable.Range(0, CrashWorld.People).Select(who => Task.Run(async () =>
        {
            using var client = portal.Visitor(world.Customers[who].Cookies);
            foreach (var wish in Again(who))
                await Ask(client, wish);
        })));
        (await portal.Stop()).Should().Be(0, portal.Output);
        var (code, said) = await RunningPortal.Command(EditionPolicy.Weixin, portal.DataDirectory, "Development", null, "check");
        code.Should().Be(0, said);
        await using var db = world.Dbs.CreateDbContext();
        await new CrashProof(world, [.. wishes.SelectMany(mine => mine)]).Holds(db);
    }

    public async ValueTask DisposeAsync()
    {
        world.Dispose();
        await portal.DisposeAsync();
    }

    private async Task Storm(int answers)
    {
        var (killed, kinds) = (false, Enum.GetValues<WishKind>());
        // Some of all each time: every page that a fresh process shows first costs as much as ten that follow.
        Random.Shared.Shuffle(kinds);
        kinds = kinds[..KindsAtOnce];
        await Task.WhenAll(Enumerable.Range(0, CrashWorld.People).Select(who => Task.Run(async () =>
        {
            using var client = portal.Visitor(world.Customers[who].Cookies);
            var again = new Queue<Wish>(Again(who));
            // Until there is nobody to ask: the others go on while it is killed.
            while (true)
            {
                if (!again.TryDequeue(out var wish))
                    wishes[who].Add(wish = Next(who, kinds[Any(0, kinds.Length)]));
                try
                {
                    await Ask(client, wish);
                }
                catch (Exception error) when (Volatile.Read(ref killed) && error is HttpRequestException or IOException)
                {
                    return;
                }

                if (Interlocked.Decrement(ref answers) != 0)
                    continue;
                Volatile.Write(ref killed, true);
                // Wherever the others are by then.
                Thread.SpinWait(Any(0, 3_000_000));
                await portal.Kill();
                return;
            }
        })));
    }

    /// <summary>What got no answer, with the same keys, and something that was answered before: that is answered as it was.</summary>
    private List<Wish> Again(int who)
    {
        var done = wishes[who].Where(wish => wish.Answer is not null).ToList();
        return [.. wishes[who].Where(wish => !wish.IsEnded), .. done.Count == 0 ? [] : new[] { done[^1], done[Any(0, done.Count)] }.Distinct()];
    }

    private Wish Next(int who, WishKind kind) => kind switch
    {
        WishKind.Claim => new(who, WishKind.Claim, world.Cards[Any(0, 2)].Code, 0),
        WishKind.Payment => new(who, WishKind.Payment, world.Printed, Any(1, 300), Any(0, 3) == 0),
        WishKind.Share => new(who, WishKind.Share, world.Packets[Any(0, world.Packets.Count)], 0),
        WishKind.Seat => new(who, WishKind.Seat, world.Screenings[Any(0, world.Screenings.Count)], CrashWorld.Place(Any(0, HallPlan.ColumnsMax * HallPlan.LinesMax))),
        WishKind.Join => new(who, WishKind.Join, world.Clubs[Any(0, world.Clubs.Count)], 0),
        WishKind.CheckIn => new(who, WishKind.CheckIn, world.Customers[who].Membership, 0),
        WishKind.Carry => new(who, WishKind.Carry, world.Customers[who].Membership, Any(0, 3) == 0 ? -Any(1, 300) : Any(1, 900)),
        _ => new(who, WishKind.Exchange, world.Offer, 0),
    };

    private int Any(int from, int below)
    {
        lock (random)
            return random.Next(from, below);
    }

    private async Task Ask(HttpClient client, Wish wish)
    {
        var (ended, before) = (wish.IsEnded, wish.Answer);
        var answer = await (wish.Kind switch
        {
            WishKind.Claim => Take(client, wish),
            WishKind.Payment => Paid(client, wish),
            WishKind.Share => Opened(client, wish),
            WishKind.Seat => Bought(client, wish),
            WishKind.Join => Joined(client, wish),
            WishKind.CheckIn => CheckedIn(client, wish),
            WishKind.Carry => Carried(client, wish),
            _ => Exchanged(client, wish),
        });
        if (ended)
            answer.Should().Be(before, $"{wish.Kind} {wish.Key} was answered so before");
        (wish.Answer, wish.IsEnded) = (answer, true);
    }

    private async Task<string?> Take(HttpClient client, Wish wish) =>
        (await Post(client, wish, $"/app/cards/k/{wish.Target}/take", ("key", wish.Key.ToString()), ("from", ""), ("scene", ""))).Location is { } to && !to.Contains("/k/", StringComparison.Ordinal) ? Last(to) : null;

    private async Task<string?> Paid(HttpClient client, Wish wish) =>
        Last((await Post(client, wish, $"/app/pay/{wish.Target}", ("_handler", "pay"), ("Form.Key", wish.Key.ToString()), ("Form.Amount", Yuan(wish.Number)), ("Form.Note", ""), ("Form.From", wish.FromPurse ? "card" : "wallet"), ("Form.Password", CrashWorld.Password))).Location);

    private async Task<string?> Opened(HttpClient client, Wish wish) =>
        await Shown((await Post(client, wish, $"/app/red-packets/{wish.Target}", ("_handler", "open"))).Page, ".packet-mine");

    // First held, then paid.
    private async Task<string?> Bought(HttpClient client, Wish wish)
    {
        if (Last((await Post(client, wish, $"/app/cinema/screenings/{wish.Target}", ("_handler", "seats"), ("Form.Key", wish.Key.ToString()), ("Form.Seats", $"{wish.Number}"))).Location) is not { } order)
            return null;
        return Last((await Post(client, wish, $"/app/cinema/orders/{order}", ("_handler", "pay"), ("Form.Password", CrashWorld.Password))).Location);
    }

    // First taken, then activated.
    private async Task<string?> Joined(HttpClient client, Wish wish)
    {
        if (await Take(client, wish) is not { } card)
            return null;
        return (await Post(client, wish, $"/app/cards/{card}/member", ("_handler", "activate"), ("Form.Consent", "yes"))).Location is null ? null : card;
    }

    private async Task<string?> CheckedIn(HttpClient client, Wish wish) =>
        await Shown((await Post(client, wish, $"/app/cards/{wish.Target}/member", ("_handler", "check-in"))).Page, "#checked-in") is null ? null : "done";

    private async Task<string?> Carried(HttpClient client, Wish wish)
    {
        var (handler, form) = wish.Number > 0 ? ("top-up", "Form") : ("pay-out", "Back");
        return Last((await Post(client, wish, $"/app/cards/{wish.Target}/balance", ("_handler", handler), ($"{form}.Key", wish.Key.ToString()), ($"{form}.Amount", Yuan(Math.Abs(wish.Number))), ($"{form}.Password", CrashWorld.Password))).Location);
    }

    private async Task<string?> Exchanged(HttpClient client, Wish wish) =>
        Last((await Post(client, wish, $"/app/cards/{world.Customers[wish.Who].Membership}/exchange", ("_handler", "exchange"), ("Form.Key", wish.Key.ToString()), ("Form.Offer", wish.Target))).Location);

    private async Task<(string? Location, string Page)> Post(HttpClient client, Wish wish, string address, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Append(("__RequestVerificationToken", world.Customers[wish.Who].Token)).Select(field => KeyValuePair.Create(field.Item1, field.Item2)));
        using var answer = await client.PostAsync(new Uri(address, UriKind.Relative), form);
        var page = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.Should().BeOneOf([HttpStatusCode.OK, HttpStatusCode.Redirect, HttpStatusCode.SeeOther], page);
        return (answer.Headers.Location?.ToString(), page);
    }

    private static async Task<string?> Shown(string page, string what)
    {
        using var document = await new HtmlParser().ParseDocumentAsync(page);
        return document.QuerySelector(what)?.TextContent;
    }

    private static string Yuan(int fen) => $"{fen / 100}.{fen % 100:00}";

    private static string? Last(string? address) => address?.Split('/')[^1];
}
