using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Campaigns;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Core.Subscribers;

namespace WeixinWeChat.Core.Chats;

/// <summary>A followed account in the list of chats.</summary>
/// <param name="Card">The account.</param>
/// <param name="At">UTC of its newest message; of the follow while it has sent none.</param>
/// <param name="Newest">Title of its newest message; null while it has sent none.</param>
/// <param name="Unread">Messages that came since the chat was looked at last and were not opened.</param>
/// <param name="Muted">The person wants to hear nothing of it: what is unread counts nowhere.</param>
public sealed record Chat(AccountCard Card, DateTime At, string? Newest, int Unread, bool Muted);

/// <summary>The folder in which all subscription accounts lie (DOMAIN 1.1); service accounts stand among the chats themselves.</summary>
/// <param name="Newest">The account that sent last, or was followed last.</param>
/// <param name="Unread">Unread messages of those that are not muted.</param>
public sealed record ChatFolder(Chat Newest, int Unread);

/// <summary>One message of an account.</summary>
/// <param name="Code">The campaign's.</param>
/// <param name="Title">Its title.</param>
/// <param name="Digest">Its digest.</param>
/// <param name="CoverCode">Its cover in the media store.</param>
/// <param name="At">UTC of its arrival.</param>
/// <param name="Opened">Was it ever opened?</param>
/// <param name="Joined">Did the person join?</param>
public sealed record ChatMessage(string Code, string Title, string Digest, string? CoverCode, DateTime At, bool Opened, bool Joined);

/// <summary>A chat that is open.</summary>
/// <param name="Card">The account.</param>
/// <param name="Type">Decides where its chat lies.</param>
/// <param name="Muted">See <see cref="Chat.Muted"/>.</param>
/// <param name="Messages">What it sent, the newest first.</param>
public sealed record OpenChat(AccountCard Card, AccountType Type, bool Muted, Slice<ChatMessage> Messages);

/// <summary>A subscriber's chats: what lies in them came from the accounts that they follow, and from nobody else.</summary>
public sealed class ChatOperations(IDbContextFactory<PortalDb> dbs, EditionPolicy edition, TimeProvider clock)
{
    /// <summary>Chats, or messages of one, in one part.</summary>
    public const int PageSize = 20;

    /// <summary>The chats with accounts of one type, the one with the newest message first.</summary>
    /// <param name="subscriberId">Whose.</param>
    /// <param name="type">Service accounts, or those of the folder.</param>
    /// <param name="after">AppID of the last one seen; null for the first part.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<Slice<Chat>> List(long subscriberId, AccountType type, string? after = null, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        var chats = Chats(db, subscriberId).Where(row => row.Account.Type == type);
        if (after is not null && await chats.Where(row => row.Account.AppId == after).Select(row => new { row.At, row.Account.Id }).SingleOrDefaultAsync(cancel) is { } last)
            chats = chats.Where(row => row.At < last.At || (row.At == last.At && row.Account.Id < last.Id));
        var found = await Shown(db, subscriberId, chats, PageSize + 1, cancel);
        return found.Count > PageSize ? new(found[..PageSize], found[PageSize - 1].Card.AppId) : new(found, null);
    }

    /// <summary>The folder of the subscription accounts; null for somebody who follows none.</summary>
    public async Task<ChatFolder?> Folder(long subscriberId, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        var chats = Chats(db, subscriberId).Where(row => row.Account.Type == AccountType.Subscription);
        if (await Shown(db, subscriberId, chats, 1, cancel) is not [var newest])
            return null;
        return new(newest, await chats.Where(row => !row.Muted).SumAsync(row => row.Unread, cancel));
    }

    /// <summary>
    /// One chat with its newest messages; null for somebody who does not follow the account, whether or not there is one. Looking at it is
    /// not <see cref="See"/>.
    /// </summary>
    /// <param name="subscriberId">Whose.</param>
    /// <param name="appId">With whom.</param>
    /// <param name="after">Code of the last message seen; null for the newest.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<OpenChat?> Open(long subscriberId, string appId, string? after = null, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        var chat = await Followed(db, subscriberId).Where(row => row.Account.AppId == appId)
            .Select(row => new { Card = new AccountCard(row.Account.AppId, row.Account.Name, row.Account.Introduction, row.Account.AvatarCode, row.Account.Standing), row.Account.Type, row.Following.MutedAt })
            .SingleOrDefaultAsync(cancel);
        if (chat is null)
            return null;
        var messages = Messages(db, subscriberId).Where(row => row.Account.AppId == appId);
        if (after is not null && await messages.Where(row => row.Campaign.Code == after).Select(row => new { row.Delivery.DeliveredAt, row.Campaign.Id }).SingleOrDefaultAsync(cancel) is { } last)
            messages = messages.Where(row => row.Delivery.DeliveredAt < last.DeliveredAt || (row.Delivery.DeliveredAt == last.DeliveredAt && row.Delivery.CampaignId < last.Id));
        var found = await messages.OrderByDescending(row => row.Delivery.DeliveredAt).ThenByDescending(row => row.Delivery.CampaignId).Take(PageSize + 1)
            .Select(row => new ChatMessage(row.Campaign.Code, row.Campaign.Title, row.Campaign.Digest, row.Campaign.CoverCode, row.Delivery.DeliveredAt!.Value,
                row.Delivery.ReadAt != null, row.Delivery.JoinedAt != null))
            .ToListAsync(cancel);
        return new(chat.Card, chat.Type, chat.MutedAt is not null, found.Count > PageSize ? new(found[..PageSize], found[PageSize - 1].Code) : new(found, null));
    }

    /// <summary>The person has the chat before their eyes: what came until now is unread no longer. Nothing is written when nothing was.</summary>
    public async Task See(long subscriberId, string appId, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        var unread = Messages(db, subscriberId).Where(row => row.Account.AppId == appId && row.Unseen);
        // The newest message's own time: what arrives at this moment stays unread, whatever the clocks of several servers say.
        if (await unread.MaxAsync(row => row.Delivery.DeliveredAt, cancel) is not { } newest)
            return;
        await Own(db, subscriberId, appId).Where(row => row.SeenAt == null || row.SeenAt < newest)
            .ExecuteUpdateAsync(row => row.SetProperty(it => it.SeenAt, newest), cancel);
    }

    /// <summary>Wants to hear nothing more of an account, or again; the messages come all the same.</summary>
    /// <returns>False for somebody who does not follow it.</returns>
    public async Task<bool> Mute(long subscriberId, string appId, bool muted, CancellationToken cancel = default)
    {
        var now = clock.UtcNow;
        await using var db = await dbs.CreateDbContextAsync(cancel);
        return await Own(db, subscriberId, appId).ExecuteUpdateAsync(row => row.SetProperty(it => it.MutedAt, it => muted ? it.MutedAt ?? now : null), cancel) == 1;
    }

    /// <summary>How many messages are unread in chats that are not muted, counted to 100.</summary>
    public async Task<int> Unread(long subscriberId, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        return await Unread(db, subscriberId, cancel);
    }

    /// <summary>A text that changes when something came in, was seen, opened or withdrawn.</summary>
    public async Task<string> Mark(long subscriberId, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        var newest = await Messages(db, subscriberId).OrderByDescending(row => row.Delivery.DeliveredAt).ThenByDescending(row => row.Delivery.CampaignId)
            .Take(PageSize).Select(row => new { row.Campaign.Code, Opened = row.Delivery.ReadAt != null, row.Unseen }).ToListAsync(cancel);
        if (newest.Count == 0) return "";
        // What is seen further down changes the number alone.
        var text = string.Concat(newest.Select(row => row.Code + (row.Opened ? '+' : '-') + (row.Unseen ? '-' : '+'))) + await Unread(db, subscriberId, cancel);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)), 0, 12);
    }

    private Task<int> Unread(PortalDb db, long subscriberId, CancellationToken cancel) => Messages(db, subscriberId)
        .Where(row => row.Unseen && row.Delivery.ReadAt == null && row.Following.MutedAt == null)
        .Take(100).CountAsync(cancel);

    private IQueryable<FollowedRow> Followed(PortalDb db, long subscriberId)
    {
        var accounts = db.OfficialAccounts;
        var open = Visibility.StandingsFor(edition, follows: true, WayIn.Link, Act.View);
        return from following in db.Followings
               where following.SubscriberId == subscriberId && following.UnfollowedAt == null
               join account in accounts on following.AccountId equals account.Id
               where open.Contains(account.Standing)
               select new FollowedRow { Following = following, Account = account };
    }

    // What could not be opened is not shown either: withdrawn campaigns, accounts no longer followed, or that have gone, or that blocked the person.
    private IQueryable<MessageRow> Messages(PortalDb db, long subscriberId)
    {
        var (campaigns, accounts, followings) = (db.Campaigns, db.OfficialAccounts, db.Followings);
        var open = Visibility.StandingsFor(edition, follows: true, WayIn.Campaign, Act.View);
        return from delivery in db.Deliveries
               where delivery.SubscriberId == subscriberId && delivery.DeliveredAt != null
               join campaign in campaigns on delivery.CampaignId equals campaign.Id
               where campaign.State != CampaignState.Withdrawn
               join account in accounts on campaign.AccountId equals account.Id
               where open.Contains(account.Standing)
               join following in followings on new { campaign.AccountId, delivery.SubscriberId } equals new { following.AccountId, following.SubscriberId }
               where following.UnfollowedAt == null && !following.Blocked
               select new MessageRow
               {
                   Delivery = delivery,
                   Campaign = campaign,
                   Account = account,
                   Following = following,
                   Unseen = following.SeenAt == null || delivery.DeliveredAt > following.SeenAt,
               };
    }

    private IQueryable<ChatRow> Chats(PortalDb db, long subscriberId)
    {
        var sums = Messages(db, subscriberId).GroupBy(row => row.Campaign.AccountId).Select(rows => new
        {
            AccountId = rows.Key,
            At = rows.Max(row => row.Delivery.DeliveredAt),
            Unread = rows.Sum(row => row.Unseen && row.Delivery.ReadAt == null ? 1 : 0),
        });
        return from row in Followed(db, subscriberId)
               join one in sums on row.Account.Id equals one.AccountId into found
               from sum in found.DefaultIfEmpty()
               select new ChatRow
               {
                   Account = row.Account,
                   Muted = row.Following.MutedAt != null,
                   At = sum.At ?? row.Following.FollowedAt,
                   HasMessages = sum.At != null,
                   Unread = (int?)sum.Unread ?? 0,
               };
    }

    private async Task<List<Chat>> Shown(PortalDb db, long subscriberId, IQueryable<ChatRow> chats, int most, CancellationToken cancel)
    {
        var rows = await chats.OrderByDescending(row => row.At).ThenByDescending(row => row.Account.Id).Take(most)
            .Select(row => new
            {
                row.Account.Id,
                Card = new AccountCard(row.Account.AppId, row.Account.Name, row.Account.Introduction, row.Account.AvatarCode, row.Account.Standing),
                row.At,
                row.HasMessages,
                row.Unread,
                row.Muted,
            }).ToListAsync(cancel);
        // Of those alone, by the moment that is known by now: to look for each account's newest among all that anybody ever sent takes longer.
        var (ids, moments) = (rows.Where(row => row.HasMessages).Select(row => row.Id).ToList(), rows.Where(row => row.HasMessages).Select(row => (DateTime?)row.At).Distinct().ToList());
        var titles = ids.Count == 0 ? [] : await Messages(db, subscriberId).Where(row => ids.Contains(row.Campaign.AccountId) && moments.Contains(row.Delivery.DeliveredAt))
            .Select(row => new { row.Campaign.AccountId, row.Delivery.DeliveredAt, row.Campaign.Id, row.Campaign.Title }).ToListAsync(cancel);
        return rows.ConvertAll(row => new Chat(row.Card, row.At,
            titles.Where(it => it.AccountId == row.Id && it.DeliveredAt == row.At).MaxBy(it => it.Id)?.Title, row.Unread, row.Muted));
    }

    private static IQueryable<Following> Own(PortalDb db, long subscriberId, string appId)
    {
        var accounts = db.OfficialAccounts;
        return db.Followings.Where(row => row.SubscriberId == subscriberId && row.UnfollowedAt == null && accounts.Any(account => account.Id == row.AccountId && account.AppId == appId));
    }

    private sealed class FollowedRow
    {
        public required Following Following { get; init; }

        public required OfficialAccount Account { get; init; }
    }

    private sealed class MessageRow
    {
        public required Delivery Delivery { get; init; }

        public required Campaign Campaign { get; init; }

        public required OfficialAccount Account { get; init; }

        public required Following Following { get; init; }

        /// <summary>It came since the chat was looked at last.</summary>
        public required bool Unseen { get; init; }
    }

    private sealed class ChatRow
    {
        public required OfficialAccount Account { get; init; }

        public required bool Muted { get; init; }

        public required DateTime At { get; init; }

        public required bool HasMessages { get; init; }

        public required int Unread { get; init; }
    }
}
