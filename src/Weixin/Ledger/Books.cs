using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Weixin.Ledger;

/// <summary>What an entry is to do to one account.</summary>
/// <param name="Party">The account.</param>
/// <param name="Fen">Fen; more is positive.</param>
public readonly record struct Movement(LedgerParty Party, long Fen);

/// <summary>An entry that is asked for.</summary>
/// <param name="Key">What it is recognised by when it comes a second time.</param>
/// <param name="Kind">What moves the money.</param>
/// <param name="Subject">The code of the order or transfer that it belongs to.</param>
/// <param name="Movements">Two or more, of different accounts, in sum zero.</param>
public sealed record Posting(string Key, EntryKind Kind, string Subject, params IReadOnlyList<Movement> Movements)
{
    /// <summary>From one account to another.</summary>
    /// <param name="key">As <see cref="Key"/>.</param>
    /// <param name="kind">As <see cref="Kind"/>.</param>
    /// <param name="subject">As <see cref="Subject"/>.</param>
    /// <param name="from">Whose money it was.</param>
    /// <param name="to">Whose it becomes.</param>
    /// <param name="fen">Fen, more than zero.</param>
    public static Posting Of(string key, EntryKind kind, string subject, LedgerParty from, LedgerParty to, long fen) =>
        new(key, kind, subject, new Movement(from, -fen), new Movement(to, fen));
}

/// <summary>How a posting ended.</summary>
public enum PostOutcome
{
    /// <summary>It stands.</summary>
    Posted = 1,

    /// <summary>It stood already: nothing was moved a second time.</summary>
    StoodAlready,

    /// <summary>An account does not hold enough: nothing was moved.</summary>
    NotEnough,
}

/// <summary>
/// Double entry in whole fen: money is moved, never made. Every balance is the sum of its account's lines, each of which says its own
/// place in the row and the sum so far; two movements that meet cannot both take the same place, so neither is lost and none is doubled.
/// </summary>
/// <param name="clock">The time.</param>
/// <param name="group">Commits movements that come together; null when each commits by itself.</param>
public sealed class Books(TimeProvider clock, GroupCommit? group = null)
{
    /// <summary>Most that one entry may move, fen: a hundred million yuan, far from where sums overflow.</summary>
    public const long MostFen = 10_000_000_000;

    private const int Attempts = 8;

    // Every movement asks these, within the commit that others wait for: translated once, since that took longer than the answer.
    private readonly Func<PortalDb, string, CancellationToken, Task<bool>> stands = EF.CompileAsyncQuery(
        (PortalDb db, string key, CancellationToken _) => db.Set<LedgerEntry>().Any(row => row.Key == key));

    // The last line is looked up for this one account: joined, all lines of all accounts would be put in order first.
    private readonly Func<PortalDb, LedgerKind, long, CancellationToken, Task<Place?>> lastOf = EF.CompileAsyncQuery(
        (PortalDb db, LedgerKind kind, long owner, CancellationToken _) => db.Set<LedgerAccount>().Where(row => row.Kind == kind && row.Owner == owner).Select(row => new Place
        {
            Account = row.Id,
            Position = db.Set<LedgerLine>().Where(line => line.AccountId == row.Id).Max(line => (long?)line.Position),
            Balance = db.Set<LedgerLine>().Where(line => line.AccountId == row.Id).OrderByDescending(line => line.Position).Select(line => (long?)line.Balance).FirstOrDefault(),
        }).SingleOrDefault());

    /// <summary>
    /// Does the work in a transaction, and anew when another movement took the same place in an account meanwhile. What the work posts and
    /// what else it writes stand together or not at all.
    /// </summary>
    /// <inheritdoc cref="Transactions.InTransaction{T}(PortalDb, Func{Task{ValueTuple{T, bool}}}, CancellationToken)" />
    public async Task<T> Move<T>(PortalDb db, Func<Task<(T Answer, bool Keep)>> work, CancellationToken cancel = default)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return group is null ? await db.InTransaction(work, cancel) : await group.Run(db, work, cancel);
            }
            catch (DbUpdateException) when (attempt < Attempts)
            {
                // The unique place was taken. Anything else fails again, and is told then.
                await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(5 * attempt)), cancel);
            }
        }
    }

    /// <summary>Posts an entry within the caller's transaction, and saves what the caller has changed with it.</summary>
    /// <exception cref="ArgumentException">The movements are none: not in balance, too large, one account twice.</exception>
    public async Task<PostOutcome> Post(PortalDb db, Posting posting, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(posting);
        if (db.Database.CurrentTransaction is null)
            throw new InvalidOperationException("Money moves in a transaction only.");
        Demand(posting);
        if (await stands(db, posting.Key, cancel))
            return PostOutcome.StoodAlready;
        var lines = new List<LedgerLine>();
        // In one order everywhere: two entries over the same accounts never wait for each other crosswise.
        foreach (var (party, fen) in posting.Movements.OrderBy(movement => movement.Party.Kind).ThenBy(movement => movement.Party.Owner))
        {
            var (account, position, before) = await LastOf(db, party, cancel);
            var balance = before + fen;
            if (balance < 0 && !LedgerAccount.MayOwe(party.Kind))
                return PostOutcome.NotEnough;
            lines.Add(new() { AccountId = account, Amount = fen, Position = position + 1, Balance = balance });
        }

        await db.SaveChangesAsync(cancel);
        await Write(db, posting, lines, cancel);
        return PostOutcome.Posted;
    }

    // By two statements instead of one for each row, and without the context looking after rows that never change.
    private async Task Write(PortalDb db, Posting posting, List<LedgerLine> lines, CancellationToken cancel)
    {
        var (text, values) = (new StringBuilder("INSERT INTO \"LedgerLines\" (\"EntryId\", \"AccountId\", \"Amount\", \"Position\", \"Balance\")"), new List<object> { posting.Key });
        foreach (var line in lines)
        {
            var at = values.Count;
            text.Append(CultureInfo.InvariantCulture, $"{(at == 1 ? " " : " UNION ALL ")}SELECT \"Id\", {{{at}}}, {{{at + 1}}}, {{{at + 2}}}, {{{at + 3}}} FROM \"LedgerEntries\" WHERE \"Key\" = {{0}}");
            values.AddRange([line.AccountId, line.Amount, line.Position, line.Balance]);
        }

        try
        {
            await db.Database.ExecuteSqlAsync($"""INSERT INTO "LedgerEntries" ("Key", "Kind", "Subject", "At") VALUES ({posting.Key}, {posting.Kind.ToString()}, {posting.Subject}, {clock.UtcNow})""", cancel);
            await db.Database.ExecuteSqlRawAsync(text.ToString(), values, cancel);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // As the context says it of what it writes itself: whoever moves money knows it by this.
            throw new DbUpdateException("The entry could not be written.", error);
        }
    }

    /// <summary>What an account holds, fen; 0 when nothing ever moved.</summary>
    public static Task<long> Balance(PortalDb db, LedgerParty party, CancellationToken cancel = default) =>
        (from account in db.LedgerAccounts.Where(row => row.Kind == party.Kind && row.Owner == party.Owner)
         join line in db.LedgerLines on account.Id equals line.AccountId
         orderby line.Position descending
         select line.Balance).FirstOrDefaultAsync(cancel);

    /// <summary>What is wrong with the books; null when every entry is balanced and every balance is the sum of its lines.</summary>
    public static async Task<string?> FirstFault(PortalDb db, CancellationToken cancel = default)
    {
        var (entries, lines) = (db.LedgerEntries.AsNoTracking(), db.LedgerLines.AsNoTracking());
        if (await entries.Where(entry => entry.Lines.Sum(line => line.Amount) != 0 || entry.Lines.Count < 2).OrderBy(entry => entry.Id)
            .Select(entry => entry.Key).FirstOrDefaultAsync(cancel) is { } unbalanced)
            return $"The ledger's entry {unbalanced} is not balanced.";
        // By induction: each line stands on the one before, and the first on nothing.
        var broken = await (from line in lines
                            let before = lines.Where(other => other.AccountId == line.AccountId && other.Position == line.Position - 1).Select(other => (long?)other.Balance).FirstOrDefault()
                            where (line.Position == 1 ? line.Balance != line.Amount : before == null || line.Balance != before + line.Amount) || line.Position < 1
                            orderby line.Id
                            select new { line.AccountId, line.Position }).FirstOrDefaultAsync(cancel);
        if (broken is not null)
            return $"The ledger's account {broken.AccountId} does not add up at its line {broken.Position}.";
        var owing = await (from line in lines
                           join account in db.LedgerAccounts on line.AccountId equals account.Id
                           where line.Balance < 0 && account.Kind != LedgerKind.Card && account.Kind != LedgerKind.Bank
                           orderby line.Id
                           select (long?)account.Id).FirstOrDefaultAsync(cancel);
        return owing is null ? null : $"The ledger's account {owing} gave more than it had.";
    }

    private static void Demand(Posting posting)
    {
        var movements = posting.Movements;
        if (movements.Count < 2 || movements.Any(movement => movement.Fen is 0 or < -MostFen or > MostFen) || movements.Sum(movement => movement.Fen) != 0
            || movements.DistinctBy(movement => movement.Party).Count() != movements.Count)
            throw new ArgumentException($"{posting.Kind} {posting.Key} is no movement of money.", nameof(posting));
    }

    // The account, the place of its last line, and what it holds; an account that never moved is made.
    private async Task<(long Account, long Position, long Balance)> LastOf(PortalDb db, LedgerParty party, CancellationToken cancel)
    {
        if (await lastOf(db, party.Kind, party.Owner, cancel) is { } known)
            return (known.Account, known.Position ?? 0, known.Balance ?? 0);
        var made = new LedgerAccount { Kind = party.Kind, Owner = party.Owner };
        db.Add(made);
        await db.SaveChangesAsync(cancel);
        return (made.Id, 0, 0);
    }

    private sealed record Place
    {
        public long Account { get; init; }

        public long? Position { get; init; }

        public long? Balance { get; init; }
    }
}
