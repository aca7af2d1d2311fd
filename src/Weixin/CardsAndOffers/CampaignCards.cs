using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Campaigns;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Core.Subscribers;

namespace WeixinWeChat.Weixin.CardsAndOffers;

/// <summary>A campaign's card as its brand sees it.</summary>
/// <param name="Title">The campaign's.</param>
/// <param name="Card">The card; null when there is none.</param>
/// <param name="AvatarCode">The account's picture.</param>
/// <param name="Against">Why none can be given now; null when one can.</param>
public sealed record CampaignCardDesk(string Title, CardSheet? Card, string? AvatarCode, Bilingual? Against);

/// <summary>Whether a reader of the campaign can take its card now, and if not, why.</summary>
public enum CampaignCardStanding
{
    /// <summary>Can take one.</summary>
    Open = 1,

    /// <summary>Has to join the campaign first.</summary>
    JoinFirst,

    /// <summary>Has taken as many as one person may.</summary>
    Had,

    /// <summary>The campaign, or the time at which it can be taken, has not begun.</summary>
    NotStarted,

    /// <summary>None is left.</summary>
    SoldOut,

    /// <summary>The campaign is over, or the card is.</summary>
    Over,

    /// <summary>Its brand has stopped it, or the platform the brand.</summary>
    Stopped,
}

/// <summary>A campaign's card as a reader sees it.</summary>
/// <param name="Terms">What is written on it.</param>
/// <param name="AvatarCode">The account's picture.</param>
/// <param name="State">Can they take one?</param>
/// <param name="Mine">Digits of a copy that the reader has and can use.</param>
/// <param name="From">UTC from which it can be taken, when that has not come.</param>
public sealed record CampaignCardOffer(CardTerms Terms, string? AvatarCode, CampaignCardStanding State, string? Mine, DateTime? From);

/// <summary>Cards as the gifts of campaigns: a brand names one of its issued cards, and who has joined takes it, under the card's own cap and stock.</summary>
public sealed class CampaignCards(IDbContextFactory<PortalDb> dbs, Claims claims, EditionPolicy policy, TimeProvider clock)
{
    /// <summary>A campaign's card, for its brand; null when the campaign is not theirs.</summary>
    public async Task<CampaignCardDesk?> Find(Person actor, string appId, string? code, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (await CampaignOf(db, actor, appId, code, cancel) is not var (campaign, account))
            return null;
        var given = db.CampaignCards.Where(row => row.CampaignId == campaign.Id);
        var card = await db.Cards.AsNoTracking().SingleOrDefaultAsync(row => given.Select(it => it.CardId).Contains(row.Id), cancel);
        return new(campaign.Title, card is null ? null : await CardOperations.Sheet(db, card, cancel), account.AvatarCode, Against(campaign, account));
    }

    /// <summary>Gives the campaign one of the account's issued cards. What stands already stays as it is.</summary>
    /// <returns>What stands against it; null when it is done. The second is false when the campaign is not theirs.</returns>
    public async Task<(Bilingual? Problem, bool Found)> Attach(Person actor, string appId, string? code, string? card, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (await CampaignOf(db, actor, appId, code, cancel) is not var (campaign, account))
            return (null, false);
        if (Against(campaign, account) is { } against)
            return (against, true);
        if (!Card.IsCode(card) || await db.Cards.AsNoTracking().SingleOrDefaultAsync(row => row.AccountId == account.Id && row.Code == card && row.State == CardState.Dispatched, cancel) is not { } chosen)
            return (new("Choose a card that is issued.", "请选择投放中的卡券。"), true);
        try
        {
            if (await Given() is { } before)
                return (before == chosen.Id ? null : Another, true);
            db.Add(new CampaignCard { CampaignId = campaign.Id, CardId = chosen.Id, AttachedAt = clock.UtcNow });
            db.Record(new AuditFact(clock.UtcNow, actor.UserId, "campaign.card-attached", campaign.Code, appId, chosen.Code));
            await db.SaveChangesAsync(cancel);
            return (null, true);
        }
        catch (DbUpdateException) when (!cancel.IsCancellationRequested)
        {
            // Somebody else was first in this moment, or the same person's other click.
            return (await Given() == chosen.Id ? null : Another, true);
        }

        Task<long?> Given() => db.CampaignCards.Where(row => row.CampaignId == campaign.Id).Select(row => (long?)row.CardId).SingleOrDefaultAsync(cancel);
    }

    /// <summary>The campaign gives it no more; what was taken stays good. False when there is none for the actor.</summary>
    public async Task<bool> Detach(Person actor, string appId, string? code, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        return await db.InTransaction<bool>(async () =>
        {
            if (await CampaignOf(db, actor, appId, code, cancel) is not var (campaign, _)
                || await db.CampaignCards.Where(row => row.CampaignId == campaign.Id).ExecuteDeleteAsync(cancel) == 0)
                return (false, false);
            db.Record(new AuditFact(clock.UtcNow, actor.UserId, "campaign.card-detached", campaign.Code, appId));
            await db.SaveChangesAsync(cancel);
            return (true, true);
        }, cancel);
    }

    /// <summary>Does this campaign give a card?</summary>
    public async Task<bool> HasAny(long campaignId, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        return await db.CampaignCards.AnyAsync(row => row.CampaignId == campaignId, cancel);
    }

    /// <summary>A campaign's card, for a reader; null when it has none, or the reader may not know of it.</summary>
    public async Task<CampaignCardOffer?> Look(long me, string? code, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        return await Seen(db, me, code, cancel) is { } gift ? await OfferOf(db, me, gift, cancel) : null;
    }

    /// <summary>Takes one copy: for whoever has joined, while the campaign is open, as often as the card allows.</summary>
    /// <returns>Where the reader stands afterwards; null when there is nothing for them to know of.</returns>
    public async Task<CampaignCardOffer?> Take(long me, string? code, Guid key, CancellationToken cancel = default)
    {
        await using (var db = await dbs.CreateDbContextAsync(cancel))
        {
            if (await Seen(db, me, code, cancel) is not { } gift)
                return null;
            if (await OfferOf(db, me, gift, cancel) is { State: not CampaignCardStanding.Open } refused)
                return refused;
            await claims.Take(me, gift.Card, key, ClaimSource.Campaign, gift.Campaign.Code, cancel: cancel);
        }

        // Taken, or somebody else has taken the last.
        return await Look(me, code, cancel);
    }

    private async Task<CampaignCardOffer?> OfferOf(PortalDb db, long me, Gift gift, CancellationToken cancel)
    {
        var (campaign, now) = (gift.Campaign, clock.UtcNow);
        var claim = await Claims.Look(db, me, gift.Card, now, cancel);
        var mine = await db.CardCodes.Where(row => row.CardId == gift.CardId && row.OwnerId == me && (row.State == CodeState.Normal || row.State == CodeState.GiftTimeout) && (row.ValidUntil == null || row.ValidUntil > now))
            .OrderByDescending(row => row.Id).Select(row => row.Code).FirstOrDefaultAsync(cancel);
        CampaignCardStanding? state = campaign switch
        {
            _ when claim == ClaimOutcome.Missing => null,
            _ when claim == ClaimOutcome.OverLimit => CampaignCardStanding.Had,
            { State: not (CampaignState.Launching or CampaignState.Running) } => CampaignCardStanding.Over,
            _ when campaign.EndsAt <= now || claim == ClaimOutcome.Ended => CampaignCardStanding.Over,
            _ when !gift.MayJoin || claim == ClaimOutcome.Stopped => CampaignCardStanding.Stopped,
            _ when claim == ClaimOutcome.SoldOut => CampaignCardStanding.SoldOut,
            _ when campaign.StartsAt > now || claim == ClaimOutcome.NotStarted => CampaignCardStanding.NotStarted,
            _ when !gift.Joined => CampaignCardStanding.JoinFirst,
            _ => CampaignCardStanding.Open,
        };
        var from = campaign.StartsAt > gift.Terms.TakeFrom || gift.Terms.TakeFrom is null ? campaign.StartsAt : gift.Terms.TakeFrom;
        return state is { } standing ? new(gift.Terms, gift.AvatarCode, standing, mine, standing == CampaignCardStanding.NotStarted ? from : null) : null;
    }

    // Whoever may read the campaign, and nobody else.
    private async Task<Gift?> Seen(PortalDb db, long me, string? code, CancellationToken cancel)
    {
        if (!Ids.IsCode(code))
            return null;
        var (givens, cards, accounts) = (db.CampaignCards, db.Cards.AsNoTracking(), db.OfficialAccounts);
        var found = await (from campaign in db.Campaigns.AsNoTracking().Where(row => row.Code == code && (row.State == CampaignState.Launching || row.State == CampaignState.Running || row.State == CampaignState.Ended))
                           join given in givens on campaign.Id equals given.CampaignId
                           join card in cards on given.CardId equals card.Id
                           join account in accounts on campaign.AccountId equals account.Id
                           select new { campaign, card.Id, card.Code, card.Terms, account.Standing, account.AvatarCode }).SingleOrDefaultAsync(cancel);
        if (found is null)
            return null;
        var (campaignId, accountId) = (found.campaign.Id, found.campaign.AccountId);
        var following = await db.Followings.AsNoTracking().SingleOrDefaultAsync(row => row.AccountId == accountId && row.SubscriberId == me, cancel);
        if (following?.Blocked == true || !May(Act.View))
            return null;
        var joined = await db.Deliveries.AnyAsync(row => row.CampaignId == campaignId && row.SubscriberId == me && row.JoinedAt != null, cancel);
        return new(found.campaign, found.Id, found.Code, found.Terms, found.AvatarCode, joined, May(Act.Join));

        bool May(Act act) => Visibility.DecideForOwnPeople(policy, found.Standing, following?.Follows == true, WayIn.Campaign, act).Allowed;
    }

    // Before its launch it can still be thrown away, and its period moved.
    private Bilingual? Against(Campaign campaign, OfficialAccount account) => campaign switch
    {
        { State: CampaignState.Draft } => new("Launch the campaign first.", "请先发布活动。"),
        { State: CampaignState.Ended or CampaignState.Withdrawn } => new("The campaign is over.", "活动已结束。"),
        _ when campaign.EndsAt <= clock.UtcNow => new("The campaign is over.", "活动已结束。"),
        _ when account.Standing != AccountStanding.Verified => new("Only a verified account can give cards.", "公众号认证后才能发放卡券。"),
        _ => null,
    };

    private static Bilingual Another => new("The campaign gives another card already. Reload the page to see it.", "该活动已关联其他卡券，请刷新页面查看。");

    private static async Task<(Campaign Campaign, OfficialAccount Account)?> CampaignOf(PortalDb db, Person actor, string appId, string? code, CancellationToken cancel)
    {
        if (!Ids.IsCode(code) || await db.AccountOf(actor, appId, Permissions.CardsManage, cancel) is not { } account)
            return null;
        return await db.Campaigns.AsNoTracking().SingleOrDefaultAsync(row => row.Code == code && row.AccountId == account.Id, cancel) is { } campaign ? (campaign, account) : null;
    }

    private sealed record Gift(Campaign Campaign, long CardId, string Card, CardTerms Terms, string? AvatarCode, bool Joined, bool MayJoin);
}
