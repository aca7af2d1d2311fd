using CsCheck;
using Microsoft.EntityFrameworkCore;

namespace WeixinWeChat.Weixin.CardsAndOffers;

/// <summary>Whatever people, brand and counters do in whatever order: taken and left are the stock, and nobody has more than the cap.</summary>
public sealed class InterleavingTests
{
    private const int People = 4;
    private const int Cap = 2;

    private enum Act
    {
        Take,
        Give,
        Accept,
        TakeBack,
        Consume,
        Undo,
        Withdraw,
        Delete,
        More,
        Fewer,
        GiftsOver,
    }

    [Fact]
    public Task One_after_another_as_a_model_says() =>
        Gen.Select(Gen.Enum<Act>(), Gen.Int[0, People - 1], Gen.Int[0, 5]).List[30, 60].SampleAsync(async steps =>
        {
            using var rig = await CardRig.Begin();
            var card = await rig.Issued(rig.Terms with { Quantity = 5, GetLimit = Cap });
            var people = new List<long>();
            for (var n = 0; n < People; n++)
                people.Add(await rig.Subscriber());
            var model = new Model();
            foreach (var (act, who, by) in steps)
                await Step(rig, model, card.Code, people, act, who, by);

            await Holds(rig, card.Code);
            (await rig.Sheet(card.Code)).Should().BeEquivalentTo(new { model.Quantity, Taken = model.Copies.Count });
            await using var db = rig.Db.CreateDbContext();
            (await db.CardCodes.OrderBy(row => row.Id).Select(row => new { row.OwnerId, row.State }).ToListAsync())
                .Should().Equal(model.Copies.Select(copy => new { OwnerId = people[copy.Owner], copy.State }));
        }, iter: 12, threads: 1);

    [Fact]
    public async Task All_at_once_the_sums_hold()
    {
        using var rig = await CardRig.Begin();
        var card = await rig.Issued(rig.Terms with { Quantity = 5, GetLimit = Cap });
        var people = new List<long>();
        for (var n = 0; n < People; n++)
            people.Add(await rig.Subscriber());

        for (var round = 0; round < 6; round++)
        {
            await Task.WhenAll(people.SelectMany((person, place) => new Func<Task>[]
            {
                () => rig.Take(person, card.Code),
                async () => await rig.Cards.ModifyStock(rig.Owner, rig.AppId, card.Code, place % 2 == 0 ? 1 : -1),
                async () =>
                {
                    foreach (var row in (await rig.Copies.List(person, CopyFilter.Usable)).Rows)
                    {
                        if (place == 0)
                            await rig.Counter.Consume(rig.Staff, rig.AppId, row.Code, null);
                        else if ((await rig.Gifts.Give(person, row.Code)).Gift is { } gift)
                            await Task.WhenAll(rig.Gifts.Accept(people[0], gift), rig.Gifts.TakeBack(person, gift));
                    }
                },
            }).Select(work => Task.Run(work)));
            await Holds(rig, card.Code);
        }

        await using var db = rig.Db.CreateDbContext();
        var gifts = db.CardGifts;
        (await db.CardCodes.AnyAsync(row => row.State == CodeState.Gifting && !gifts.Any(gift => gift.CodeId == row.Id && gift.State == GiftState.Waiting))).Should().BeFalse();
    }

    private static async Task Holds(CardRig rig, string card)
    {
        await using var db = rig.Db.CreateDbContext();
        var stock = await db.CardStocks.AsNoTracking().SingleAsync();
        var codes = await db.CardCodes.AsNoTracking().ToListAsync();
        (stock.Taken + stock.Left).Should().Be(stock.Quantity);
        stock.Left.Should().BeGreaterThanOrEqualTo(0);
        codes.Should().HaveCount(stock.Taken);
        codes.GroupBy(row => row.TakerId).Where(mine => mine.Count() > Cap).Should().BeEmpty();
        (await db.CardDays.SumAsync(day => day.Taken)).Should().Be(stock.Taken);
        (await db.CardDays.SumAsync(day => day.Used)).Should().Be(codes.Count(row => row.State == CodeState.Consumed));
        (await rig.Sheet(card)).Taken.Should().Be(stock.Taken);
    }

    private static async Task Step(CardRig rig, Model model, string card, List<long> people, Act act, int who, int by)
    {
        var mine = model.Copies.Where(copy => copy.Owner == who).ToList();
        var copy = mine.Count == 0 ? null : mine[by % mine.Count];
        switch (act)
        {
            case Act.Take:
                var result = await rig.Take(people[who], card);
                result.Outcome.Should().Be(model.Take(who));
                if (result.Code is { } code)
                    model.Copies.Add(new() { Taker = who, Owner = who, Code = code });
                break;
            case Act.Give when copy is not null:
                var (given, gift) = await rig.Gifts.Give(people[who], copy.Code);
                var may = copy.IsUsable || copy.State == CodeState.Gifting;
                given.Should().Be(may ? GiftOutcome.Done : copy.State == CodeState.Delete ? GiftOutcome.Missing : GiftOutcome.NotNow);
                if (may)
                    (copy.State, copy.Gift) = (CodeState.Gifting, gift);
                break;
            case Act.Accept when model.Copies.Find(it => it.State == CodeState.Gifting && it.Owner != who) is { } coming:
                (await rig.Gifts.Accept(people[who], coming.Gift!)).Should().Be(GiftOutcome.Done);
                coming.Code = (await rig.Gifts.Find(people[who], coming.Gift!))!.Copy!;
                (coming.State, coming.Owner) = (CodeState.Normal, who);
                break;
            case Act.TakeBack when copy is { State: CodeState.Gifting, Gift: { } waiting }:
                (await rig.Gifts.TakeBack(people[who], waiting)).Should().Be(GiftOutcome.Done);
                copy.State = CodeState.Normal;
                break;
            case Act.Consume when copy is not null:
                var used = await rig.Counter.Consume(rig.Staff, rig.AppId, copy.Code, null);
                (used!.Refusal is null).Should().Be(copy.IsUsable || copy.State == CodeState.Consumed, "the clock stands still: the same staff asks again");
                copy.State = copy.IsUsable ? CodeState.Consumed : copy.State;
                break;
            case Act.Undo when copy is not null:
                (await rig.Counter.Undo(rig.Staff, rig.AppId, copy.Code, null)).Should().Be(copy.State == CodeState.Consumed);
                copy.State = copy.State == CodeState.Consumed ? CodeState.Normal : copy.State;
                break;
            case Act.Withdraw when copy is not null:
                var withdrawn = (await rig.Cards.Withdraw(rig.Owner, rig.AppId, card, copy.Code, "退款")).Outcome == CardOutcome.Done;
                withdrawn.Should().Be(copy.IsUsable || copy.State == CodeState.Gifting);
                copy.State = withdrawn ? CodeState.Unavailable : copy.State;
                break;
            case Act.Delete when copy is not null:
                var gone = copy.IsUsable || copy.State == CodeState.Unavailable;
                (await rig.Copies.Delete(people[who], copy.Code)).Should().Be(gone);
                copy.State = gone ? CodeState.Delete : copy.State;
                break;
            case Act.More or Act.Fewer when by > 0:
                var change = act == Act.More ? by : -by;
                var changed = model.Quantity + change >= model.Copies.Count;
                ((await rig.Cards.ModifyStock(rig.Owner, rig.AppId, card, change)).Outcome == CardOutcome.Done).Should().Be(changed);
                model.Quantity += changed ? change : 0;
                break;
            default:
                // Nobody takes what waits: nothing has run out yet, the clock stands still.
                await rig.Gifts.ReturnOver();
                await rig.Expiry.Run();
                break;
        }
    }

    private sealed class Copy
    {
        public required int Taker { get; init; }

        public required int Owner { get; set; }

        public required string Code { get; set; }

        public string? Gift { get; set; }

        public CodeState State { get; set; } = CodeState.Normal;

        public bool IsUsable => State is CodeState.Normal or CodeState.GiftTimeout;
    }

    private sealed class Model
    {
        public int Quantity { get; set; } = 5;

        public List<Copy> Copies { get; } = [];

        public ClaimOutcome Take(int who) => Copies.Count >= Quantity ? ClaimOutcome.SoldOut
            : Copies.Count(copy => copy.Taker == who) >= Cap ? ClaimOutcome.OverLimit : ClaimOutcome.Taken;
    }
}
