using System.Text;
using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Core.Subscribers;

/// <summary>How something that was done with a tag ended.</summary>
public enum TagOutcome
{
    /// <summary>It stands.</summary>
    Done = 1,

    /// <summary>There is no such account or tag, or the actor may not.</summary>
    Missing,

    /// <summary>Nothing was typed that can be seen (45157).</summary>
    NameEmpty,

    /// <summary>Longer than <see cref="FollowerTag.NameMax"/> (45158).</summary>
    NameTooLong,

    /// <summary>A character that cannot be seen, or that turns the direction of the text around it (45157).</summary>
    NameCharacters,

    /// <summary>The account has a tag of that name (45157).</summary>
    NameTaken,

    /// <summary>The account has as many as it may (45056).</summary>
    TooMany,

    /// <summary>More carry it than a tag that is deleted may have (45057).</summary>
    TooLarge,
}

/// <summary>A tag, for its brand.</summary>
/// <param name="Number">By which the account's programs call it.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Followers">How many carry it.</param>
public sealed record TagRow(int Number, string Name, long Followers);

/// <summary>An account's tags.</summary>
/// <param name="Tags">By name.</param>
/// <param name="MayManage">May the actor change them?</param>
public sealed record TagList(IReadOnlyList<TagRow> Tags, bool MayManage);

/// <summary>What tagging came to.</summary>
/// <param name="Outcome">Whether it was done.</param>
/// <param name="Changed">How many got the tag, or lost it.</param>
/// <param name="Full">How many carry as many tags as one follower may (45059) and did not get it.</param>
public sealed record TaggingResult(TagOutcome Outcome, int Changed = 0, int Full = 0);

/// <summary>An account's tags, and who carries them (DOMAIN 5.3).</summary>
public sealed class TagOperations(IDbContextFactory<PortalDb> dbs, TimeProvider clock)
{
    /// <summary>Tags of one account (45056).</summary>
    public const int Most = 100;

    /// <summary>Tags of one follower (45059).</summary>
    public const int MostOfOne = 20;

    /// <summary>Followers that can be tagged at once: one page of the list.</summary>
    public const int Together = 100;

    /// <summary>A tag that more carry is not deleted (45057).</summary>
    public const int DeletedMost = 100_000;

    /// <summary>The tags of an account, by name.</summary>
    /// <param name="actor">Who asks; must hold <see cref="Permissions.InsightsView"/> there.</param>
    /// <param name="appId">The account.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>Null when there is no such account or the actor may not see its followers.</returns>
    public async Task<TagList?> List(Person actor, string appId, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (await db.AccountOf(actor, appId, Permissions.InsightsView, cancel) is not { } account)
            return null;
        var tags = await db.FollowerTags.Where(row => row.AccountId == account.Id).OrderBy(row => row.NameKey).Select(row => new TagRow(row.Number, row.Name, row.Followers)).ToListAsync(cancel);
        return new(tags, await db.AccountsOf(actor, Permissions.AccountSettings).AnyAsync(row => row.Id == account.Id, cancel));
    }

    /// <summary>Makes a tag.</summary>
    public Task<TagOutcome> Create(Person actor, string appId, string? name, CancellationToken cancel = default) => Named(actor, appId, name, async (db, account, good, key) =>
    {
        var tags = db.FollowerTags.Where(row => row.AccountId == account);
        if (await tags.CountAsync(cancel) >= Most)
            return TagOutcome.TooMany;
        var last = await tags.MaxAsync(row => (int?)row.Number, cancel) ?? FollowerTag.FirstNumber - 1;
        db.Add(new FollowerTag { AccountId = account, Number = last + 1, Name = good, NameKey = key });
        db.Record(new AuditFact(clock.UtcNow, actor.UserId, "tag.created", $"{last + 1}", appId));
        return TagOutcome.Done;
    }, except: null, cancel);

    /// <summary>Calls a tag something else.</summary>
    public Task<TagOutcome> Rename(Person actor, string appId, int number, string? name, CancellationToken cancel = default) => Named(actor, appId, name, async (db, account, good, key) =>
    {
        if (await db.FollowerTags.SingleOrDefaultAsync(row => row.AccountId == account && row.Number == number, cancel) is not { } tag)
            return TagOutcome.Missing;
        (tag.Name, tag.NameKey) = (good, key);
        db.Record(new AuditFact(clock.UtcNow, actor.UserId, "tag.renamed", $"{number}", appId));
        return TagOutcome.Done;
    }, except: number, cancel);

    /// <summary>Takes a tag from all who carry it, and away. What was done by it stays.</summary>
    public async Task<TagOutcome> Delete(Person actor, string appId, int number, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        return await db.InTransaction(async () =>
        {
            if (await Held(db, actor, appId, number, cancel) is not { } tag)
                return (TagOutcome.Missing, false);
            if (tag.Followers > DeletedMost)
                return (TagOutcome.TooLarge, false);
            await db.FollowerTaggings.Where(row => row.TagId == tag.Id).ExecuteDeleteAsync(cancel);
            await db.FollowerTags.Where(row => row.Id == tag.Id).ExecuteDeleteAsync(cancel);
            db.Record(new AuditFact(clock.UtcNow, actor.UserId, "tag.deleted", $"{number}", appId, $"followers: {tag.Followers}"));
            await db.SaveChangesAsync(cancel);
            return (TagOutcome.Done, true);
        }, cancel);
    }

    /// <summary>Puts a tag on followers, or takes it from them. Who follows no more, or another account, is left out; a second time changes nothing.</summary>
    /// <param name="actor">Who does it; must hold <see cref="Permissions.AccountSettings"/> there.</param>
    /// <param name="appId">The account.</param>
    /// <param name="number">The tag.</param>
    /// <param name="openIds">The followers' ids for the account; at most <see cref="Together"/> are looked at.</param>
    /// <param name="on">Put on, or take off.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<TaggingResult> Put(Person actor, string appId, int number, IReadOnlyCollection<string> openIds, bool on, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(openIds);
        var named = openIds.Distinct().Take(Together).ToList();
        await using var db = await dbs.CreateDbContextAsync(cancel);
        return await db.InTransaction<TaggingResult>(async () =>
        {
            if (await Held(db, actor, appId, number, cancel) is not { } tag)
                return (new(TagOutcome.Missing), false);
            var people = db.Followings.Where(row => row.AccountId == tag.AccountId && named.Contains(row.OpenId) && row.UnfollowedAt == null);
            // Held until the commit: who leaves at this moment leaves after it, with the tag.
            await people.ExecuteUpdateAsync(row => row.SetProperty(one => one.Blocked, one => one.Blocked), cancel);
            var followers = await people.Select(row => new { row.SubscriberId, row.FollowedAt }).ToListAsync(cancel);
            var ids = followers.ConvertAll(one => one.SubscriberId);
            var carry = await db.FollowerTaggings.Where(row => row.TagId == tag.Id && ids.Contains(row.SubscriberId)).Select(row => row.SubscriberId).ToListAsync(cancel);
            var (changed, full) = (0, 0);
            if (on)
            {
                var many = await db.FollowerTaggings.Where(row => row.AccountId == tag.AccountId && ids.Contains(row.SubscriberId)).GroupBy(row => row.SubscriberId)
                    .Where(group => group.Count() >= MostOfOne).Select(group => group.Key).ToListAsync(cancel);
                var missing = followers.Where(one => !carry.Contains(one.SubscriberId)).ToList();
                var added = missing.Where(one => !many.Contains(one.SubscriberId)).ToList();
                db.AddRange(added.Select(one => new FollowerTagging { TagId = tag.Id, AccountId = tag.AccountId, SubscriberId = one.SubscriberId, FollowedAt = one.FollowedAt }));
                (changed, full) = (added.Count, missing.Count - added.Count);
            }
            else
            {
                changed = await db.FollowerTaggings.Where(row => row.TagId == tag.Id && carry.Contains(row.SubscriberId)).ExecuteDeleteAsync(cancel);
            }

            if (changed > 0)
            {
                var more = on ? changed : -changed;
                await db.FollowerTags.Where(row => row.Id == tag.Id).ExecuteUpdateAsync(row => row.SetProperty(it => it.Followers, it => it.Followers + more), cancel);
                db.Record(new AuditFact(clock.UtcNow, actor.UserId, on ? "tag.put-on" : "tag.taken-off", $"{number}", appId, $"followers: {changed}"));
                await db.SaveChangesAsync(cancel);
            }

            return (new(TagOutcome.Done, changed, full), true);
        }, cancel);
    }

    /// <summary>Takes all tags from somebody who leaves, inside the transaction in which they do.</summary>
    internal static async Task Leave(PortalDb db, long accountId, long subscriberId, CancellationToken cancel)
    {
        var mine = db.FollowerTaggings.Where(row => row.AccountId == accountId && row.SubscriberId == subscriberId);
        var carried = await mine.Select(row => row.TagId).ToListAsync(cancel);
        if (carried.Count == 0)
            return;
        await db.FollowerTags.Where(row => carried.Contains(row.Id)).ExecuteUpdateAsync(row => row.SetProperty(it => it.Followers, it => it.Followers - 1), cancel);
        await mine.ExecuteDeleteAsync(cancel);
    }

    // The tag's row first: its lock puts in line all who change it.
    private static async Task<FollowerTag?> Held(PortalDb db, Person actor, string appId, int number, CancellationToken cancel)
    {
        if (await db.AccountOf(actor, appId, Permissions.AccountSettings, cancel) is not { } account)
            return null;
        var tag = db.FollowerTags.Where(row => row.AccountId == account.Id && row.Number == number);
        await tag.ExecuteUpdateAsync(row => row.SetProperty(it => it.Followers, it => it.Followers), cancel);
        return await tag.AsNoTracking().SingleOrDefaultAsync(cancel);
    }

    private async Task<TagOutcome> Named(Person actor, string appId, string? typed, Func<PortalDb, long, string, string, Task<TagOutcome>> work, int? except, CancellationToken cancel)
    {
        var (name, wrong) = Read(typed);
        await using var db = await dbs.CreateDbContextAsync(cancel);
        try
        {
            return await db.InTransaction(async () =>
            {
                if (await db.AccountOf(actor, appId, Permissions.AccountSettings, cancel) is not { } account)
                    return (TagOutcome.Missing, false);
                if (wrong is { } fault)
                    return (fault, false);
                var key = AccountName.KeyOf(name);
                // The same name again is the same tag's alone.
                if (await db.FollowerTags.AnyAsync(row => row.AccountId == account.Id && row.NameKey == key && row.Number != except, cancel))
                    return (TagOutcome.NameTaken, false);
                var outcome = await work(db, account.Id, name, key);
                if (outcome == TagOutcome.Done)
                    await db.SaveChangesAsync(cancel);
                return (outcome, outcome == TagOutcome.Done);
            }, cancel);
        }
        catch (DbUpdateException) when (!cancel.IsCancellationRequested)
        {
            // The other click was first, and has the name or the number.
            return TagOutcome.NameTaken;
        }
    }

    private static (string Name, TagOutcome? Wrong) Read(string? typed)
    {
        if (typed?.Length > 8 * FollowerTag.NameMax)
            return ("", TagOutcome.NameTooLong);
        if (string.IsNullOrWhiteSpace(typed))
            return ("", TagOutcome.NameEmpty);
        if (!VisibleText.IsQuiet(typed) || !VisibleText.IsSound(typed))
            return ("", TagOutcome.NameCharacters);
        if (!VisibleText.IsSeen(typed))
            return ("", TagOutcome.NameEmpty);
        var name = string.Join(' ', typed.Normalize(NormalizationForm.FormC).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return name.Length > FollowerTag.NameMax ? (name, TagOutcome.NameTooLong) : (name, null);
    }
}
