using System.Data;
using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Core.Subscribers;

namespace WeixinWeChat.Core.Friends;

/// <summary>What stands between a person and somebody whose code they have.</summary>
public enum FriendStanding
{
    /// <summary>Nothing: they may ask.</summary>
    Stranger = 1,

    /// <summary>It is their own code.</summary>
    Own,

    /// <summary>They are friends.</summary>
    Friend,

    /// <summary>They have asked, and it looks as if it waits.</summary>
    Asked,

    /// <summary>The other has asked, and waits.</summary>
    AskedMe,

    /// <summary>They have blocked the other.</summary>
    Blocked,
}

/// <summary>Somebody, as whoever has their code sees them.</summary>
/// <param name="Nickname">What they call themselves.</param>
/// <param name="PictureCode">Their picture; null while there is none.</param>
/// <param name="Standing">What stands between the two.</param>
/// <param name="Code">Names the friend, or the request of the other; empty otherwise.</param>
/// <param name="Words">Of the request that waits, whosever it is.</param>
/// <param name="Until">UTC until which that request waits.</param>
public sealed record PersonFound(string Nickname, string? PictureCode, FriendStanding Standing, string Code = "", string Words = "", DateTime? Until = null);

/// <summary>A request that waits.</summary>
/// <param name="Code">Names it before the one who is asked; empty to who asked.</param>
/// <param name="Nickname">The other.</param>
/// <param name="PictureCode">Their picture; null while there is none.</param>
/// <param name="Words">What was said; may be empty.</param>
/// <param name="MadeAt">UTC.</param>
/// <param name="ExpiresAt">UTC until which it waits.</param>
public sealed record WaitingRequest(string Code, string Nickname, string? PictureCode, string Words, DateTime MadeAt, DateTime ExpiresAt);

/// <summary>How asking, or accepting, ended.</summary>
public enum FriendOutcome
{
    /// <summary>The request is on its way.</summary>
    Sent = 1,

    /// <summary>One is on its way already; nothing was added.</summary>
    Pending,

    /// <summary>They are friends, now or since before.</summary>
    Friends,

    /// <summary>Nobody is their own friend.</summary>
    Own,

    /// <summary>The person has blocked the other, and has to let them in first.</summary>
    Blocked,

    /// <summary>The person has asked as often as a day allows.</summary>
    TooMany,

    /// <summary>The person has as many friends as there may be.</summary>
    Full,

    /// <summary>The other has.</summary>
    TheyAreFull,

    /// <summary>The words cannot be shown; see the problem.</summary>
    Invalid,

    /// <summary>There is nothing by this code for this person.</summary>
    Missing,
}

/// <summary>
/// How people of this side become friends: one shows a code, the other asks, the first accepts. By nothing but the code is anybody found.
/// Codes that lead nowhere are counted.
/// </summary>
public sealed class FriendRequestOperations(IDbContextFactory<PortalDb> dbs, CodeTries tries, PlatformLimits limits, TimeProvider clock)
{
    /// <summary>Requests in one part of a list.</summary>
    public const int PageSize = 20;

    // More than this many that wait are not counted.
    private const int Counted = 100;

    /// <summary>May the person try another code?</summary>
    public bool MayTry(long me) => tries.MayTry(CodeTries.Subscriber(me));

    /// <summary>Whose code it is; null for one that leads nowhere, or after too many of those.</summary>
    public async Task<PersonFound?> Look(long me, string? code, CancellationToken cancel = default)
    {
        // What could be none from its shape finds nothing out.
        if (!ScanCode.Is(code) || !MayTry(me))
            return null;
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (await OwnerOf(db, code, cancel) is not { } other)
        {
            tries.Wrong(CodeTries.Subscriber(me));
            return null;
        }

        var (found, now) = (await db.Subscribers.Where(row => row.Id == other).Select(row => new PersonFound(row.Nickname, row.PictureCode, FriendStanding.Own)).SingleAsync(cancel), clock.UtcNow);
        if (other == me)
            return found;
        var between = await Read(db, me, other, cancel);
        return between.StandingAt(now) switch
        {
            FriendStanding.Friend => found with { Standing = FriendStanding.Friend, Code = between.Friend! },
            FriendStanding.AskedMe => found with { Standing = FriendStanding.AskedMe, Code = between.Theirs!.Code, Words = between.Theirs.Words, Until = between.Theirs.ExpiresAt },
            FriendStanding.Asked => found with { Standing = FriendStanding.Asked, Words = between.Mine!.Words, Until = between.Mine.ExpiresAt },
            var standing => found with { Standing = standing },
        };
    }

    /// <summary>
    /// Asks somebody to be a friend. Asked twice it is one request; and two who ask each other, at whatever moments, are friends. Somebody
    /// who was blocked is answered as everybody is.
    /// </summary>
    /// <returns>How it ended, and what is wrong with the words if anything is.</returns>
    public async Task<(FriendOutcome Outcome, Bilingual Problem)> Ask(long me, string? code, string? words, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (!ScanCode.Is(code) || !MayTry(me) || await OwnerOf(db, code, cancel) is not { } other)
            return (FriendOutcome.Missing, default);
        if (other == me)
            return (FriendOutcome.Own, default);
        var (text, problem) = NoteText.Read(words, FriendRequest.WordsMax);
        if (text is null)
            return (FriendOutcome.Invalid, problem);
        var outcome = await db.InTransaction(IsolationLevel.Serializable, async () =>
        {
            var (between, now) = (await Read(db, me, other, cancel), clock.UtcNow);
            switch (between.StandingAt(now))
            {
                case FriendStanding.Friend:
                    return (FriendOutcome.Friends, false);
                case FriendStanding.Blocked:
                    return (FriendOutcome.Blocked, false);
                case FriendStanding.Asked:
                    return (FriendOutcome.Pending, false);
            }

            // Both want it, even if the person put the other's request aside before they thought better of it.
            if (between.Theirs?.IsPending(now) == true)
                return await Befriend(db, me, other, between, now, cancel);
            var dayAgo = now.AddDays(-1);
            if (await db.FriendRequests.Where(row => row.FromId == me && row.MadeAt > dayAgo).CountAsync(cancel) >= limits.FriendRequestsPerDay)
                return (FriendOutcome.TooMany, false);
            if (await IsFull(db, me, cancel))
                return (FriendOutcome.Full, false);
            var mine = between.Mine;
            if (mine is null)
                db.Add(mine = new FriendRequest { FromId = me, ToId = other });
            mine.Make(text, await db.FriendBlocks.AnyAsync(row => row.OwnerId == other && row.BlockedId == me, cancel), now);
            await db.SaveChangesAsync(cancel);
            return (FriendOutcome.Sent, true);
        }, cancel);
        return (outcome, default);
    }

    /// <summary>Accepts a request. Said twice, it is one friendship.</summary>
    public async Task<FriendOutcome> Accept(long me, string? code, CancellationToken cancel = default)
    {
        if (!Ids.IsCode(code))
            return FriendOutcome.Missing;
        await using var db = await dbs.CreateDbContextAsync(cancel);
        return await db.InTransaction(IsolationLevel.Serializable, async () =>
        {
            if (await db.FriendRequests.Where(row => row.Code == code && row.ToId == me).Select(row => (long?)row.FromId).SingleOrDefaultAsync(cancel) is not { } other)
                return (FriendOutcome.Missing, false);
            var (between, now) = (await Read(db, me, other, cancel), clock.UtcNow);
            return between.StandingAt(now) switch
            {
                FriendStanding.Friend => (FriendOutcome.Friends, false),
                // Whether or not they have asked the other too.
                not FriendStanding.Blocked when between.Theirs!.IsPending(now) && between.Theirs.State == FriendRequestState.Waiting => await Befriend(db, me, other, between, now, cancel),
                _ => (FriendOutcome.Missing, false),
            };
        }, cancel);
    }

    /// <summary>Puts a request aside. Whoever asked is not told.</summary>
    public async Task Decline(long me, string? code, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        await db.FriendRequests.Where(row => row.Code == code && row.ToId == me && row.State == FriendRequestState.Waiting)
            .ExecuteUpdateAsync(row => row.SetProperty(one => one.State, FriendRequestState.Aside), cancel);
    }

    /// <summary>Puts a request aside, and every later one of the same person.</summary>
    public async Task Block(long me, string? code, CancellationToken cancel = default)
    {
        if (!Ids.IsCode(code))
            return;
        await using var db = await dbs.CreateDbContextAsync(cancel);
        await db.InTransaction(IsolationLevel.Serializable, async () =>
        {
            if (await db.FriendRequests.Where(row => row.Code == code && row.ToId == me).Select(row => (long?)row.FromId).SingleOrDefaultAsync(cancel) is not { } other)
                return (false, false);
            await FriendOperations.Block(db, me, other, clock.UtcNow, cancel);
            return (true, true);
        }, cancel);
    }

    /// <summary>What waits for the person's answer, the newest first.</summary>
    /// <param name="me">Who was asked.</param>
    /// <param name="after">Code of the last one seen; null for the first part.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<Slice<WaitingRequest>> Waiting(long me, string? after = null, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        var requests = Waiting(db, me);
        // One that was answered since it was seen still says where to go on.
        if (after is not null && await db.FriendRequests.Where(row => row.Code == after && row.ToId == me).Select(row => new { row.MadeAt, row.FromId }).SingleOrDefaultAsync(cancel) is { } last)
            requests = requests.Where(row => row.MadeAt < last.MadeAt || (row.MadeAt == last.MadeAt && row.FromId < last.FromId));
        var subscribers = db.Subscribers;
        var found = await (from request in requests
                           join asker in subscribers on request.FromId equals asker.Id
                           orderby request.MadeAt descending, request.FromId descending
                           select new WaitingRequest(request.Code, asker.Nickname, asker.PictureCode, request.Words, request.MadeAt, request.ExpiresAt)).Take(PageSize + 1).ToListAsync(cancel);
        return found.Count > PageSize ? new(found[..PageSize], found[PageSize - 1].Code) : new(found, null);
    }

    /// <summary>What the person asked and what looks as if it waits: the newest, at most <see cref="PageSize"/>.</summary>
    public async Task<IReadOnlyList<WaitingRequest>> Sent(long me, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        var (now, subscribers) = (clock.UtcNow, db.Subscribers);
        var oldest = now - FriendRequest.Lifetime;
        return await (from request in db.FriendRequests
                      where request.FromId == me && request.MadeAt > oldest && request.State != FriendRequestState.Accepted && request.ExpiresAt > now
                      join asked in subscribers on request.ToId equals asked.Id
                      orderby request.MadeAt descending, request.ToId descending
                      select new WaitingRequest("", asked.Nickname, asked.PictureCode, request.Words, request.MadeAt, request.ExpiresAt)).Take(PageSize).ToListAsync(cancel);
    }

    /// <summary>How many wait for the person's answer, counted to 100.</summary>
    public async Task<int> Count(long me, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        return await Waiting(db, me).OrderByDescending(row => row.MadeAt).Take(Counted).CountAsync(cancel);
    }

    /// <summary>A text that changes when somebody asks or was answered, and when somebody became a friend.</summary>
    public async Task<string> Mark(long me, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        var codes = await Waiting(db, me).OrderByDescending(row => row.MadeAt).ThenByDescending(row => row.FromId).Select(row => row.Code).Take(Counted).ToListAsync(cancel);
        var friend = await db.Friendships.Where(row => row.OwnerId == me).OrderByDescending(row => row.Since).ThenByDescending(row => row.FriendId).Select(row => row.Code).FirstOrDefaultAsync(cancel);
        return $"{codes.Count}{codes.FirstOrDefault()}-{friend}";
    }

    private IQueryable<FriendRequest> Waiting(PortalDb db, long me)
    {
        var now = clock.UtcNow;
        var oldest = now - FriendRequest.Lifetime;
        // The moment at which it was made bounds what is looked through: of those whose time is over there are ever more.
        return db.FriendRequests.AsNoTracking().Where(row => row.ToId == me && row.State == FriendRequestState.Waiting && row.MadeAt > oldest && row.ExpiresAt > now);
    }

    private async Task<(FriendOutcome, bool)> Befriend(PortalDb db, long me, long other, Between between, DateTime now, CancellationToken cancel)
    {
        if (await IsFull(db, me, cancel))
            return (FriendOutcome.Full, false);
        if (await IsFull(db, other, cancel))
            return (FriendOutcome.TheyAreFull, false);
        between.Mine?.Accept();
        between.Theirs?.Accept();
        db.AddRange(new Friendship { OwnerId = me, FriendId = other, Since = now }, new Friendship { OwnerId = other, FriendId = me, Since = now });
        await db.SaveChangesAsync(cancel);
        return (FriendOutcome.Friends, true);
    }

    private async Task<bool> IsFull(PortalDb db, long who, CancellationToken cancel) => await db.FriendsOf(who).CountAsync(cancel) >= limits.Friends;

    private static Task<long?> OwnerOf(PortalDb db, string? code, CancellationToken cancel) => db.PersonalCodes.Where(row => row.Code == code).Select(row => (long?)row.SubscriberId).SingleOrDefaultAsync(cancel);

    private static async Task<Between> Read(PortalDb db, long me, long other, CancellationToken cancel) => new(
        await db.Friendships.Where(row => row.OwnerId == me && row.FriendId == other).Select(row => row.Code).SingleOrDefaultAsync(cancel),
        await db.FriendBlocks.AnyAsync(row => row.OwnerId == me && row.BlockedId == other, cancel),
        await db.FriendRequests.SingleOrDefaultAsync(row => row.FromId == me && row.ToId == other, cancel),
        await db.FriendRequests.SingleOrDefaultAsync(row => row.FromId == other && row.ToId == me, cancel));

    // All that stands between the two, on the person's side and, of the requests, on the other's.
    private sealed record Between(string? Friend, bool Blocked, FriendRequest? Mine, FriendRequest? Theirs)
    {
        public FriendStanding StandingAt(DateTime now) => this switch
        {
            { Friend: not null } => FriendStanding.Friend,
            { Blocked: true } => FriendStanding.Blocked,
            { Theirs.State: FriendRequestState.Waiting } when Theirs.IsPending(now) => FriendStanding.AskedMe,
            { Mine: not null } when Mine.IsPending(now) => FriendStanding.Asked,
            _ => FriendStanding.Stranger,
        };
    }
}
