using System.Data;
using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Core.Subscribers;

namespace WeixinWeChat.Core.Friends;

/// <summary>A friend, as the owner of the list sees them. Nothing else of them is shown to anybody: no number, and no friends of theirs.</summary>
/// <param name="Code">Names them in the owner's addresses.</param>
/// <param name="Nickname">What they call themselves.</param>
/// <param name="Remark">What the owner calls them; empty for nothing.</param>
/// <param name="Since">UTC.</param>
/// <param name="PictureCode">Their picture; null while there is none.</param>
public sealed record Friend(string Code, string Nickname, string Remark, DateTime Since, string? PictureCode)
{
    /// <summary>What the owner knows them by.</summary>
    public string Name => Remark.Length > 0 ? Remark : Nickname;
}

/// <summary>Somebody on a person's list of the unwanted.</summary>
public sealed record BlockedPerson(string Code, string Nickname, DateTime At);

/// <summary>A person's friends and the people they blocked, each seen and changed by that person alone.</summary>
public sealed class FriendOperations(IDbContextFactory<PortalDb> dbs, TimeProvider clock)
{
    /// <summary>Friends, or blocked people, in one part of the list.</summary>
    public const int PageSize = 50;

    /// <summary>Characters of a search that count.</summary>
    public const int TermMax = Subscriber.NicknameMax;

    /// <summary>Who leaves for good is nobody's friend, has asked nobody, and is on nobody's list of the unwanted.</summary>
    public static Leaving Leaving => new(
        async (db, me, _, cancel) =>
        {
            await db.Friendships.Where(row => row.OwnerId == me || row.FriendId == me).ExecuteDeleteAsync(cancel);
            await db.FriendRequests.Where(row => row.FromId == me || row.ToId == me).ExecuteDeleteAsync(cancel);
            await db.FriendBlocks.Where(row => row.OwnerId == me || row.BlockedId == me).ExecuteDeleteAsync(cancel);
            await db.PersonalCodes.Where(row => row.SubscriberId == me).ExecuteDeleteAsync(cancel);
        },
        new("Your friends, on both sides, requests and your code.", "好友关系（双方）、好友申请和个人二维码。"));

    /// <summary>The friends, the newest first.</summary>
    /// <param name="me">Whose.</param>
    /// <param name="term">Those alone whose remark or nickname holds it; null for all.</param>
    /// <param name="after">Code of the last one seen; null for the first part.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<Slice<Friend>> List(long me, string? term = null, string? after = null, CancellationToken cancel = default)
    {
        var typed = (term ?? "").Trim();
        if (typed.Length > TermMax)
            typed = typed[..TermMax];
        // What cannot be a part of any name finds nothing.
        if (!VisibleText.IsSound(typed))
            return new([], null);
        await using var db = await dbs.CreateDbContextAsync(cancel);
        var friends = Friends(db, me);
        if (typed.Length > 0)
        {
            var pattern = Pattern(typed);
            friends = friends.Where(row => EF.Functions.Like(row.Half.Remark, pattern, "\\") || EF.Functions.Like(row.Nickname, pattern, "\\"));
        }

        if (after is not null && await db.Friendships.Where(row => row.OwnerId == me && row.Code == after).Select(row => new { row.Since, row.FriendId }).SingleOrDefaultAsync(cancel) is { } last)
            friends = friends.Where(row => row.Half.Since < last.Since || (row.Half.Since == last.Since && row.Half.FriendId < last.FriendId));
        var found = await friends.OrderByDescending(row => row.Half.Since).ThenByDescending(row => row.Half.FriendId).Take(PageSize + 1)
            .Select(row => new Friend(row.Half.Code, row.Nickname, row.Half.Remark, row.Half.Since, row.PictureCode)).ToListAsync(cancel);
        return found.Count > PageSize ? new(found[..PageSize], found[PageSize - 1].Code) : new(found, null);
    }

    /// <summary>One friend; null for every code that is none of this person's, whether or not it is somebody else's.</summary>
    public async Task<Friend?> Find(long me, string? code, CancellationToken cancel = default)
    {
        if (!Ids.IsCode(code))
            return null;
        await using var db = await dbs.CreateDbContextAsync(cancel);
        return await Friends(db, me).Where(row => row.Half.Code == code).Select(row => new Friend(row.Half.Code, row.Nickname, row.Half.Remark, row.Half.Since, row.PictureCode)).SingleOrDefaultAsync(cancel);
    }

    /// <summary>Gives a friend another name, for the owner alone; an empty one takes it away.</summary>
    /// <returns>What is wrong with it; null when it is saved, or when there is no such friend.</returns>
    public async Task<Bilingual?> Name(long me, string? code, string? typed, CancellationToken cancel = default)
    {
        var (remark, problem) = NoteText.Read(typed, Friendship.RemarkMax);
        if (remark is null)
            return problem;
        var name = VisibleText.IsSeen(remark) ? remark : "";
        await using var db = await dbs.CreateDbContextAsync(cancel);
        await db.Friendships.Where(row => row.OwnerId == me && row.Code == code).ExecuteUpdateAsync(row => row.SetProperty(one => one.Remark, name), cancel);
        return null;
    }

    /// <summary>Ends a friendship, for both. The other is not told. Said twice, it is done once.</summary>
    public Task Remove(long me, string? code, CancellationToken cancel = default) => WithFriend(me, code, End, cancel);

    /// <summary>Ends a friendship and wants no requests of the other from now on.</summary>
    public Task Block(long me, string? code, CancellationToken cancel = default) => WithFriend(me, code, (db, owner, other) => Block(db, owner, other, clock.UtcNow), cancel);

    /// <summary>Whom the person blocked, the newest first.</summary>
    /// <param name="me">Who.</param>
    /// <param name="after">Code of the last one seen; null for the first part.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<Slice<BlockedPerson>> Blocked(long me, string? after = null, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        var blocks = db.FriendBlocks.AsNoTracking().Where(row => row.OwnerId == me);
        if (after is not null && await blocks.Where(row => row.Code == after).Select(row => new { row.At, row.BlockedId }).SingleOrDefaultAsync(cancel) is { } last)
            blocks = blocks.Where(row => row.At < last.At || (row.At == last.At && row.BlockedId < last.BlockedId));
        var subscribers = db.Subscribers;
        var found = await (from block in blocks
                           join other in subscribers on block.BlockedId equals other.Id
                           orderby block.At descending, block.BlockedId descending
                           select new BlockedPerson(block.Code, other.Nickname, block.At)).Take(PageSize + 1).ToListAsync(cancel);
        return found.Count > PageSize ? new(found[..PageSize], found[PageSize - 1].Code) : new(found, null);
    }

    /// <summary>Lets somebody ask again. The friendship does not come back by itself.</summary>
    public async Task Unblock(long me, string? code, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        await db.FriendBlocks.Where(row => row.OwnerId == me && row.Code == code).ExecuteDeleteAsync(cancel);
    }

    // In the transaction of who asks for it.
    internal static async Task Block(PortalDb db, long me, long other, DateTime now, CancellationToken cancel = default)
    {
        await End(db, me, other);
        // What the person asked of them is taken back; what they asked is put aside.
        await db.FriendRequests.Where(row => row.FromId == me && row.ToId == other).ExecuteDeleteAsync(cancel);
        await db.FriendRequests.Where(row => row.FromId == other && row.ToId == me && row.State == FriendRequestState.Waiting)
            .ExecuteUpdateAsync(row => row.SetProperty(one => one.State, FriendRequestState.Aside), cancel);
        if (await db.FriendBlocks.AnyAsync(row => row.OwnerId == me && row.BlockedId == other, cancel))
            return;
        db.Add(new FriendBlock { OwnerId = me, BlockedId = other, At = now });
        await db.SaveChangesAsync(cancel);
    }

    private static async Task End(PortalDb db, long me, long other)
    {
        await db.Friendships.Where(row => row.OwnerId == me && row.FriendId == other).ExecuteDeleteAsync();
        await db.Friendships.Where(row => row.OwnerId == other && row.FriendId == me).ExecuteDeleteAsync();
    }

    // Serializable: what is done is decided by what stands between the two, and either may change it at this moment.
    private async Task WithFriend(long me, string? code, Func<PortalDb, long, long, Task> act, CancellationToken cancel)
    {
        if (!Ids.IsCode(code))
            return;
        await using var db = await dbs.CreateDbContextAsync(cancel);
        await db.InTransaction(IsolationLevel.Serializable, async () =>
        {
            if (await db.Friendships.Where(row => row.OwnerId == me && row.Code == code).Select(row => (long?)row.FriendId).SingleOrDefaultAsync(cancel) is not { } other)
                return (false, false);
            await act(db, me, other);
            return (true, true);
        }, cancel);
    }

    private static IQueryable<FriendRow> Friends(PortalDb db, long me)
    {
        var subscribers = db.Subscribers;
        return from half in db.Friendships.AsNoTracking()
               where half.OwnerId == me
               join friend in subscribers on half.FriendId equals friend.Id
               select new FriendRow { Half = half, Nickname = friend.Nickname, PictureCode = friend.PictureCode };
    }

    // What LIKE takes for everything that holds the text.
    private static string Pattern(string typed) =>
        $"%{typed.Replace("\\", "\\\\").Replace("%", "\\%").Replace("_", "\\_").Replace("[", "\\[")}%";

    private sealed class FriendRow
    {
        public required Friendship Half { get; init; }

        public required string Nickname { get; init; }

        public required string? PictureCode { get; init; }
    }
}
