using Lucene.Net.Store;
using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Core.Subscribers;

namespace WeixinWeChat.Core.Search;

/// <summary>
/// Keeps this process's index in step with the database: made of it when there is none, or when the one there is was made of another or has
/// slept too long, and afterwards led on change by change. Nothing waits for a round: whoever searches leads it on first.
/// </summary>
/// <param name="dbs">The portal's database.</param>
/// <param name="edition">Whose accounts, and which of them a search returns.</param>
/// <param name="clock">The time.</param>
/// <param name="folder">Where it lies: a folder of the portal's own.</param>
public sealed class AccountIndexer(IDbContextFactory<PortalDb> dbs, EditionPolicy edition, TimeProvider clock, string folder) : IDisposable
{
    /// <summary>Changes that the database remembers. An index that missed more is made anew.</summary>
    public const int Remembered = 100_000;

    private const int Together = 1000;

    // Longer than any change takes to be led on, and short enough for somebody who waits.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    // A transaction that took a number and has not ended yet; what took longer is told again by the next change of the account.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    private readonly SemaphoreSlim leading = new(1);
    private readonly Dictionary<long, DateTime> missing = [];
    private readonly CancellationTokenSource ending = new();
    private Task<AccountIndex>? opening;
    private AccountIndex? index;
    private DirectoryInfo? ownFolder;
    private long last;

    /// <summary>The index as the database stands now; null while it is still being made, which takes minutes of a million accounts.</summary>
    internal async Task<AccountIndex?> Current(CancellationToken cancel)
    {
        if (!await leading.WaitAsync(Patience, cancel))
            return null;
        try
        {
            await using var db = await dbs.CreateDbContextAsync(cancel);
            // Made for all, and to the end, whoever asked first and went away.
            opening ??= Task.Run(() => Opened(ending.Token), CancellationToken.None);
            var current = await opening.WaitAsync(Patience, cancel);
            while (await Lead(db, current, cancel))
            {
            }

            return current;
        }
        catch (TimeoutException)
        {
            return null;
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException || opening is { IsFaulted: true } or { IsCanceled: true })
        {
            Forget();
            throw;
        }
        finally
        {
            leading.Release();
        }
    }

    /// <summary>Leads the index on and keeps it on the disk, so that the next start need not. Lets the database forget old changes.</summary>
    public async Task Keep(CancellationToken cancel = default)
    {
        if (await Current(cancel) is not { } current)
            return;
        await leading.WaitAsync(cancel);
        try
        {
            await using var db = await dbs.CreateDbContextAsync(cancel);
            var settled = missing.Count > 0 ? missing.Keys.Min() - 1 : last;
            // Kept by a change that is there: by its mark the next start knows the database again.
            var change = await db.AccountChanges.Where(row => row.Id <= settled).OrderByDescending(row => row.Id).FirstOrDefaultAsync(cancel);
            if (change is null || current.Kept == (change.Id, change.Mark))
                return;
            current.Keep(change.Id, change.Mark);
            var old = change.Id - Remembered;
            await db.AccountChanges.Where(row => row.Id < old).ExecuteDeleteAsync(cancel);
        }
        finally
        {
            leading.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        // One that is still being made ends by this, and closes itself.
        ending.Cancel();
        Forget();
        leading.Dispose();
        ownFolder?.Delete(recursive: true);
    }

    // A writer that broke, for want of room on the disk for instance, writes nothing any more: the next to come opens another.
    private void Forget()
    {
        index?.Dispose();
        (index, opening) = (null, null);
    }

    private async Task<AccountIndex> Opened(CancellationToken cancel)
    {
        var opened = Open();
        try
        {
            await using var db = await dbs.CreateDbContextAsync(cancel);
            if (opened.Kept is { } kept && await db.AccountChanges.AnyAsync(row => row.Id == kept.Change && row.Mark == kept.Mark, cancel))
                last = kept.Change;
            else
                await Make(db, opened, cancel);
            opened.Show();
            return index = opened;
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    private AccountIndex Open()
    {
        try
        {
            return new(folder);
        }
        catch (LockObtainFailedException)
        {
            // Another process of this portal works with it, the old one during an update for instance: this one makes its own.
            ownFolder = System.IO.Directory.CreateTempSubdirectory("search-");
            return new(ownFolder.FullName);
        }
        catch (IOException)
        {
            // Files that a broken disk or somebody's hand has left unreadable: nothing is in them that the database has not.
            return new(folder, anew: true);
        }
    }

    private async Task Make(PortalDb db, AccountIndex made, CancellationToken cancel)
    {
        made.Clear();
        // First where the changes stand: what changes meanwhile is led on afterwards.
        last = await db.AccountChanges.MaxAsync(row => (long?)row.Id, cancel) ?? 0;
        var standings = Visibility.SearchableStandings(edition);
        for (var id = 0L; ;)
        {
            var part = await Entries(db.OfficialAccounts.Where(account => account.Id > id).OrderBy(account => account.Id).Take(Together)).ToListAsync(cancel);
            if (part.Count == 0)
                return;
            foreach (var entry in part.Where(entry => standings.Contains(entry.Standing)))
                made.Add(entry.Account);
            id = part[^1].Account.Id;
        }
    }

    // True when there may be more.
    private async Task<bool> Lead(PortalDb db, AccountIndex led, CancellationToken cancel)
    {
        var now = clock.UtcNow;
        foreach (var (late, _) in missing.Where(one => now - one.Value > Longest).ToList())
            missing.Remove(late);
        var changes = await Changes(db.AccountChanges.Where(row => row.Id > last).OrderBy(row => row.Id).Take(Together), cancel);
        var awaited = missing.Keys.ToList();
        var arrived = awaited.Count > 0 ? await Changes(db.AccountChanges.Where(row => awaited.Contains(row.Id)), cancel) : [];
        var ids = changes.Concat(arrived).Select(change => change.AccountId).Distinct().ToList();
        if (ids.Count == 0)
            return false;
        var standings = Visibility.SearchableStandings(edition);
        foreach (var entry in await Entries(db.OfficialAccounts.Where(account => ids.Contains(account.Id))).ToListAsync(cancel))
        {
            if (standings.Contains(entry.Standing))
                led.Put(entry.Account);
            else
                led.Remove(entry.Account.Id);
        }

        led.Show();
        // Only now: whoever gives up before has led nothing on.
        foreach (var (id, _) in arrived)
            missing.Remove(id);
        foreach (var (id, _) in changes)
        {
            // Numbers are handed out in order and arrive when their transactions end. A gap that is no transaction is as wide as a server's reserve.
            for (var gap = Math.Max(last + 1, id - Together); gap < id; gap++)
                missing[gap] = now;
            last = id;
        }

        return changes.Count == Together;
    }

    private static async Task<List<(long Id, long AccountId)>> Changes(IQueryable<AccountChange> changes, CancellationToken cancel) =>
        (await changes.Select(row => new { row.Id, row.AccountId }).ToListAsync(cancel)).ConvertAll(row => (row.Id, row.AccountId));

    private static IQueryable<Entry> Entries(IQueryable<OfficialAccount> accounts) => accounts.AsNoTracking().Select(account => new Entry(
        new IndexedAccount(account.Id, account.OriginalId, account.Name, account.Introduction, account.Standing == AccountStanding.Verified, account.FollowerCount), account.Standing));

    private sealed record Entry(IndexedAccount Account, AccountStanding Standing);
}
