using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Portal.Settings;
using WeixinWeChat.Weixin.CardsAndOffers;

namespace WeixinWeChat.Tests;

/// <summary>The public ids of what a furnished side has of cards; all empty where there are none.</summary>
/// <param name="Card">Issued.</param>
/// <param name="Waiting">Waits for a reviewer.</param>
/// <param name="Copy">A copy of the follower.</param>
/// <param name="Gift">Another of theirs, on its way to a friend.</param>
/// <param name="Store">A shop.</param>
/// <param name="Secret">Opens an invitation of the owner to the counter.</param>
public sealed record OfferedCards(string Card, string Waiting, string Copy, string Gift, string Store, string Secret)
{
    /// <summary>None.</summary>
    public static OfferedCards None { get; } = new("", "", "", "", "", "");

    /// <summary>All that the portal itself keeps: of a secret it keeps the fingerprint alone.</summary>
    public IEnumerable<string> All => [Card, Waiting, Copy, Gift, Store];
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
        if (await reviews.Approve(reviewer, issued.Code, issued.Version) != CardOutcome.Done)
            throw new InvalidOperationException("The card was not approved.");
        await cards.Dispatch(owner, appId, issued.Code, (await cards.Find(owner, appId, issued.Code))!.Version);
        var (copy, given, withdrawn) = (await Taken(), await Taken(), await Taken());
        var gift = (await new GiftOperations(dbs, clock).Give(subscriberId, given)).Gift!;
        await cards.Withdraw(owner, appId, issued.Code, withdrawn, $"{canary} refund");
        return new(issued.Code, waiting.Code, copy, gift, store, secret);

        async Task<CardSheet> Submitted()
        {
            var draft = (await cards.Save(owner, appId, null, null, Terms, [])).Sheet!;
            return (await cards.Submit(owner, appId, draft.Code, draft.Version)).Sheet ?? throw new InvalidOperationException("The card was not handed in.");
        }

        async Task<string> Taken() => (await claims.Take(subscriberId, issued.Code, Guid.NewGuid(), ClaimSource.QrCode, $"{canary} door")).Code ?? throw new InvalidOperationException("No copy was taken.");
    }

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
