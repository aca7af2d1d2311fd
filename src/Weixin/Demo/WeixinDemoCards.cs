using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Subscribers;
using WeixinWeChat.Portal.Demo;
using WeixinWeChat.Weixin.Accounts;
using WeixinWeChat.Weixin.CardsAndOffers;
using WeixinWeChat.Weixin.Payments;

namespace WeixinWeChat.Weixin.Demo;

/// <summary>The demo's cards: a coupon of the tea house with two weeks behind it, one of the bookshop that begins, a ticket that waits for a reviewer.</summary>
internal sealed class WeixinDemoCards
{
    private const int Days = 12;
    private const int Takers = 5;

    private readonly DemoWorld world;
    private readonly CardOperations cards;
    private readonly CardReviews reviews;
    private readonly StoreOperations stores;
    private readonly Claims claims;
    private readonly CopyOperations copies;
    private readonly RedemptionOperations counters;
    private string? coupon;

    public WeixinDemoCards(DemoWorld world)
    {
        var mails = world.Make<CardMails>();
        (this.world, cards, reviews, stores) = (world, world.Make<CardOperations>(), world.Make<CardReviews>(mails), world.Make<StoreOperations>());
        (claims, copies) = (world.Make<Claims>(world.Make<StockReminder>(mails)), world.Make<CopyOperations>());
        counters = world.Make<RedemptionOperations>(new CounterTries());
    }

    private Person Reviewer => world.Staff(PlatformRoles.Reviewer)[0];

    public void Plan(DemoTimeline timeline)
    {
        var (tea, books, now) = (world.Plan.Brands[0], world.Plan.Brands[1], world.Clock.Now);
        timeline.Add(now.AddDays(-Days - 2), () => Open(tea));
        timeline.Add(now.AddDays(-Days - 1), async () => coupon = await Issued(tea, Cash(now)));
        for (var day = Days; day >= 0; day--)
        {
            var (place, at) = (Days - day, now.AddDays(-day).AddHours(-2));
            timeline.Add(at, () => Take(tea, place));
            timeline.Add(at.AddMinutes(40), () => Redeem(tea, place));
        }

        timeline.Add(now.AddDays(-1).AddHours(-1), async () => await Issued(books, Discount));
        timeline.Add(now.AddHours(-3), async () => await HandedIn(tea, Ticket(now)));
    }

    /// <summary>Somebody takes a card.</summary>
    internal async Task<ClaimResult> Take(long person, string card)
    {
        await copies.Offer(person, card);
        return await claims.Take(person, card, Guid.NewGuid(), ClaimSource.Link);
    }

    private async Task Open(DemoBrand brand)
    {
        foreach (var (name, address) in new[] { ("巷口店", "样本市梧桐巷 7 号"), ("湖畔店", "样本市澜江东路 120 号") })
        {
            if (await stores.Save(world.OwnerOf(brand), world.AccountOf(brand).AppId, null, name, address, "099-55501234") is not { Count: 0 })
                throw new InvalidOperationException($"The shop {name} was not kept.");
        }
    }

    private async Task<CardSheet> HandedIn(DemoBrand brand, CardTerms terms)
    {
        var (owner, appId) = (world.OwnerOf(brand), world.AccountOf(brand).AppId);
        var draft = (await cards.Save(owner, appId, null, null, terms, [])).Sheet ?? throw new InvalidOperationException($"{terms.Title} was not kept.");
        var result = await cards.Submit(owner, appId, draft.Code, draft.Version);
        return result.Sheet ?? throw new InvalidOperationException($"{terms.Title}: {result.Outcome} {string.Join(" ", result.Faults ?? [])}");
    }

    /// <summary>A card that was written, approved and issued: its public id.</summary>
    internal async Task<string> Issued(DemoBrand brand, CardTerms terms)
    {
        var (owner, appId) = (world.OwnerOf(brand), world.AccountOf(brand).AppId);
        var sheet = await HandedIn(brand, terms);
        await reviews.Approve(Reviewer, sheet.Code, sheet.Version);
        var approved = await cards.Find(owner, appId, sheet.Code);
        if ((await cards.Dispatch(owner, appId, sheet.Code, approved!.Version)).Outcome != CardOutcome.Done)
            throw new InvalidOperationException($"{terms.Title} was not issued.");
        return sheet.Code;
    }

    // Those who follow longest first: the people who are known by their numbers are among them.
    private async Task Take(DemoBrand brand, int place)
    {
        var id = world.AccountOf(brand).Id;
        await using var db = await world.Dbs.CreateDbContextAsync();
        var people = await db.Followings.Where(row => row.AccountId == id && row.UnfollowedAt == null && !row.Blocked).OrderBy(row => row.SubscriberId).Skip(place * Takers).Take(Takers).Select(row => row.SubscriberId).ToListAsync();
        // Not everybody who looks at it takes it.
        for (var look = 0; look < people.Count + (place * 5 % 4); look++)
            await copies.Offer(people[look % people.Count], coupon!);
        foreach (var person in people)
            await claims.Take(person, coupon!, Guid.NewGuid(), place % 3 == 0 ? ClaimSource.QrCode : ClaimSource.Link, place % 3 == 0 ? "巷口店" : null);
    }

    private async Task Redeem(DemoBrand brand, int place)
    {
        var (owner, appId) = (world.OwnerOf(brand), world.AccountOf(brand).AppId);
        var shops = (await counters.Counter(owner, appId))!.Stores;
        await using var db = await world.Dbs.CreateDbContextAsync();
        // Never the first copies: whoever tries the demo out uses those.
        var coupons = db.Cards.Where(card => card.Code == coupon);
        var codes = await db.CardCodes.Where(row => row.State == CodeState.Normal && coupons.Any(card => card.Id == row.CardId)).OrderBy(row => row.Id).Skip(3).Select(row => row.Code).Take(place % 4).ToListAsync();
        foreach (var code in codes)
            await counters.Consume(owner, appId, code, shops[place % shops.Count].Code);
    }

    private static CardTerms Cash(DateTime now) => new()
    {
        Kind = CardKind.Cash,
        BrandName = "山月茶舍",
        Title = "满百减二十",
        SubTitle = "两店通用，可转赠",
        Notice = "结账前出示",
        Description = "每桌限用一张，不与其他优惠同享。\n外卖与礼盒不可用。",
        LeastCost = 100_00,
        ReduceCost = 20_00,
        Quantity = 300,
        GetLimit = 2,
        BeginsAt = ChinaTime.StartOf(ChinaTime.DayOf(now.AddDays(-Days - 1))),
        EndsAt = ChinaTime.StartOf(ChinaTime.DayOf(now.AddDays(45))),
    };

    private static CardTerms Discount => new()
    {
        Kind = CardKind.Discount,
        Color = CardColor.Color040,
        BrandName = "纸上书店",
        Title = "周末八折",
        SubTitle = "全场图书",
        Notice = "付款时出示",
        Description = "仅限周末与节假日，特价书除外。",
        Discount = 20,
        Quantity = 500,
        Validity = CardValidity.FixedTerm,
        TermDays = 30,
        Days = CardDays.Saturday | CardDays.Sunday | CardDays.Holiday,
    };

    private static CardTerms Ticket(DateTime now) => new()
    {
        Kind = CardKind.MeetingTicket,
        Color = CardColor.Color070,
        BrandName = "山月茶舍",
        Title = "冬日茶会",
        SubTitle = "三款岩茶与一席话",
        Notice = "入场时出示",
        Description = "每票一人，请提前十分钟到场。",
        Detail = "周六下午两点，湖畔店二楼茶室。",
        Quantity = 24,
        CanShare = false,
        CodeType = CardCodeType.QrCode,
        BeginsAt = ChinaTime.StartOf(ChinaTime.DayOf(now)),
        EndsAt = ChinaTime.StartOf(ChinaTime.DayOf(now.AddDays(14))),
    };
}
