using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Core.Subscribers;
using WeixinWeChat.Tests;
using WeixinWeChat.Weixin.Ledger;
using WeixinWeChat.Weixin.Wallet;

namespace WeixinWeChat.Benchmarks;

/// <summary>
/// Money between random people, 64 at once, each movement with its year's limit and its double entry, durable when it is answered; against
/// the same movements each in a commit of its own. Without the payment password: to hash it is meant to take long.
/// </summary>
internal static class Paying
{
    private const int People = 1000;
    private const int AtOnce = 64;
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(10);

    public static async Task Run()
    {
        using var dbs = TestDb.Weixin(pooled: true);
        var clock = TimeProvider.System;
        var (together, alone) = (new Books(clock, new GroupCommit(dbs)), new Books(clock));
        var people = await Wealthy(dbs, together);
        await Rate(dbs, together, people, AtOnce, TimeSpan.FromSeconds(3));
        var grouped = await Rate(dbs, together, people, AtOnce, Round);
        // One after the other: on a file two that write at once wait for each other in steps of a tenth of a second.
        var single = await Rate(dbs, alone, people, 1, Round);

        await using var db = dbs.CreateDbContext();
        Figures.Print("payments per second", grouped, "payments/s");
        Figures.Print("each in a commit of its own", single, "payments/s");
        Figures.Print("together / alone", grouped / single, "ratio");
        Figures.Print("faults in the books", await Books.FirstFault(db) is null ? 0 : 1, "faults");
    }

    private static async Task<double> Rate(TestDb dbs, Books books, List<long> people, int atOnce, TimeSpan round)
    {
        var (spending, watch) = (new Spending(EditionPolicy.Weixin, new PlatformLimits { BalancePaymentsPerYearFen = 10_000_000_000 }, TimeProvider.System), Stopwatch.StartNew());
        var paid = await Task.WhenAll(Enumerable.Range(0, atOnce).Select(_ => Task.Run(async () =>
        {
            var count = 0;
            while (watch.Elapsed < round)
            {
                var (from, to) = (people[Random.Shared.Next(People)], people[Random.Shared.Next(People)]);
                if (from == to)
                    continue;
                await using var db = dbs.CreateDbContext();
                count += await books.Move(db, async () =>
                {
                    await db.HoldWallets(from, CancellationToken.None);
                    if (await spending.Beyond(db, from, 1) is not null)
                        return (0, false);
                    var outcome = await books.Post(db, Posting.Of(Ids.Code(), EntryKind.Payment, Ids.Code(), LedgerParty.Wallet(from), LedgerParty.Wallet(to), 1));
                    return outcome == PostOutcome.Posted ? (1, true) : (0, false);
                });
            }

            return count;
        })));
        return paid.Sum() / watch.Elapsed.TotalSeconds;
    }

    // A wallet each, with a thousand yuan.
    private static async Task<List<long>> Wealthy(TestDb dbs, Books books)
    {
        await using var db = dbs.CreateDbContext();
        var subscribers = Enumerable.Range(0, People).Select(number => new Subscriber
        {
            Edition = Edition.Weixin,
            Phone = "none",
            PhoneKey = $"{number}",
            Nickname = $"{number}",
            JoinedAt = TimeProvider.System.UtcNow,
        }).ToList();
        db.AddRange(subscribers);
        await db.SaveChangesAsync();
        db.AddRange(subscribers.Select(one => new Wallet { SubscriberId = one.Id, Name = "none", IdNumber = "none", IdKey = $"{one.Id}", PasswordHash = "none opens it", OpenedAt = TimeProvider.System.UtcNow }));
        await db.SaveChangesAsync();
        foreach (var one in subscribers)
            await books.Move(db, async () => (await books.Post(db, Posting.Of($"in {one.Id}", EntryKind.TopUp, $"{one.Id}", LedgerParty.Card(one.Id), LedgerParty.Wallet(one.Id), 100_000)), true));
        return [.. subscribers.Select(one => one.Id)];
    }
}
