using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Campaigns;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Weixin.Ledger;
using WeixinWeChat.Weixin.Wallet;

namespace WeixinWeChat.Weixin.Payments;

/// <summary>What an official account has taken, and giving it back. Whoever stands at the till sees today; whoever manages payments sees all.</summary>
public sealed class TakingsOperations(
    IDbContextFactory<PortalDb> dbs, Books books, PaymentOperations payments, CodeLimits codes, PaymentSignal signal, EditionPolicy policy, TimeProvider clock)
{
    /// <summary>Payments of a page.</summary>
    public const int PageSize = 20;

    /// <summary>Most days of one download.</summary>
    public const int DaysMax = 93;

    private const int Together = 500;
    private const int Hours = 24;

    /// <summary>Today so far; null when there is no such account for the actor.</summary>
    public async Task<TakingsView?> Today(Person actor, string appId, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (await Opened(db, actor, appId, cancel) is not var (account, manages))
            return null;
        var (today, id) = (codes.Today, account.Id);
        // Grouped by the database: a handful of rows, however busy the day.
        var groups = await db.Payments.Where(row => row.AccountId == id && row.At >= today).GroupBy(row => new { row.At.Year, row.At.Month, row.At.Day, row.At.Hour, row.Way })
            .Select(group => new { group.Key, Count = group.Count(), Fen = group.Sum(row => row.Fen) }).ToListAsync(cancel);
        var known = db.Payments;
        var refunded = await db.Refunds.Where(row => row.At >= today && known.Any(payment => payment.Id == row.PaymentId && payment.AccountId == id)).SumAsync(row => row.Fen, cancel);
        var hours = groups.ToLookup(group => ZonedTime.ToLocal(new DateTime(group.Key.Year, group.Key.Month, group.Key.Day, group.Key.Hour, 0, 0, DateTimeKind.Utc), policy.TimeZone!).Hour);
        var byWay = groups.GroupBy(group => group.Key.Way).OrderBy(group => group.Key).Select(group => (group.Key, new TakingsSum(group.Sum(row => row.Count), group.Sum(row => row.Fen))));
        return new(id, manages, PaymentOperations.MayTake(account.Standing, account.VerifiedUntil, clock.UtcNow), new(groups.Sum(group => group.Count), groups.Sum(group => group.Fen)), refunded,
            manages ? await Books.Balance(db, LedgerParty.Takings(id), cancel) : null,
            [.. Enumerable.Range(0, Hours).Select(hour => new TakingsSum(hours[hour].Sum(row => row.Count), hours[hour].Sum(row => row.Fen)))], [.. byWay]);
    }

    /// <summary>A page of payments, newest first; today's alone for whoever only stands at the till. Null when there is no such account for the actor.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="appId">The official account.</param>
    /// <param name="before">Below which it begins; null for the newest.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<TakingsSlice?> List(Person actor, string appId, long? before, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (await Opened(db, actor, appId, cancel) is not var (account, manages))
            return null;
        var rows = await Rows(Visible(db, account, manages).Where(row => before == null || row.Id < before).OrderByDescending(row => row.Id)).Take(PageSize + 1).ToListAsync(cancel);
        return new([.. rows.Take(PageSize)], rows.Count > PageSize ? rows[PageSize - 1].Id : null);
    }

    /// <summary>One payment with its refunds; null when there is none for the actor.</summary>
    public async Task<TakingsDetail?> Find(Person actor, string appId, string code, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (!Ids.IsCode(code) || await Opened(db, actor, appId, cancel) is not var (account, manages)
            || await Rows(Visible(db, account, manages).Where(row => row.Code == code)).SingleOrDefaultAsync(cancel) is not { } row)
            return null;
        return new(row, await PayOperations.RefundsOf(db, row.Id, cancel));
    }

    /// <summary>Gives a payment back, or a part of it. Works in every standing of the account: customers get their money back from a suspended one too.</summary>
    public async Task<TakingsResult> Refund(Person actor, string appId, string code, RefundForm form, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(form);
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (!Ids.IsCode(code) || await db.AccountOf(actor, appId, Permissions.PaymentsManage, cancel) is not { } account
            || await db.Payments.AsNoTracking().SingleOrDefaultAsync(row => row.AccountId == account.Id && row.Code == code, cancel) is not { } payment)
            return TakingsResult.Missing;
        var ((fen, wrongAmount), (reason, wrongReason)) = (Money.Read(form.Amount, payment.Fen), NoteText.Read(form.Reason, Payments.Refund.ReasonMax));
        if (reason?.Length == 0)
            (reason, wrongReason) = (null, new("Say why: the customer reads it.", "请填写退款原因，顾客可见。"));
        if (fen is not { } amount || reason is null)
        {
            return TakingsResult.No([.. new[] { (fen is null, WalletFields.Amount, wrongAmount), (reason is null, TillFields.Reason, wrongReason) }
                .Where(field => field.Item1).Select(field => new WalletProblem(field.Item2, field.Item3))]);
        }

        var problem = await books.Move(db, async () =>
        {
            var given = await payments.GiveBack(db, new(form.Key, payment.Id, amount, reason, actor.UserId), cancel);
            if (given.Refund is not { } refund)
                return (given.Problem, false);
            if (given.Before)
                return (default, false);
            db.Record(new AuditFact(clock.UtcNow, actor.UserId, "payment.refunded", payment.Code, appId, Money.Yuan(refund.Fen)));
            await db.SaveChangesAsync(cancel);
            return (default, true);
        }, cancel);
        if (problem is not null)
            return TakingsResult.No(problem);
        signal.Notify(account.Id, payment.PayerId);
        return TakingsResult.Done;
    }

    /// <summary>The account's printed code, made when it is asked for first; null when there is no such account for the actor.</summary>
    public async Task<(string Code, string Name)?> StaticCode(Person actor, string appId, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (await db.AccountOf(actor, appId, Permissions.PaymentsTake, cancel) is not { } account)
            return null;
        if (await Known() is { } known)
            return (known, account.Name);
        db.Add(new MerchantCode { AccountId = account.Id, MadeAt = clock.UtcNow });
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException)
        {
            // Asked for twice at the same moment: there is one.
            if (await Known() is null)
                throw;
        }

        return (await Known() ?? throw new InvalidOperationException("The code that was just made is not there."), account.Name);

        Task<string?> Known() => db.MerchantCodes.AsNoTracking().Where(row => row.AccountId == account.Id).Select(row => row.Code).SingleOrDefaultAsync(cancel)!;
    }

    /// <summary>
    /// Payments and refunds from a day to a day, both included, in the order in which they happened; read piece by piece, however many there
    /// are. Null when there is no such account for the actor.
    /// </summary>
    public async Task<IAsyncEnumerable<TakingsLine>?> Download(Person actor, string appId, DateOnly from, DateOnly to, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (await db.AccountOf(actor, appId, Permissions.PaymentsManage, cancel) is not { } account)
            return null;
        db.Record(new AuditFact(clock.UtcNow, actor?.UserId ?? "", "takings.downloaded", appId, appId, $"{from:yyyy-MM-dd} {to:yyyy-MM-dd}"));
        await db.SaveChangesAsync(cancel);
        return Lines(account.Id, BeginOf(from), BeginOf(to.AddDays(1)), cancel);
    }

    private DateTime BeginOf(DateOnly day) => ZonedTime.ToUtc(day.ToDateTime(TimeOnly.MinValue), policy.TimeZone!);

    private async IAsyncEnumerable<TakingsLine> Lines(long accountId, DateTime begin, DateTime end, [EnumeratorCancellation] CancellationToken cancel)
    {
        // Two rows of pieces that are woven into one by time.
        await using var paid = Pieces((db, last) => db.Payments.Where(row => row.AccountId == accountId && row.At >= begin && row.At < end && row.Id > last).OrderBy(row => row.Id)
            .Select(row => new Piece(row.Id, new(row.Code, null, row.At, row.Fen, row.Goods, row.Way))), cancel).GetAsyncEnumerator(cancel);
        await using var back = Pieces((db, last) => (from refund in db.Refunds.Where(row => row.At >= begin && row.At < end && row.Id > last)
                                                     join payment in db.Payments.Where(row => row.AccountId == accountId) on refund.PaymentId equals payment.Id
                                                     orderby refund.Id
                                                     select new Piece(refund.Id, new(payment.Code, refund.Code, refund.At, -refund.Fen, refund.Reason, payment.Way))), cancel).GetAsyncEnumerator(cancel);
        var (more, moreBack) = (await paid.MoveNextAsync(), await back.MoveNextAsync());
        while (more || moreBack)
        {
            if (more && (!moreBack || paid.Current.At <= back.Current.At))
            {
                yield return paid.Current;
                more = await paid.MoveNextAsync();
            }
            else
            {
                yield return back.Current;
                moreBack = await back.MoveNextAsync();
            }
        }
    }

    private sealed record Piece(long Id, TakingsLine Line);

    private async IAsyncEnumerable<TakingsLine> Pieces(Func<PortalDb, long, IQueryable<Piece>> query, [EnumeratorCancellation] CancellationToken cancel)
    {
        for (var last = 0L; ;)
        {
            List<Piece> pieces;
            // No connection is held while the reader takes its time.
            await using (var db = await dbs.CreateDbContextAsync(cancel))
                pieces = await query(db, last).Take(Together).ToListAsync(cancel);
            foreach (var piece in pieces)
                yield return piece.Line;
            if (pieces.Count < Together)
                yield break;
            last = pieces[^1].Id;
        }
    }

    private static async Task<(OfficialAccount Account, bool Manages)?> Opened(PortalDb db, Person actor, string appId, CancellationToken cancel)
    {
        if (await db.AccountOf(actor, appId, Permissions.PaymentsTake, cancel) is not { } account)
            return null;
        return (account, await db.AccountsOf(actor, Permissions.PaymentsManage).AnyAsync(row => row.Id == account.Id, cancel));
    }

    private IQueryable<Payment> Visible(PortalDb db, OfficialAccount account, bool manages)
    {
        var (id, today) = (account.Id, codes.Today);
        return manages ? db.Payments.Where(row => row.AccountId == id) : db.Payments.Where(row => row.AccountId == id && row.At >= today);
    }

    private static IQueryable<TakingsRow> Rows(IQueryable<Payment> payments) => payments.Select(row => new TakingsRow(row.Id, row.Code, row.Fen, row.RefundedFen, row.Goods, row.Way, row.At));
}
