using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Core.Subscribers;

namespace WeixinWeChat.Weixin.CardsAndOffers;

/// <summary>How far a card given to all followers, or to those of a tag, has come.</summary>
/// <param name="StartedAt">UTC.</param>
/// <param name="Given">How many got one.</param>
/// <param name="FinishedAt">UTC; null while it goes on.</param>
/// <param name="Tag">The tag's name; null when it is for all followers, or when the tag is gone.</param>
public sealed record HandoutRow(DateTime StartedAt, int Given, DateTime? FinishedAt, string? Tag);

/// <summary>What giving by hand came to.</summary>
/// <param name="Outcome">Whether it was done.</param>
/// <param name="Given">How many got one.</param>
/// <param name="Refused">How many did not: nothing was left, or they had as many as they may.</param>
public sealed record HandoutResult(CardOutcome Outcome, int Given = 0, int Refused = 0);

/// <summary>Cards given by hand: to followers that are named, to those of a tag, or to all. Each copy is taken as everywhere, under the same cap and stock.</summary>
public sealed class Handouts(IDbContextFactory<PortalDb> dbs, Claims claims, TimeProvider clock, ILogger<Handouts> log)
{
    /// <summary>Followers that can be named at once.</summary>
    public const int NamedMax = 100;

    private const int Together = 20;

    /// <summary>Followers looked at between two checkpoints.</summary>
    public int ChunkSize { get; init; } = 200;

    /// <summary>Gives a copy to each of these followers, named by their OpenIDs for the account.</summary>
    public async Task<HandoutResult> Give(Person actor, string appId, string code, IReadOnlyCollection<string> openIds, Guid key, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(openIds);
        List<long> people;
        await using (var db = await dbs.CreateDbContextAsync(cancel))
        {
            if (await Issued(db, actor, appId, code, cancel) is not { } card)
                return new(CardOutcome.Missing);
            if (await Now(db, card, cancel) is var now and not CardOutcome.Done)
                return new(now);
            var named = openIds.Distinct().Take(NamedMax).ToList();
            people = await db.Followings.Where(row => row.AccountId == card.AccountId && row.UnfollowedAt == null && named.Contains(row.OpenId)).Select(row => row.SubscriberId).ToListAsync(cancel);
            db.Record(new AuditFact(clock.UtcNow, actor.UserId, "card.given", card.Code, appId, $"followers: {people.Count}"));
            await db.SaveChangesAsync(cancel);
        }

        var given = 0;
        foreach (var person in people)
        {
            if ((await claims.Take(person, code, KeyOf(key, person), ClaimSource.ByHand, cancel: cancel)).Outcome == ClaimOutcome.Taken)
                given++;
        }

        return new(CardOutcome.Done, given, openIds.Count - given);
    }

    /// <summary>Begins to give a copy to each follower, or to each of a tag; a job goes on with it. The same form twice is one handout.</summary>
    /// <param name="actor">Who gives; must hold <see cref="Permissions.CardsManage"/> there.</param>
    /// <param name="appId">The account.</param>
    /// <param name="code">The card.</param>
    /// <param name="key">The form's key.</param>
    /// <param name="tag">The tag's number; null for all followers.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<CardOutcome> GiveToAll(Person actor, string appId, string code, Guid key, int? tag = null, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (await Issued(db, actor, appId, code, cancel) is not { } card)
            return CardOutcome.Missing;
        if (await db.CardHandouts.AnyAsync(row => row.CardId == card.Id && row.FormKey == key, cancel))
            return CardOutcome.Done;
        if (await Now(db, card, cancel) is var now and not CardOutcome.Done)
            return now;
        long? tagId = null;
        if (tag is { } number)
        {
            tagId = await db.FollowerTags.Where(row => row.AccountId == card.AccountId && row.Number == number).Select(row => (long?)row.Id).SingleOrDefaultAsync(cancel);
            // Deleted meanwhile: what was for a few must not go to all.
            if (tagId is null)
                return CardOutcome.Missing;
        }

        db.Add(new CardHandout { CardId = card.Id, FormKey = key, StartedAt = clock.UtcNow, TagId = tagId });
        db.Record(new AuditFact(clock.UtcNow, actor.UserId, tagId is null ? "card.given-to-all" : "card.given-to-tag", card.Code, appId, tagId is null ? null : $"tag: {tag}"));
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException) when (!cancel.IsCancellationRequested)
        {
            // The other click.
        }

        return CardOutcome.Done;
    }

    /// <summary>The last handout of a card; null when there was none, or it is not the actor's.</summary>
    public async Task<HandoutRow?> Last(Person actor, string appId, string code, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        var tags = db.FollowerTags;
        return await Issued(db, actor, appId, code, cancel) is not { } card ? null
            : await db.CardHandouts.Where(row => row.CardId == card.Id).OrderByDescending(row => row.Id)
                .Select(row => new HandoutRow(row.StartedAt, row.Given, row.FinishedAt, tags.Where(tag => tag.Id == row.TagId).Select(tag => tag.Name).FirstOrDefault())).FirstOrDefaultAsync(cancel);
    }

    /// <summary>Goes on with what is not through. The round's operation: no person acts.</summary>
    public async Task Continue(CancellationToken cancel = default)
    {
        while (await Turn(cancel))
        {
            // Until there is nothing more; what was begun meanwhile comes in with the next turn.
        }
    }

    /// <summary>One chunk of each that is not through: a small one does not wait until a large one is. False when there is no more to do.</summary>
    public async Task<bool> Turn(CancellationToken cancel = default)
    {
        var (last, more) = (0L, false);
        while (true)
        {
            List<long> unfinished;
            await using (var db = await dbs.CreateDbContextAsync(cancel))
                unfinished = await db.CardHandouts.Where(row => row.FinishedAt == null && row.Id > last).OrderBy(row => row.Id).Select(row => row.Id).Take(Together).ToListAsync(cancel);
            if (unfinished.Count == 0)
                return more;
            foreach (var handout in unfinished)
            {
                last = handout;
                try
                {
                    more |= await Chunk(handout, cancel);
                }
                catch (Exception error) when (!cancel.IsCancellationRequested)
                {
                    // The others go on; this one is tried again with the next round.
                    log.LogError(error, "Handout {Handout} could not go on", handout);
                }
            }
        }
    }

    /// <summary>Gives to the next followers. False when there is no more to do.</summary>
    public async Task<bool> Chunk(long handoutId, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (await db.CardHandouts.AsNoTracking().SingleOrDefaultAsync(row => row.Id == handoutId && row.FinishedAt == null, cancel) is not { } handout)
            return false;
        var card = await db.Cards.AsNoTracking().SingleAsync(row => row.Id == handout.CardId, cancel);
        var followings = db.Followings;
        var next = handout.TagId is { } tag
            ? from tagging in db.FollowerTaggings.Where(row => row.TagId == tag)
              join following in followings on new { tagging.AccountId, tagging.SubscriberId } equals new { following.AccountId, following.SubscriberId }
              where following.AccountId == card.AccountId && tagging.SubscriberId > handout.Checkpoint && following.UnfollowedAt == null && !following.Blocked
              select tagging.SubscriberId
            : from following in followings
              where following.AccountId == card.AccountId && following.SubscriberId > handout.Checkpoint && following.UnfollowedAt == null && !following.Blocked
              select following.SubscriberId;
        var people = await next.OrderBy(id => id).Take(ChunkSize).ToListAsync(cancel);
        var (given, over) = (0, people.Count < ChunkSize);
        foreach (var person in people)
        {
            var outcome = (await claims.Take(person, card.Code, KeyOf(handout.FormKey, person), ClaimSource.ByHand, cancel: cancel)).Outcome;
            if (outcome == ClaimOutcome.Taken)
                given++;
            else if (outcome is not (ClaimOutcome.OverLimit or ClaimOutcome.Missing))
            {
                // Nothing left, stopped, over: for everybody after this one too.
                over = true;
                break;
            }
        }

        var (checkpoint, now) = (people.Count == 0 ? handout.Checkpoint : people[^1], clock.UtcNow);
        await db.CardHandouts.Where(row => row.Id == handoutId && row.Checkpoint == handout.Checkpoint && row.FinishedAt == null).ExecuteUpdateAsync(row => row
            .SetProperty(it => it.Checkpoint, checkpoint).SetProperty(it => it.Given, it => it.Given + given).SetProperty(it => it.FinishedAt, over ? now : null), cancel);
        return !over;
    }

    // What stands against taking it stands against giving it: said now, and not by nobody having got one.
    private async Task<CardOutcome> Now(PortalDb db, Card card, CancellationToken cancel) => card.State != CardState.Dispatched ? CardOutcome.NotNow
        : await Claims.Look(db, 0, card.Code, clock.UtcNow, cancel) switch
        {
            ClaimOutcome.NotStarted => CardOutcome.NotStarted,
            ClaimOutcome.Ended => CardOutcome.Over,
            ClaimOutcome.Stopped => CardOutcome.NotVerified,
            _ => CardOutcome.Done,
        };

    private static Task<Card?> Issued(PortalDb db, Person actor, string appId, string code, CancellationToken cancel) =>
        Card.IsCode(code) ? db.CardsOf(actor, appId, Permissions.CardsManage).AsNoTracking().SingleOrDefaultAsync(row => row.Code == code, cancel) : Task.FromResult<Card?>(null);

    // The same handout and person, the same key: begun anew after a crash, nobody gets two.
    private static Guid KeyOf(Guid handout, long person)
    {
        Span<byte> bytes = stackalloc byte[24];
        handout.TryWriteBytes(bytes);
        BitConverter.TryWriteBytes(bytes[16..], person);
        return new(SHA256.HashData(bytes).AsSpan(0, 16));
    }
}
