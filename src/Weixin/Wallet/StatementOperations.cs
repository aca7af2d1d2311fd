using System.Numerics;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Weixin.Accounts;
using WeixinWeChat.Weixin.Ledger;
using WeixinWeChat.Weixin.Verification;

namespace WeixinWeChat.Weixin.Wallet;

/// <summary>What a month came to.</summary>
/// <param name="Month">Its first day, on China's clock.</param>
/// <param name="MaskedName">The owner's name with its first characters hidden.</param>
/// <param name="OpeningFen">The balance before it.</param>
/// <param name="InFen">What came.</param>
/// <param name="OutFen">What went, as a number above zero.</param>
/// <param name="ClosingFen">The balance after it.</param>
/// <param name="Count">How many movements.</param>
public sealed record Statement(DateOnly Month, string MaskedName, long OpeningFen, long InFen, long OutFen, long ClosingFen, int Count);

/// <summary>A page of months.</summary>
/// <param name="Months">The latest first.</param>
/// <param name="Next">The month before which the next page begins; null on the last.</param>
public sealed record StatementPage(IReadOnlyList<Statement> Months, DateOnly? Next);

/// <summary>The wallet's statements: one for each month of China's clock in which money moved.</summary>
public sealed class StatementOperations(IDbContextFactory<PortalDb> dbs, Vault vault)
{
    /// <summary>Months of a page.</summary>
    public const int PageSize = 12;

    private const int Together = 500;

    /// <summary>Months with movements, the latest first; null when there is no wallet.</summary>
    /// <param name="me">The owner.</param>
    /// <param name="before">The month before which the page begins; null for the latest.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<StatementPage?> Months(long me, DateOnly? before, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (await NameOf(db, me, cancel) is not { } name)
            return null;
        List<Statement> months = [];
        var end = before is { } month ? (await db.PlacesOf(me, month, cancel)).First : long.MaxValue;
        end = Math.Min(end, await db.CountOf(me, cancel) + 1);
        while (months.Count <= PageSize && end > 1)
        {
            var on = ChinaTime.DayOf(await db.TimeOf(me, end - 1, cancel));
            on = new(on.Year, on.Month, 1);
            var places = await db.PlacesOf(me, on, cancel);
            months.Add(await Sum(db, me, name, on, places, cancel));
            end = places.First;
        }

        return new([.. months.Take(PageSize)], months.Count > PageSize ? months[PageSize - 1].Month : null);
    }

    /// <summary>A month; null when nothing moved in it.</summary>
    public async Task<Statement?> Find(long me, DateOnly month, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (await NameOf(db, me, cancel) is not { } name)
            return null;
        var places = await db.PlacesOf(me, month, cancel);
        return places.End > places.First ? await Sum(db, me, name, month, places, cancel) : null;
    }

    /// <summary>The movements of a month from the first to the last, a handful in memory at a time.</summary>
    public async IAsyncEnumerable<MovementRow> Movements(long me, DateOnly month, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        var (next, end) = await db.PlacesOf(me, month, cancel);
        while (next < end)
        {
            var (begin, until) = (next, Math.Min(end, next + Together));
            var rows = await (from line in db.LinesOf(me).Where(row => row.Position >= begin && row.Position < until)
                              join entry in db.LedgerEntries on line.EntryId equals entry.Id
                              orderby line.Position
                              select new MovementRow(line.Position, entry.Kind, line.Amount, line.Balance, entry.At, entry.Subject)).ToListAsync(cancel);
            foreach (var row in rows)
                yield return row;
            next = until;
        }
    }

    private async Task<string?> NameOf(PortalDb db, long me, CancellationToken cancel) =>
        await db.Wallets.Where(row => row.SubscriberId == me).Select(row => row.Name).SingleOrDefaultAsync(cancel) is { } name
            ? WalletOperations.Masked(vault.Unprotect(Wallet.Purposes.Name, name))
            : null;

    private static async Task<Statement> Sum(PortalDb db, long me, string name, DateOnly month, (long First, long End) places, CancellationToken cancel)
    {
        var (first, end) = places;
        var lines = db.LinesOf(me).Where(row => row.Position >= first && row.Position < end);
        var moved = await lines.GroupBy(row => row.Amount > 0).Select(group => new { In = group.Key, Fen = group.Sum(row => row.Amount), Count = group.Count() }).ToListAsync(cancel);
        var opening = await db.LinesOf(me).Where(row => row.Position == first - 1).Select(row => row.Balance).SingleOrDefaultAsync(cancel);
        var closing = await db.LinesOf(me).Where(row => row.Position == end - 1).Select(row => row.Balance).SingleAsync(cancel);
        return new(month, name, opening, moved.Where(sum => sum.In).Sum(sum => sum.Fen), -moved.Where(sum => !sum.In).Sum(sum => sum.Fen), closing, moved.Sum(sum => sum.Count));
    }
}

/// <summary>Where the months stand in the row of a wallet's movements.</summary>
internal static class StatementPlaces
{
    extension(PortalDb db)
    {
        /// <summary>The lines of a wallet.</summary>
        public IQueryable<LedgerLine> LinesOf(long subscriberId)
        {
            var accounts = db.LedgerAccounts.Where(row => row.Kind == LedgerKind.Wallet && row.Owner == subscriberId);
            return db.LedgerLines.AsNoTracking().Where(line => accounts.Select(account => account.Id).Contains(line.AccountId));
        }

        /// <summary>How many movements there are: their places are the numbers from 1 to that.</summary>
        public async Task<long> CountOf(long subscriberId, CancellationToken cancel) => await db.LinesOf(subscriberId).MaxAsync(row => (long?)row.Position, cancel) ?? 0;

        /// <summary>
        /// The first place of a month and the one behind its last. Months meet at one place: where clocks disagree at midnight, or one was set
        /// back over it, no movement is in two statements and none in neither, and each begins with what the one before it ended with.
        /// </summary>
        public async Task<(long First, long End)> PlacesOf(long subscriberId, DateOnly month, CancellationToken cancel)
        {
            var count = await db.CountOf(subscriberId, cancel);
            return (await First(ChinaTime.StartOf(month)), await First(ChinaTime.StartOf(month.AddMonths(1))));

            async Task<long> First(DateTime from)
            {
                var before = 0L;
                for (var step = Widest(count); step > 0; step >>= 1)
                {
                    if (before + step <= count && await db.At(subscriberId, before + step, cancel) < from)
                        before += step;
                }

                return before + 1;
            }
        }

        /// <summary>
        /// The time that a place counts for: the latest from which a search by halves still begins at it or before. That is when it was
        /// written, unless a clock was set back; then it is in the month that <see cref="PlacesOf"/> puts it in all the same.
        /// </summary>
        public async Task<DateTime> TimeOf(long subscriberId, long place, CancellationToken cancel)
        {
            var count = await db.CountOf(subscriberId, cancel);
            var (before, least, latest) = (0L, DateTime.MaxValue, DateTime.MinValue);
            for (var step = Widest(count); step > 0; step >>= 1)
            {
                var seen = before + step;
                if (seen > count)
                    continue;
                var at = await db.At(subscriberId, seen, cancel);
                if (at < least && seen > place)
                    least = at;
                if (seen > place)
                    continue;
                before = seen;
                latest = new(Math.Max(latest.Ticks, Math.Min(least.Ticks, at.Ticks)), DateTimeKind.Utc);
            }

            return latest;
        }

        private Task<DateTime> At(long subscriberId, long place, CancellationToken cancel) =>
            (from line in db.LinesOf(subscriberId).Where(row => row.Position == place)
             join entry in db.LedgerEntries on line.EntryId equals entry.Id
             select entry.At).SingleAsync(cancel);
    }

    // By halves: a wallet's times are found by their places, and not by looking at all of them. The steps are powers of two, so that what
    // comes later does not move where a month of the past begins.
    private static long Widest(long count) => count == 0 ? 0 : 1L << BitOperations.Log2((ulong)count);
}
