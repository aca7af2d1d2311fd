using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Subscribers;
using WeixinWeChat.Portal.Demo;
using WeixinWeChat.Weixin.CardsAndOffers;
using WeixinWeChat.Weixin.Ledger;
using WeixinWeChat.Weixin.Members;

namespace WeixinWeChat.Weixin.Demo;

/// <summary>The demo's memberships: the tea house has a card with three levels, a dozen members who check in, and its coupon for points.</summary>
internal sealed class WeixinDemoMembers
{
    private const int Days = 10;
    private const int Members = 12;

    private readonly DemoWorld world;
    private readonly WeixinDemoCards cards;
    private readonly PlanOperations plans;
    private readonly OfferOperations offers;
    private readonly MembershipOperations own;
    private readonly MemberOperations members;
    private readonly List<(long Person, string Code)> joined = [];
    private string? card;

    public WeixinDemoMembers(DemoWorld world, WeixinDemoCards cards)
    {
        var (points, books) = (world.Make<Points>(), world.Make<Books>());
        (this.world, this.cards, plans, offers) = (world, cards, world.Make<PlanOperations>(), world.Make<OfferOperations>());
        (own, members) = (world.Make<MembershipOperations>(books, points), world.Make<MemberOperations>(books, points));
    }

    public void Plan(DemoTimeline timeline)
    {
        var (tea, now) = (world.Plan.Brands[0], world.Clock.Now);
        timeline.Add(now.AddDays(-Days - 1), () => Begin(tea));
        for (var place = 0; place < Members; place++)
        {
            var who = place;
            timeline.Add(now.AddDays(-Days + (who * Days / Members)).AddHours(-3), () => Join(tea, who));
        }

        for (var day = Days - 1; day >= 1; day--)
            timeline.Add(now.AddDays(-day).AddHours(-1), CheckIn);
        timeline.Add(now.AddDays(-1), () => Thank(tea));
    }

    private async Task Begin(DemoBrand brand)
    {
        var (owner, appId) = (world.OwnerOf(brand), world.AccountOf(brand).AppId);
        card = await cards.Issued(brand, Terms);
        var form = new PlanForm
        {
            Levels = [new() { Name = "茶客" }, new() { Name = "茶友", From = "100" }, new() { Name = "知音", From = "1000" }],
            PointsPerYuan = "1",
            PointsPerCheckIn = "5",
            Bonus = "20",
            AsksName = Asked.Optional,
            AsksBirthday = Asked.Optional,
            AsksPhone = Asked.Optional,
            Consent = "会员信息仅用于山月茶舍的会员服务，可随时退出会员。",
        };
        if ((await plans.Save(owner, appId, card, form)).Problems.Count > 0
            || (await offers.Open(owner, appId, card, new(Guid.NewGuid(), (await offers.Find(owner, appId, card))!.Coupons[0].Code, "100", "50"))).Problems.Count > 0)
            throw new InvalidOperationException("The plan of the tea house was not kept.");
    }

    // Those who follow longest first: the people who are known by their numbers are among them.
    private async Task Join(DemoBrand brand, int place)
    {
        var (id, known) = (world.AccountOf(brand).Id, joined.ConvertAll(one => one.Person));
        long person;
        await using (var db = await world.Dbs.CreateDbContextAsync())
            person = await db.Followings.Where(row => row.AccountId == id && row.UnfollowedAt == null && !row.Blocked && !known.Contains(row.SubscriberId)).OrderBy(row => row.SubscriberId).Select(row => row.SubscriberId).FirstAsync();
        var code = (await cards.Take(person, card!)).Code ?? throw new InvalidOperationException("No membership card was taken.");
        var birthday = place % 2 == 0 ? $"19{80 + place}-0{(place % 9) + 1}-1{place % 10}" : null;
        if (await own.Activate(person, code, new(Names[place % Names.Count], birthday, place % 3 == 0, null, true)) is not { Count: 0 })
            throw new InvalidOperationException("The membership card was not activated.");
        joined.Add((person, code));
    }

    private async Task CheckIn()
    {
        // Not everybody every day.
        foreach (var (person, code) in joined.Where((_, place) => (place + joined.Count) % 3 != 0))
            await own.CheckIn(person, code);
    }

    private async Task Thank(DemoBrand brand)
    {
        var (owner, appId) = (world.OwnerOf(brand), world.AccountOf(brand).AppId);
        foreach (var row in (await members.List(owner, appId, card, new(null, null)))!.Rows.Where((_, place) => place % 3 == 2))
            await members.Adjust(owner, appId, row.Code, new(Guid.NewGuid(), "120", "茶会到场感谢"));
    }

    private static IReadOnlyList<string> Names { get; } = ["林小满", "周南山", "苏青柠", "陈知白", "何听雨", "江晚风"];

    private static CardTerms Terms => new()
    {
        Kind = CardKind.MemberCard,
        Color = CardColor.Color020,
        BrandName = "山月茶舍",
        Title = "山月会员",
        SubTitle = "喝茶有积分，生日有茶礼",
        Notice = "结账时出示会员码",
        Description = "一人一卡，仅限本人使用。\n积分可兑换店内优惠券。",
        Detail = "生日当月赠一泡岩茶\n茶会优先报名\n积分兑换优惠券",
        Quantity = 5000,
        Validity = CardValidity.Permanent,
    };
}
