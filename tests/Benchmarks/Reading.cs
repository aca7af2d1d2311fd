using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SkiaSharp;
using WeixinWeChat.Core.Campaigns;
using WeixinWeChat.Core.Comments;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Materials;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Core.Subscribers;
using WeixinWeChat.Tests;

namespace WeixinWeChat.Benchmarks;

/// <summary>
/// One article, asked for over and over by a thousand subscribers with cookies of their own over 64 connections, as a browser asks; against a
/// bare endpoint that opens the same cookie and returns the same bytes (<see cref="BareArticle"/>). Before that, the first readings of all of
/// them, each of which is counted and durable.
/// </summary>
internal static class Reading
{
    private const int Connections = 64;
    private const int PerConnection = 16;
    private const int Warm = 2;
    private const int Rounds = 7;
    private const int EachRound = 40_000;
    private const int Writers = 8;

    public static async Task Run()
    {
        await using var portal = await RunningPortal.Start(EditionPolicy.Weixin, settings: ["--Portal:Limits:CodesPerAddress=100000", "--Logging:LogLevel:Default=Warning"]);
        var people = await Task.WhenAll(Enumerable.Range(0, Connections).Select(line => Task.Run(async () =>
        {
            var entered = new List<CookieContainer>();
            for (var i = 0; i < PerConnection; i++)
            {
                var (client, cookies) = await portal.Enter($"+86138{(line * PerConnection) + i:00000000}");
                client.Dispose();
                entered.Add(cookies);
            }

            return entered;
        })));
        using var dbs = TestDb.Of(portal);
        var code = await Launched(portal, dbs, await dbs.PersonNamed("Owner"));
        var lines = people.Select(line => line.Select(cookies => Request(portal.Address, cookies, code)).ToList()).ToArray();
        var first = await Ask(portal.Address.Port, lines, Connections * PerConnection);
        var page = await Page(portal, people[0][0], code);
        var file = Path.Combine(dbs.DataDirectory, "page.html");
        await File.WriteAllBytesAsync(file, page);

        await using var bare = await BareArticle.Start(portal.Policy, Path.Combine(portal.DataDirectory, "keys"), file);
        List<double> reads = [], bares = [], ratios = [], waits = [];
        for (var round = -Warm; round < Rounds; round++)
        {
            var (portals, plain) = (await Ask(portal.Address.Port, lines, EachRound), await Ask(bare.Port, lines, EachRound));
            if (round < 0)
                continue;
            reads.Add(EachRound / portals.Seconds);
            bares.Add(EachRound / plain.Seconds);
            ratios.Add(plain.Seconds / portals.Seconds);
            waits.AddRange(portals.Waits);
        }

        waits.Sort();
        Figures.Print("page", page.Length / 1024.0, "KiB");
        Figures.Print("first readings, counted and durable", Connections * PerConnection / first.Seconds, "requests/s");
        Figures.Print("article", Figures.Median(reads), "requests/s");
        Figures.Print("p50", waits[waits.Count / 2], "ms");
        Figures.Print("p99", waits[(int)(waits.Count * 0.99)], "ms");
        Figures.Print("bare endpoint, the same cookie and bytes", Figures.Median(bares), "requests/s");
        Figures.Print("article / bare endpoint", Figures.Median(ratios), "ratio");
    }

    private static async Task<string> Launched(RunningPortal portal, TestDb dbs, Person owner)
    {
        var clock = TimeProvider.System;
        var account = await dbs.AccountOf(owner, "云上茶事", verified: true);
        using var media = new MediaStore(dbs, clock, dbs.Limits, Path.Combine(portal.DataDirectory, "media"));
        using var picture = new SKBitmap(900, 383);
        using var png = picture.Encode(SKEncodedImageFormat.Png, 90).AsStream();
        var cover = (await media.Save(owner, account.Id, png, ImageShape.Cover)).Code;
        var words = string.Concat(Enumerable.Range(1, 12).Select(i => $"<h2>第{i}泡</h2><p>山里的茶一年只采一季，我们把这一季分成十二泡，每一泡都有自己的水温和时间。坐下来，慢慢喝，听水开的声音，闻杯底的香。</p>"));
        var draft = new CampaignDraft("一季茶，十二泡", "云上", "坐下来，慢慢喝。", words, cover, clock.UtcNow.AddMinutes(-1), clock.UtcNow.AddDays(2), 100_000, CommentRule.Everyone);
        await using (var db = dbs.CreateDbContext())
        {
            foreach (var fan in await db.Subscribers.Select(row => row.Id).ToListAsync())
                await new FollowOperations(dbs, dbs.Policy, clock).Follow(fan, account.AppId, WayIn.Link);
        }

        var sheet = (await new CampaignOperations(dbs, clock).Save(owner, account.AppId, null, null, draft))!.Saved!;
        var launched = await new LaunchOperations(dbs, dbs.Policy, dbs.Limits, clock, new DeliverySignal()).Launch(owner, account.AppId, sheet.Code, sheet.Version);
        if (launched is not { Outcome: LaunchOutcome.Launched })
            throw new InvalidOperationException($"The campaign was not launched: {launched?.Outcome}.");
        await using (var db = dbs.CreateDbContext())
            await new DeliveryOperations(dbs, clock, new DeliverySignal()).Deliver(await db.Campaigns.Where(row => row.Code == sheet.Code).Select(row => row.Id).SingleAsync());
        var (comments, desk) = (new CommentOperations(dbs, new VisitOperations(dbs, dbs.Policy, clock), new(), dbs.Limits, clock), new CommentDesk(dbs, new(), clock));
        for (var writer = 1; writer <= Writers; writer++)
            await comments.Write(writer, sheet.Code, Ids.Code(), $"第{writer}泡最好喝。");
        foreach (var row in (await desk.List(owner, account.AppId))!.Rows)
            await desk.Choose(owner, account.AppId, row.Code);
        return sheet.Code;
    }

    private static byte[] Request(Uri portal, CookieContainer cookies, string code) => Encoding.ASCII.GetBytes(
        $"GET /app/c/{code} HTTP/1.1\r\nHost: {portal.Authority}\r\nCookie: {cookies.GetCookieHeader(portal)}\r\n"
        // As browsers say it.
        + "Accept: text/html\r\nSec-Fetch-Site: same-origin\r\nSec-Fetch-Mode: navigate\r\n\r\n");

    private static async Task<byte[]> Page(RunningPortal portal, CookieContainer cookies, string code)
    {
        using var client = portal.Visitor(cookies);
        client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        return await client.GetByteArrayAsync($"/app/c/{code}");
    }

    // Asks so many times in all: how long it took, and how long each waited, in milliseconds.
    private static async Task<(double Seconds, List<double> Waits)> Ask(int port, List<byte[]>[] lines, int times)
    {
        var watch = Stopwatch.StartNew();
        var waits = await Task.WhenAll(lines.Select(line => Task.Factory.StartNew(() => Line(port, line, times / lines.Length), TaskCreationOptions.LongRunning)));
        return (watch.Elapsed.TotalSeconds, [.. waits.SelectMany(one => one)]);
    }

    // One connection: asks for one person after the other. By hand, and on a thread of its own, so that it takes little of the two cores.
    private static List<double> Line(int port, List<byte[]> requests, int times)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect(new IPEndPoint(IPAddress.Loopback, port));
        var (waits, answer) = (new List<double>(times), new byte[256 * 1024]);
        for (var i = 0; i < times; i++)
        {
            var begun = Stopwatch.GetTimestamp();
            socket.Send(requests[i % requests.Count]);
            var (length, whole) = (0, int.MaxValue);
            while (length < whole)
            {
                var read = socket.Receive(answer.AsSpan(length));
                if (read == 0)
                    throw new InvalidOperationException("The server hung up.");
                length += read;
                if (whole == int.MaxValue && answer.AsSpan(0, length).IndexOf("\r\n\r\n"u8) is var end and >= 0)
                    whole = end + 4 + BodyLength(answer.AsSpan(0, end));
            }

            waits.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
        }

        return waits;
    }

    private static int BodyLength(ReadOnlySpan<byte> head)
    {
        var text = Encoding.ASCII.GetString(head);
        var name = text.IndexOf("Content-Length: ", StringComparison.OrdinalIgnoreCase);
        if (!text.StartsWith("HTTP/1.1 200", StringComparison.Ordinal) || name < 0)
            throw new InvalidOperationException($"The server answered {text}");
        var value = text[(name + "Content-Length: ".Length)..];
        return int.Parse(value.Split('\r')[0], System.Globalization.CultureInfo.InvariantCulture);
    }
}
