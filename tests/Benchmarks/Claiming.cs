using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Portal.Settings;
using WeixinWeChat.Tests;
using WeixinWeChat.Weixin.CardsAndOffers;

namespace WeixinWeChat.Benchmarks;

/// <summary>
/// A hot coupon: a thousand subscribers, each with a cookie and a form of their own, take copies of one card over 64 connections until none
/// is left; against the bare database that does the same commits over again: on a copy of the portal's database as it was before, for the
/// same people in the same order, as many together, with the same guards; and once more with rows alone. All wait for the disk at each commit.
/// </summary>
internal static class Claiming
{
    private const int Connections = 64;
    private const int PerConnection = 16;
    private const int Warm = 10_000;
    // A little less than all of them may take together, so that it runs out.
    private const int Measured = 50_000;

    public static async Task Run()
    {
        await using var portal = await RunningPortal.Start(EditionPolicy.Weixin, settings:
            ["--Portal:Limits:ClaimsPerMinute=1000000", "--Portal:Limits:CodesPerAddress=100000", "--Logging:LogLevel:Default=Warning"]);
        var people = await Task.WhenAll(Enumerable.Range(0, Connections).Select(line => Task.Run(async () =>
        {
            var entered = new List<(HttpClient Client, CookieContainer Cookies)>();
            for (var i = 0; i < PerConnection; i++)
                entered.Add(await portal.Enter($"+86138{(line * PerConnection) + i:00000000}"));
            return entered;
        })));
        using var dbs = TestDb.Of(portal);
        var (owner, reviewer) = (await dbs.PersonNamed("Owner"), await dbs.PersonNamed("Reviewer", PlatformRoles.Reviewer));
        var account = await dbs.AccountOf(owner, "云上茶事", verified: true);

        await Take(portal, people, await Issued(dbs, owner, reviewer, account.AppId, Warm));
        var hot = await Issued(dbs, owner, reviewer, account.AppId, Measured);
        using var guarded = Copy(dbs);
        using var unguarded = Copy(dbs);
        var (seconds, waits) = await Take(portal, people, hot);
        await using var db = dbs.CreateDbContext();
        var card = await db.Cards.SingleAsync(row => row.Code == hot);
        var taken = await db.CardCodes.Where(row => row.CardId == card.Id).OrderBy(row => row.Id).Select(row => new { row.TakerId, row.TakenAt }).ToListAsync();
        // Those that were written together bear the same time.
        var commits = taken.GroupBy(row => row.TakenAt, row => row.TakerId).Select(commit => commit.ToArray()).ToList();
        var (bare, rows) = (Bare(guarded, card, commits, hasGuards: true), Bare(unguarded, card, commits, hasGuards: false));

        var (copies, stock) = (await db.CardCodes.CountAsync(row => row.CardId == card.Id), await db.CardStocks.SingleAsync(row => row.CardId == card.Id));
        waits.Sort();
        Figures.Print("claims per second", waits.Count / seconds, "claims/s");
        Figures.Print("p50", waits[waits.Count / 2], "ms");
        Figures.Print("p99", waits[(int)(waits.Count * 0.99)], "ms");
        Figures.Print("answered done and not there", Math.Max(0, waits.Count - copies), "claims");
        Figures.Print("oversold", Math.Max(copies, stock.Taken) - Measured, "copies");
        Figures.Print("claims in one commit", (double)taken.Count / commits.Count, "claims");
        Figures.Print("bare database, the same commits", bare, "copies/s");
        Figures.Print("claims / bare database", waits.Count / seconds / bare, "ratio");
        Figures.Print("bare database, rows without guards in commits of the same size", rows, "rows/s");
        Figures.Print("claims / rows without guards", waits.Count / seconds / rows, "ratio");
    }

    // Takes until none is left: how long it took, and how long each waited, in milliseconds.
    private static async Task<(double Seconds, List<double> Waits)> Take(RunningPortal portal, List<(HttpClient Client, CookieContainer Cookies)>[] people, string card)
    {
        var lines = await Task.WhenAll(people.Select(async line =>
        {
            var requests = new List<(byte[] Bytes, int Key)>();
            foreach (var (client, cookies) in line)
                requests.Add(await Request(portal, client, cookies, card));
            return requests;
        }));
        var watch = Stopwatch.StartNew();
        var waits = await Task.WhenAll(lines.Select(requests => Task.Factory.StartNew(() => Line(portal.Address.Port, requests), TaskCreationOptions.LongRunning)));
        return (watch.Elapsed.TotalSeconds, [.. waits.SelectMany(one => one)]);
    }

    private static async Task<(byte[] Bytes, int Key)> Request(RunningPortal portal, HttpClient client, CookieContainer cookies, string card)
    {
        var page = await client.Page($"/app/cards/k/{card}");
        var token = page.QuerySelector("form[action$='/take'] [name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var body = $"key={Guid.Empty}&from=&scene=&__RequestVerificationToken={Uri.EscapeDataString(token)}";
        var head = $"POST /app/cards/k/{card}/take HTTP/1.1\r\nHost: {portal.Address.Authority}\r\nCookie: {cookies.GetCookieHeader(portal.Address)}\r\n"
            // As browsers say it.
            + "Sec-Fetch-Site: same-origin\r\n"
            + $"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {body.Length}\r\n\r\n";
        return (Encoding.ASCII.GetBytes(head + body), head.Length + "key=".Length);
    }

    // One connection: asks for one person after the other, waits for the answer, asks again with another key, each until they get no more.
    // By hand, and each on a thread of its own that waits for nothing else, so that the client takes little of the two cores.
    private static List<double> Line(int port, List<(byte[] Bytes, int Key)> requests)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect(new IPEndPoint(IPAddress.Loopback, port));
        var (waits, answer, waiting) = (new List<double>(), new byte[16_384], new Queue<(byte[] Bytes, int Key)>(requests));
        while (waiting.TryDequeue(out var request))
        {
            Encoding.ASCII.GetBytes(Guid.NewGuid().ToString()).CopyTo(request.Bytes, request.Key);
            var begun = Stopwatch.GetTimestamp();
            socket.Send(request.Bytes);
            var length = 0;
            while (answer.AsSpan(0, length).IndexOf("\r\n\r\n"u8) < 0)
            {
                var read = socket.Receive(answer.AsSpan(length));
                if (read == 0)
                    throw new InvalidOperationException("The portal hung up.");
                length += read;
            }

            var text = Encoding.ASCII.GetString(answer, 0, length);
            if (!text.StartsWith("HTTP/1.1 303", StringComparison.Ordinal))
                throw new InvalidOperationException($"The portal answered {text}");
            // Back to the offer: this one has enough, or none is left.
            if (text.Contains("/app/cards/k/", StringComparison.Ordinal))
                continue;
            waits.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            waiting.Enqueue(request);
        }

        return waits;
    }

    private static async Task<string> Issued(TestDb dbs, Person owner, Person reviewer, string appId, int stock)
    {
        var (clock, mails) = (TimeProvider.System, new CardMails(dbs.Outbox, new PortalSettings { PublicAddress = "http://weixin.example" }));
        var (cards, reviews) = (new CardOperations(dbs, clock), new CardReviews(dbs, mails, clock));
        var draft = (await cards.Save(owner, appId, null, null, new CardTerms
        {
            Kind = CardKind.Gift,
            BrandName = "云上茶事",
            Title = "一杯茶",
            SubTitle = "",
            Notice = "请出示",
            Description = "每次一张。",
            Detail = "茶",
            Quantity = stock,
            GetLimit = CardTerms.GetLimitMax,
            Validity = CardValidity.FixedTerm,
            TermDays = 30,
        }, [])).Sheet ?? throw new InvalidOperationException("The card was not kept.");
        var waiting = (await cards.Submit(owner, appId, draft.Code, draft.Version)).Sheet ?? throw new InvalidOperationException("The card was not handed in.");
        await reviews.Approve(reviewer, waiting.Code, waiting.Version);
        await cards.Dispatch(owner, appId, waiting.Code, (await cards.Find(owner, appId, waiting.Code))!.Version);
        return waiting.Code;
    }

    // As it stands at this moment.
    private static TestDb Copy(TestDb portal)
    {
        var copy = TestDb.Weixin();
        using var from = portal.CreateDbContext();
        using var to = copy.CreateDbContext();
        from.Database.OpenConnection();
        to.Database.OpenConnection();
        ((SqliteConnection)from.Database.GetDbConnection()).BackupDatabase((SqliteConnection)to.Database.GetDbConnection());
        return copy;
    }

    // Copies per second: each row with the guards of a claim, each commit with the count of the stock; or, with nothing to hold, the rows alone.
    private static double Bare(TestDb dbs, Card card, List<long[]> commits, bool hasGuards)
    {
        using var db = dbs.CreateDbContext();
        db.Database.OpenConnection();
        var connection = (SqliteConnection)db.Database.GetDbConnection();
        using var look = Command("""
            SELECT (SELECT COALESCE(MAX("Number"), 0) FROM "CardCodes" WHERE "CardId" = $card AND "TakerId" = $taker),
              NOT EXISTS (SELECT 1 FROM "CardCodes" WHERE "TakerId" = $taker AND "FormKey" = $key)
              AND NOT EXISTS (SELECT 1 FROM "Followings" WHERE "AccountId" = $account AND "SubscriberId" = $taker AND "Blocked" = 1)
            """, "$taker", "$key", "$account");
        using var insert = Command("""
            INSERT INTO "CardCodes" ("CardId", "Code", "TakerId", "Number", "FormKey", "OwnerId", "State", "Source", "TakenAt", "ValidFrom", "ValidUntil")
            VALUES ($card, $code, $taker, $number, $key, $taker, 'Normal', 'Link', $now, $now, $until)
            """, "$taker", "$key", "$number", "$code", "$now", "$until");
        using var count = Command("""
            UPDATE "CardStocks" SET "Taken" = "Taken" + $taken WHERE "CardId" = $card;
            INSERT INTO "CardDays" ("CardId", "Day", "Seen", "Taken", "Used", "Given", "Expired") VALUES ($card, $day, 0, $taken, 0, 0, 0)
            ON CONFLICT ("CardId", "Day") DO UPDATE SET "Taken" = "Taken" + $taken;
            """, "$taken", "$day");
        var (numbers, watch) = (new Dictionary<long, int>(), Stopwatch.StartNew());
        foreach (var takers in commits)
        {
            var now = TimeProvider.System.UtcNow;
            using var transaction = connection.BeginTransaction();
            look.Transaction = insert.Transaction = count.Transaction = transaction;
            foreach (var taker in takers)
            {
                var (key, number) = (Guid.NewGuid(), numbers[taker] = numbers.GetValueOrDefault(taker) + 1);
                if (hasGuards)
                {
                    Fill(look, taker, key, card.AccountId);
                    using var row = look.ExecuteReader();
                    if (!row.Read() || row.GetInt32(0) != number - 1 || !row.GetBoolean(1))
                        throw new InvalidOperationException("A copy was not to be had.");
                }

                Fill(insert, taker, key, number, CardCode.NewCode(), now, now.AddDays(30));
                insert.ExecuteNonQuery();
            }

            if (hasGuards)
            {
                Fill(count, takers.Length, now.Date);
                count.ExecuteNonQuery();
            }

            transaction.Commit();
        }

        return commits.Sum(takers => takers.Length) / watch.Elapsed.TotalSeconds;

        SqliteCommand Command(string statement, params ReadOnlySpan<string> names)
        {
            var command = connection.CreateCommand();
            command.CommandText = statement;
            foreach (var name in names)
                command.Parameters.Add(new SqliteParameter { ParameterName = name });
            command.Parameters.AddWithValue("$card", card.Id);
            return command;
        }

        static void Fill(SqliteCommand command, params ReadOnlySpan<object> values)
        {
            for (var i = 0; i < values.Length; i++)
                command.Parameters[i].Value = values[i];
        }
    }
}
