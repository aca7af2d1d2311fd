using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Portal.Settings;
using WeixinWeChat.Weixin.CardsAndOffers;
using WeixinWeChat.Weixin.Ledger;
using WeixinWeChat.Weixin.Members;

namespace WeixinWeChat.Tests;

/// <summary>The public ids of what a furnished side has of cards; all empty where there are none.</summary>
/// <param name="Card">Issued.</param>
/// <param name="Waiting">Waits for a reviewer.</param>
/// <param name="Copy">A copy of the follower.</param>
/// <param name="Gift">Another of theirs, on its way to a friend.</param>
/// <param name="Store">A shop.</param>
/// <param name="Secret">Opens an invitation of the owner to the counter.</param>
/// <param name="MemberCard">A membership card, issued.</param>
/// <param name="Membership">The follower's copy of it, activated.</param>
/// <param name="Member">The follower as its member.</param>
public sealed record OfferedCards(string Card, string Waiting, string Copy, string Gift, string Store, string Secret, string MemberCard, string Membership, string Member)
{
    /// <summary>None.</summary>
    public static OfferedCards None { get; } = new("", "", "", "", "", "", "", "", "");

    /// <summary>All that the portal itself keeps: of a secret it keeps the fingerprint alone.</summary>
    public IEnumerable<string> All => [Card, Waiting, Copy, Gift, Store, MemberCard, Membership, Member];
}

/// <summary>Gives a brand of the Weixin portal a shop, cards in every state, and its follower copies.</summary>
internal sealed class Offering(TestDb dbs, string canary)
{
    public async Task<OfferedCards> Cards(Person owner, Person reviewer, string appId, long subscriberId)
    {
        var clock = TimeProvider.System;
        var mails = new CardMails(dbs.Outbox, new PortalSettings { PublicAddress = "http://weixin.example" });
        var (cards, reviews, stores) = (new CardOperations(dbs, clock), new CardReviews(dbs, mails, clock), new StoreOperations(dbs, clock));
        var claims = new Claims(dbs, new(dbs, mails), clock);
        if (await stores.Save(owner, appId, null, $"{canary} shop", $"{canary} road 1", "021-55501234") is not { Count: 0 })
            throw new InvalidOperationException("The shop was not kept.");
        var store = (await stores.List(owner, appId))![0].Code;
        await new ShopStaff(dbs, mails, dbs.Vault, clock).Invite(owner, appId, owner.Email);
        string secret;
        await using (var db = dbs.CreateDbContext())
            secret = dbs.Outbox.Open(await db.OutboxMessages.OrderByDescending(message => message.Id).FirstAsync()).Body.Split("/shop-staff/")[1].Split('\n')[0];

        var (issued, waiting, refused) = (await Submitted(), await Submitted(), await Submitted());
        await reviews.Refuse(reviewer, refused.Code, refused.Version, $"{canary} is unclear", $"{canary} 表述不清");
        await Issue(issued);
        var (copy, given, withdrawn) = (await Taken(), await Taken(), await Taken());
        var gift = (await new GiftOperations(dbs, clock).Give(subscriberId, given)).Gift!;
        await cards.Withdraw(owner, appId, issued.Code, withdrawn, $"{canary} refund");
        var membership = await Submitted(Membership);
        await Issue(membership);
        var own = (await claims.Take(subscriberId, membership.Code, Guid.NewGuid(), ClaimSource.Link)).Code!;
        return new(issued.Code, waiting.Code, copy, gift, store, secret, membership.Code, own, await Member(owner, appId, membership.Code, subscriberId, own));

        async Task<CardSheet> Submitted(CardTerms? terms = null)
        {
            var draft = (await cards.Save(owner, appId, null, null, terms ?? Terms, [])).Sheet!;
            return (await cards.Submit(owner, appId, draft.Code, draft.Version)).Sheet ?? throw new InvalidOperationException("The card was not handed in.");
        }

        async Task Issue(CardSheet sheet)
        {
            if (await reviews.Approve(reviewer, sheet.Code, sheet.Version) != CardOutcome.Done)
                throw new InvalidOperationException("The card was not approved.");
            await cards.Dispatch(owner, appId, sheet.Code, (await cards.Find(owner, appId, sheet.Code))!.Version);
        }

        async Task<string> Taken() => (await claims.Take(subscriberId, issued.Code, Guid.NewGuid(), ClaimSource.QrCode, $"{canary} door")).Code ?? throw new InvalidOperationException("No copy was taken.");
    }

    // The follower activates the card, and the brand gives some points by hand.
    private async Task<string> Member(Person owner, string appId, string card, long subscriberId, string copy)
    {
        var (clock, books) = (TimeProvider.System, new Books(TimeProvider.System));
        var points = new Points(clock);
        var (plans, own, members) = (new PlanOperations(dbs, clock), new MembershipOperations(dbs, books, points, dbs.Vault, clock), new MemberOperations(dbs, books, points, dbs.Vault, clock));
        var form = new PlanForm
        {
            Levels = [new() { Name = canary }, new() { Name = "Gold", From = "1000" }],
            PointsPerYuan = "1",
            PointsPerCheckIn = "5",
            Bonus = "10",
            AsksName = Asked.Optional,
            AsksBirthday = Asked.Optional,
            AsksCity = Asked.Optional,
            AsksPhone = Asked.Optional,
            Consent = $"{canary} rules",
        };
        if ((await plans.Save(owner, appId, card, form)).Problems.Count > 0 || await own.Activate(subscriberId, copy, new($"{canary} Lin", "1990-05-01", true, $"{canary} town", true)) is not { Count: 0 })
            throw new InvalidOperationException("The card was not activated.");
        var member = (await members.List(owner, appId, card, new(null, null)))!.Rows.Single().Code;
        await members.Adjust(owner, appId, member, new(Guid.NewGuid(), "90", $"{canary} thanks"));
        return member;
    }

    private CardTerms Membership => Terms with { Kind = CardKind.MemberCard, Validity = CardValidity.Permanent };

    private CardTerms Terms => new()
    {
        Kind = CardKind.Gift,
        BrandName = canary,
        Title = canary,
        SubTitle = $"{canary} for all",
        Notice = $"{canary} counter",
        Description = $"{canary} terms",
        Detail = $"{canary} tea",
        Quantity = 300,
        GetLimit = 5,
        Validity = CardValidity.FixedTerm,
        TermDays = 30,
    };
}
