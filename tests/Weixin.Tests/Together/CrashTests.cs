using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using AngleSharp.Html.Parser;
using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Tests;
using WeixinWeChat.Weixin.CardsAndOffers;
using WeixinWeChat.Weixin.Cinema;
using WeixinWeChat.Weixin.Ledger;
using WeixinWeChat.Weixin.Payments;
using WeixinWeChat.Weixin.RedPackets;
using Xunit.Abstractions;

namespace WeixinWeChat.Weixin.Together;

/// <summary>
/// A portal that dies in the middle of things, and is started again. Customers take copies, pay, open red packets and buy seats over HTTP,
/// all at once; it is killed while it answers them; whoever got no answer sends the same form again. In the end everything that was answered
/// is there, once, and nothing is half done. TEST_CRASHES says how often it dies.
/// </summary>
public sealed class CrashTests(ITestOutputHelper output) : IAsyncLifetime
{
    private static readonly int Crashes = int.TryParse(Environment.GetEnvironmentVariable("TEST_CRASHES"), CultureInfo.InvariantCulture, out var asked) ? asked : 4;

    // All customers sit at one address and ask as fast as they are answered: these limits are tested where they belong.
    private static readonly string[] Limits =
        ["--Portal:Limits:CodesPerAddress=10000", "--Portal:Limits:ClaimsPerMinute=1000000", "--Portal:Limits:StaticCodePaymentsPerDayFen=1000000000", "--Portal:Limits:SeatHoldsPerDay=1000"];

    private readonly ConcurrentQueue<Wish> wishes = new();
    private readonly Random random = new();
    private RunningPortal portal = default!;
    private CrashWorld world = default!;

    private enum Kind
    {
        Claim,
        Payment,
        Share,
        Seat,
    }

    public async Task InitializeAsync()
    {
        portal = await RunningPortal.Start(EditionPolicy.Weixin, settings: Limits);
        world = await CrashWorld.Begin(portal, Crashes);
    }

    public async Task DisposeAsync()
    {
        world?.Dispose();
        await portal.DisposeAsync();
    }

    [Fact]
    public async Task What_was_answered_is_there_once_and_nothing_is_half_done_however_often_the_portal_dies()
    {
        var unanswered = 0;
        for (var crash = 0; crash < Crashes; crash++)
        {
            await Storm(random.Next(15, 60));
            unanswered += wishes.Count(wish => !wish.IsEnded);
            await portal.StartAgain();
            await SendAgain();
        }

        output.WriteLine($"Killed {Crashes} times; {wishes.Count} wishes, {unanswered} of them without an answer at a kill.");
        foreach (var kind in wishes.GroupBy(wish => wish.Kind).OrderBy(kind => kind.Key))
            output.WriteLine($"{kind.Key}: {kind.Count()}, done {kind.Count(wish => wish.Answer is not null)}");
        (await portal.Stop()).Should().Be(0, portal.Output);
        var (code, said) = await RunningPortal.Command(EditionPolicy.Weixin, portal.DataDirectory, "Development", null, "check");
        code.Should().Be(0, said);
        await using var db = world.Dbs.CreateDbContext();
        await Copies(db);
        await Shares(db);
        await Seats(db);
        await Money(db);
        unanswered.Should().BePositive("a portal that is only killed when nobody waits for it proves nothing");
    }

    /// <summary>Everybody asks for something at once, and at the so manieth answer the portal is gone.</summary>
    private async Task Storm(int answers)
    {
        var killed = false;
        await Task.WhenAll(Enumerable.Range(0, CrashWorld.People).Select(who => Task.Run(async () =>
        {
            using var client = portal.Visitor(world.Customers[who].Cookies);
            // Until there is nobody to ask: the others go on while it is killed.
            while (true)
            {
                var wish = Next(who);
                wishes.Enqueue(wish);
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
                Thread.SpinWait(Any(3_000_000));
                await portal.Kill();
                return;
            }
        })));
    }

    /// <summary>What got no answer, with the same keys, and some of what was answered before: that is answered as it was.</summary>
    private async Task SendAgain()
    {
        foreach (var mine in wishes.GroupBy(wish => wish.Who))
        {
            using var client = portal.Visitor(world.Customers[mine.Key].Cookies);
            foreach (var wish in mine.Where(wish => !wish.IsEnded || wish.Answer is not null).Reverse().Take(5).Concat(mine.Where(wish => !wish.IsEnded)).Distinct().ToList())
            {
                var (ended, before) = (wish.IsEnded, wish.Answer);
                await Ask(client, wish);
                if (ended)
                    wish.Answer.Should().Be(before, $"{wish.Kind} {wish.Key} was answered so before the crash");
            }
        }
    }

    private Wish Next(int who) => (Kind)Any(4) switch
    {
        Kind.Claim => new(who, Kind.Claim, world.Cards[Any(2)].Code, 0),
        Kind.Payment => new(who, Kind.Payment, world.Printed, 1 + Any(9)),
        Kind.Share => new(who, Kind.Share, world.Packets[Any(world.Packets.Count)], 0),
        _ => new(who, Kind.Seat, world.Screenings[Any(world.Screenings.Count)], CrashWorld.Place(Any(HallPlan.ColumnsMax * HallPlan.LinesMax))),
    };

    private int Any(int below)
    {
        lock (random)
            return random.Next(below);
    }

    private async Task Ask(HttpClient client, Wish wish)
    {
        var key = ("Form.Key", wish.Key.ToString());
        var answer = wish.Kind switch
        {
            Kind.Claim => (await Post(client, wish, $"/app/cards/k/{wish.Target}/take", ("key", wish.Key.ToString()), ("from", ""), ("scene", ""))).Location is { } to && !to.Contains("/k/", StringComparison.Ordinal) ? Last(to) : null,
            Kind.Payment => Last((await Post(client, wish, $"/app/pay/{wish.Target}", ("_handler", "pay"), key, ("Form.Amount", $"0.0{wish.Number}"), ("Form.Note", ""), ("Form.Password", CrashWorld.Password))).Location),
            Kind.Share => await Fen((await Post(client, wish, $"/app/red-packets/{wish.Target}", ("_handler", "open"))).Page),
            _ => await Buy(client, wish, key),
        };
        (wish.Answer, wish.IsEnded) = (answer, true);
    }

    // First held, then paid.
    private async Task<string?> Buy(HttpClient client, Wish wish, (string, string) key)
    {
        if (Last((await Post(client, wish, $"/app/cinema/screenings/{wish.Target}", ("_handler", "seats"), key, ("Form.Seats", $"{wish.Number}"))).Location) is not { } order)
            return null;
        return Last((await Post(client, wish, $"/app/cinema/orders/{order}", ("_handler", "pay"), ("Form.Password", CrashWorld.Password))).Location);
    }

    private async Task<(string? Location, string Page)> Post(HttpClient client, Wish wish, string address, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Append(("__RequestVerificationToken", world.Customers[wish.Who].Token)).Select(field => KeyValuePair.Create(field.Item1, field.Item2)));
        using var answer = await client.PostAsync(new Uri(address, UriKind.Relative), form);
        var page = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.Should().BeOneOf([HttpStatusCode.OK, HttpStatusCode.Redirect, HttpStatusCode.SeeOther], page);
        return (answer.Headers.Location?.ToString(), page);
    }

    private static async Task<string?> Fen(string page)
    {
        using var document = await new HtmlParser().ParseDocumentAsync(page);
        return document.QuerySelector(".packet-mine")?.TextContent;
    }

    private static string? Last(string? address) => address?.Split('/')[^1];

    private IEnumerable<(Wish Wish, long Me)> Done(Kind kind) => wishes.Where(wish => wish.Kind == kind && wish.Answer is not null).Select(wish => (wish, world.Customers[wish.Who].Id));

    private async Task Copies(PortalDb db)
    {
        var copies = await db.CardCodes.AsNoTracking().ToListAsync();
        copies.Select(copy => (copy.TakerId, copy.FormKey, copy.Code)).Should().BeEquivalentTo(Done(Kind.Claim).Select(done => (done.Me, done.Wish.Key, done.Wish.Answer!)));
        foreach (var (code, quantity, cap) in world.Cards)
        {
            var card = await db.Cards.Where(row => row.Code == code).Select(row => row.Id).SingleAsync();
            var (stock, taken) = (await db.CardStocks.AsNoTracking().SingleAsync(row => row.CardId == card), copies.Where(copy => copy.CardId == card).ToList());
            (stock.Quantity, stock.Taken).Should().Be((quantity, taken.Count));
            stock.Left.Should().BeGreaterThanOrEqualTo(0);
            taken.GroupBy(copy => copy.TakerId).Should().NotContain(mine => mine.Count() > cap);
            (await db.CardDays.Where(day => day.CardId == card).SumAsync(day => day.Taken)).Should().Be(taken.Count);
        }
    }

    private async Task Shares(PortalDb db)
    {
        var taken = await (from share in db.RedPacketShares where share.TakenById != null join packet in db.RedPackets on share.PacketId equals packet.Id select new { packet.Code, Me = share.TakenById!.Value, share.Fen }).ToListAsync();
        taken.Select(share => (share.Code, share.Me, Wallet.Money.Yuan(share.Fen))).Should().BeEquivalentTo(Done(Kind.Share).Select(done => (done.Wish.Target, done.Me, done.Wish.Answer!)).Distinct());
        foreach (var packet in await db.RedPackets.AsNoTracking().ToListAsync())
        {
            var shares = await db.RedPacketShares.Where(row => row.PacketId == packet.Id).ToListAsync();
            (shares.Count, shares.Sum(share => share.Fen), shares.Count(share => share.TakenById is not null)).Should().Be((packet.Shares, packet.Fen, packet.Taken));
            (await Books.Balance(db, LedgerParty.Pot(packet.Id))).Should().Be(shares.Where(share => share.TakenById is null).Sum(share => share.Fen));
        }
    }

    private async Task Seats(PortalDb db)
    {
        var orders = await db.TicketOrders.AsNoTracking().ToListAsync();
        orders.Where(order => order.State == TicketState.Paid).Select(order => (order.SubscriberId, order.FormKey, order.Code)).Should().BeEquivalentTo(Done(Kind.Seat).Select(done => (done.Me, done.Wish.Key, done.Wish.Answer!)));
        orders.Should().NotContain(order => order.State != TicketState.Paid, "whoever held a seat has paid it in the end");
        var claims = await db.SeatClaims.AsNoTracking().ToListAsync();
        claims.Select(claim => (claim.ScreeningId, claim.Place, claim.OrderId, claim.HeldUntil)).Should().BeEquivalentTo(orders.Select(order => (order.ScreeningId, order.Places.Single(), order.Id, (DateTime?)null)));
        foreach (var shown in orders.GroupBy(order => order.ScreeningId))
            (await Books.Balance(db, LedgerParty.Tickets(shown.Key))).Should().Be(shown.Count() * CrashWorld.SeatFen);
    }

    private async Task Money(PortalDb db)
    {
        var payments = await db.Payments.AsNoTracking().ToListAsync();
        payments.Select(payment => (payment.PayerId, payment.FormKey, payment.Code, payment.Fen)).Should().BeEquivalentTo(Done(Kind.Payment).Select(done => (done.Me, done.Wish.Key, done.Wish.Answer!, (long)done.Wish.Number)));
        foreach (var customer in world.Customers)
        {
            var (paid, seats) = (payments.Where(payment => payment.PayerId == customer.Id).Sum(payment => payment.Fen), Done(Kind.Seat).Count(done => done.Me == customer.Id) * CrashWorld.SeatFen);
            var shares = await db.RedPacketShares.Where(share => share.TakenById == customer.Id).SumAsync(share => share.Fen);
            (await Books.Balance(db, LedgerParty.Wallet(customer.Id))).Should().Be(CrashWorld.Begun - paid - seats + shares);
        }

        (await db.LedgerLines.SumAsync(line => line.Amount)).Should().Be(0);
        (await Books.FirstFault(db)).Should().BeNull();
    }

    /// <summary>Something that somebody wants, under a key of its own.</summary>
    private sealed class Wish(int who, Kind kind, string target, int number)
    {
        public int Who => who;

        public Kind Kind => kind;

        /// <summary>The card, the printed code, the red packet or the screening.</summary>
        public string Target => target;

        /// <summary>The fen, or the seat's place.</summary>
        public int Number => number;

        public Guid Key { get; } = Guid.NewGuid();

        /// <summary>Was it answered, and the answer read to its end?</summary>
        public bool IsEnded { get; set; }

        /// <summary>What it came to; null when it was refused.</summary>
        public string? Answer { get; set; }
    }
}
