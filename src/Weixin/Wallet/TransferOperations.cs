using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Core.Subscribers;
using WeixinWeChat.Weixin.Ledger;

namespace WeixinWeChat.Weixin.Wallet;

/// <summary>What is typed to send money to a friend.</summary>
/// <param name="Key">The form's own key: sent twice, it is one transfer.</param>
/// <param name="Phone">The friend's number as typed.</param>
/// <param name="Amount">Yuan as typed.</param>
/// <param name="Note">What the friend reads.</param>
/// <param name="Password">The payment password.</param>
/// <param name="Friend">Names the friend in the sender's list; empty when a number was typed.</param>
public sealed record TransferForm(Guid Key, string? Phone, string? Amount, string? Note, string? Password, string? Friend = null);

/// <summary>A transfer as one of its two sees it.</summary>
/// <param name="Code">For addresses.</param>
/// <param name="IsMine">Whether the reader has sent it; else it is for them.</param>
/// <param name="Other">The friend's number, masked; or the sender's nickname and masked name.</param>
/// <param name="Fen">Fen.</param>
/// <param name="Note">May be empty.</param>
/// <param name="State">How far it is.</param>
/// <param name="SentAt">UTC.</param>
/// <param name="ExpiresAt">UTC until which it waits.</param>
public sealed record TransferView(string Code, bool IsMine, string Other, long Fen, string Note, TransferState State, DateTime SentAt, DateTime ExpiresAt);

/// <summary>How sending ended.</summary>
/// <param name="Problems">What is wrong with what was typed; empty when it was taken.</param>
/// <param name="Code">The transfer; null when there is a problem.</param>
public sealed record TransferResult(IReadOnlyList<WalletProblem> Problems, string? Code);

/// <summary>How taking or sending back ended.</summary>
public enum TakeOutcome
{
    /// <summary>Done, now or before.</summary>
    Done = 1,

    /// <summary>There is no such transfer for the reader.</summary>
    Missing,

    /// <summary>It ended otherwise meanwhile.</summary>
    Ended,

    /// <summary>The reader has no wallet to take it into.</summary>
    NoWallet,
}

/// <summary>Money between friends: put aside when it is sent, taken within 24 hours, or given back.</summary>
public sealed class TransferOperations(
    IDbContextFactory<PortalDb> dbs, Books books, PaymentPassword passwords, Spending spending, Recipients recipients, Vault vault, PlatformLimits limits, TimeProvider clock,
    ILogger<TransferOperations> log)
{
    /// <summary>Transfers stand under their friend's number, and go with the friend to another one.</summary>
    public static NumberMove Move => new((db, before, now, cancel) =>
        db.Transfers.Where(row => row.ToKey == before).ExecuteUpdateAsync(row => row.SetProperty(one => one.ToKey, now), cancel));

    private const int Shown = 20;

    /// <summary>Sends money to a friend, or to a number of this side.</summary>
    public Task<TransferResult> Send(long me, TransferForm form, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(form);
        return Send(me, form, (db, problems) => recipients.Read(db, me, form.Friend, form.Phone, problems, cancel), cancel);
    }

    /// <summary>Sends money to a subscriber whose own code was scanned: the sender knows them by that, and not by their number.</summary>
    public Task<TransferResult> SendTo(long me, long friend, TransferForm form, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(form);
        return Send(me, form, async (db, problems) =>
        {
            if (friend != me)
                return await db.Subscribers.Where(row => row.Id == friend).Select(row => new Recipient(row.PhoneKey, row.Nickname)).SingleAsync(cancel);
            problems.Add(new(WalletFields.Phone, Recipients.Own));
            return null;
        }, cancel);
    }

    /// <summary>A transfer that the reader has sent, or that is for them; null for every other.</summary>
    public async Task<TransferView?> Find(long me, string code, CancellationToken cancel = default)
    {
        if (!Ids.IsCode(code))
            return null;
        await using var db = await dbs.CreateDbContextAsync(cancel);
        var key = await Recipients.KeyOf(db, me, cancel);
        return (await Views(db, me, db.Transfers.Where(row => row.Code == code && (row.FromId == me || row.ToKey == key)), cancel)).SingleOrDefault();
    }

    /// <summary>What waits for the reader; a handful, and of many the largest: a row of fen must not hide what matters.</summary>
    public async Task<IReadOnlyList<TransferView>> Waiting(long me, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        var (key, now) = (await Recipients.KeyOf(db, me, cancel), clock.UtcNow);
        return await Views(db, me, db.Transfers.Where(row => row.ToKey == key && row.State == TransferState.Waiting && row.ExpiresAt > now).OrderByDescending(row => row.Fen).Take(Shown), cancel);
    }

    /// <summary>Takes the money.</summary>
    public Task<TakeOutcome> Accept(long me, string code, CancellationToken cancel = default) => End(me, code, TransferState.Accepted, cancel);

    /// <summary>Sends the money back unopened.</summary>
    public Task<TakeOutcome> Return(long me, string code, CancellationToken cancel = default) => End(me, code, TransferState.Returned, cancel);

    /// <summary>Gives back what nobody took in time.</summary>
    public Task ReturnOver(CancellationToken cancel = default)
    {
        var now = clock.UtcNow;
        return dbs.Each(db => db.Transfers.Where(row => row.State == TransferState.Waiting && row.ExpiresAt <= now), row => row.Id, async transfer =>
        {
            await using var db = await dbs.CreateDbContextAsync(cancel);
            await books.Move(db, async () => (await Post(db, await db.Transfers.SingleAsync(row => row.Id == transfer.Id, cancel), TransferState.Returned, null, cancel), true), cancel);
        }, (transfer, error) => log.LogError(error, "Transfer {Transfer} could not be given back", transfer.Code), cancel);
    }

    private async Task<TransferResult> Send(long me, TransferForm form, Func<PortalDb, List<WalletProblem>, Task<Recipient?>> friend, CancellationToken cancel)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        var same = db.Transfers.Where(row => row.FromId == me && row.FormKey == form.Key).Select(row => row.Code);
        if (!await db.Wallets.AnyAsync(row => row.SubscriberId == me, cancel))
            return new([WalletProblems.NoWallet], null);
        List<WalletProblem> problems = [];
        var to = await friend(db, problems);
        var ((fen, wrongAmount), (note, wrongNote)) = (Money.Read(form.Amount, limits.TransferFen), NoteText.Read(form.Note, Transfer.NoteMax));
        if (fen is null)
            problems.Add(new(WalletFields.Amount, wrongAmount));
        if (note is null)
            problems.Add(new(WalletFields.Note, wrongNote));
        if (to is null || fen is not { } amount || note is null)
            return new(problems, null);

        // Another friend or amount under the same key is another wish: a page that came back with its old key must not pass for done.
        if (await db.Transfers.AsNoTracking().SingleOrDefaultAsync(row => row.FromId == me && row.FormKey == form.Key, cancel) is { } before)
            return before.ToKey == to.Key && before.Fen == amount ? new([], before.Code) : new([WalletProblems.Used], null);
        // Last: a form that is wrong otherwise costs no try.
        if (await passwords.Check(db, me, form.Password, cancel) is { } wrong)
            return new([wrong], null);

        var (code, now) = (Ids.Code(), clock.UtcNow);
        var problem = await books.Move(db, async () =>
        {
            await db.HoldWallets(me, cancel);
            if (await same.AnyAsync(cancel))
                return (default(WalletProblem), false);
            if (await TooMuch(db, me, amount, now, cancel) is { } tooMuch)
                return (tooMuch, false);
            db.Add(new Transfer { Code = code, FormKey = form.Key, FromId = me, ToKey = to.Key, ToMasked = to.Masked, Fen = amount, Note = note, SentAt = now, ExpiresAt = now + Transfer.Lifetime });
            if (await books.Post(db, Posting.Of($"send:{code}", EntryKind.Transfer, code, LedgerParty.Wallet(me), LedgerParty.Held(me), amount), cancel) == PostOutcome.NotEnough)
                return (WalletProblems.Beyond(await Books.Balance(db, LedgerParty.Wallet(me), cancel)), false);

            return (default(WalletProblem), true);
        }, cancel);
        return problem is null ? new([], await same.SingleAsync(cancel)) : new([problem], null);
    }

    private async Task<TakeOutcome> End(long me, string code, TransferState state, CancellationToken cancel)
    {
        if (!Ids.IsCode(code))
            return TakeOutcome.Missing;
        await using var db = await dbs.CreateDbContextAsync(cancel);
        var key = await Recipients.KeyOf(db, me, cancel);
        return await books.Move(db, async () =>
        {
            if (await db.Transfers.SingleOrDefaultAsync(row => row.Code == code && row.ToKey == key, cancel) is not { } transfer)
                return (TakeOutcome.Missing, false);
            if (transfer.State != TransferState.Waiting)
                return (transfer.State == state ? TakeOutcome.Done : TakeOutcome.Ended, false);
            // The minute in which the worker has not come by yet belongs to the sender all the same.
            if (transfer.ExpiresAt <= clock.UtcNow)
                return (TakeOutcome.Ended, await Post(db, transfer, TransferState.Returned, null, cancel));
            if (state == TransferState.Accepted && !await db.Wallets.AnyAsync(row => row.SubscriberId == me, cancel))
                return (TakeOutcome.NoWallet, false);
            await Post(db, transfer, state, me, cancel);
            return (TakeOutcome.Done, true);
        }, cancel);
    }

    private async Task<bool> Post(PortalDb db, Transfer transfer, TransferState state, long? taker, CancellationToken cancel)
    {
        if (!transfer.End(state, clock.UtcNow))
            return false;
        var (held, code) = (LedgerParty.Held(transfer.FromId), transfer.Code);
        var posting = state == TransferState.Accepted
            ? Posting.Of($"take:{code}", EntryKind.TransferAccepted, code, held, LedgerParty.Wallet(taker!.Value), transfer.Fen)
            : Posting.Of($"give:{code}", EntryKind.TransferReturned, code, held, LedgerParty.Wallet(transfer.FromId), transfer.Fen);
        if (await books.Post(db, posting, cancel) == PostOutcome.NotEnough)
            throw new InvalidOperationException($"The money that was put aside for {code} is not there.");
        return true;
    }

    private async Task<WalletProblem?> TooMuch(PortalDb db, long me, long fen, DateTime now, CancellationToken cancel)
    {
        var dayAgo = now.AddDays(-1);
        if (await db.Transfers.CountAsync(row => row.FromId == me && row.SentAt > dayAgo, cancel) >= limits.TransfersPerDay)
            return new(WalletFields.Form, new($"{limits.TransfersPerDay} transfers in 24 hours, the most there may be. Try again tomorrow.", $"24 小时内最多转账 {limits.TransfersPerDay} 笔，请明天再试。"));
        return await spending.Beyond(db, me, fen, cancel);
    }

    private async Task<IReadOnlyList<TransferView>> Views(PortalDb db, long me, IQueryable<Transfer> transfers, CancellationToken cancel)
    {
        var rows = await (from transfer in transfers.AsNoTracking()
                          join sender in db.Subscribers on transfer.FromId equals sender.Id
                          join wallet in db.Wallets on transfer.FromId equals wallet.SubscriberId
                          select new { transfer, sender.Nickname, wallet.Name }).ToListAsync(cancel);
        return [.. rows.OrderBy(row => row.transfer.Id).Select(row => new TransferView(
            row.transfer.Code, row.transfer.FromId == me, row.transfer.FromId == me ? row.transfer.ToMasked : $"{row.Nickname}（{WalletOperations.Masked(vault.Unprotect(Wallet.Purposes.Name, row.Name))}）",
            row.transfer.Fen, row.transfer.Note, row.transfer.State, row.transfer.SentAt, row.transfer.ExpiresAt))];
    }
}
