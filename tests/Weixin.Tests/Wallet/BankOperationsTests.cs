using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Tests;
using WeixinWeChat.Weixin.Ledger;

namespace WeixinWeChat.Weixin.Wallet;

public sealed class BankOperationsTests : IDisposable
{
    private readonly WalletRig rig = new();

    public void Dispose() => rig.Dispose();

    [Fact]
    public async Task Money_comes_from_a_card_and_goes_back_to_it()
    {
        var (me, card) = await rig.WithMoney("100.50");

        var order = (await rig.Orders.Withdraw(me, WalletRig.Form(card, "40"))).Order!;

        (order.State, order.Fen, order.Card.LastFour).Should().Be((BankOrderState.Done, 4000, TestCards.All[0].Number[^4..]));
        await Holds(me, 6050, 0);
    }

    [Fact]
    public async Task A_form_that_is_sent_twice_is_one_order()
    {
        var (me, card) = await rig.WithMoney();
        var form = WalletRig.Form(card, "30");

        var answers = await Task.WhenAll(Enumerable.Range(0, PaymentPassword.MaxTries - 1).Select(_ => Task.Run(() => rig.Orders.TopUp(me, form))));
        var later = await rig.Orders.TopUp(me, form with { Password = "" });
        (await rig.Orders.TopUp(me, form with { Amount = "9" })).Problem!.Field.Should().Be(WalletFields.Form);
        (await rig.Orders.Withdraw(me, form)).Problem!.Field.Should().Be(WalletFields.Form);

        answers.Append(later).Select(answer => answer.Order!.Code).Distinct().Should().ContainSingle();
        (await rig.Orders.Order(me, later.Order!.Code))!.State.Should().Be(BankOrderState.Done);
        await Holds(me, 13_000, 0);
    }

    [Fact]
    public async Task More_than_the_balance_does_not_go_out()
    {
        var (me, card) = await rig.WithMoney("10");

        var answer = await rig.Orders.Withdraw(me, WalletRig.Form(card, "10.01"));

        answer.Problem!.Field.Should().Be(WalletFields.Amount);
        answer.Problem.Reason.En.Should().Contain("¥10.00");
        await Holds(me, 1000, 0);
        await using var db = rig.Db.CreateDbContext();
        (await db.BankOrders.CountAsync()).Should().Be(1, "nothing stays of what was refused");
    }

    [Theory]
    [InlineData("nothing", "5", WalletRig.Password, WalletFields.Card)]
    [InlineData(null, "five", WalletRig.Password, WalletFields.Amount)]
    [InlineData(null, "50000.01", WalletRig.Password, WalletFields.Amount)]
    [InlineData(null, "5", "000000", WalletFields.Password)]
    public async Task What_is_wrong_is_said_at_its_field(string? card, string amount, string password, string field)
    {
        var (me, own) = await rig.WithMoney();

        (await rig.Orders.Withdraw(me, WalletRig.Form(card ?? own, amount, password))).Problem!.Field.Should().Be(field);

        await Holds(me, 10_000, 0);
    }

    [Fact]
    public async Task A_bank_that_refuses_takes_nothing_and_gives_back_what_was_put_aside()
    {
        var (me, card) = await rig.WithMoney();
        rig.Bank.Mood = BankMood.Refusing;

        var into = (await rig.Orders.TopUp(me, WalletRig.Form(card, "5"))).Order!;
        var outOf = (await rig.Orders.Withdraw(me, WalletRig.Form(card, "5"))).Order!;

        (into.State, outOf.State).Should().Be((BankOrderState.Refused, BankOrderState.Refused));
        into.Reason.Zh.Should().NotBeEmpty();
        await Holds(me, 10_000, 0);
    }

    [Theory]
    [InlineData(BankDirection.In, 10_000, 0, 10_700)]
    [InlineData(BankDirection.Out, 9_300, 700, 9_300)]
    public async Task A_bank_that_went_away_is_asked_again_and_the_money_moves_once(BankDirection direction, long meanwhile, long aside, long then)
    {
        var (me, card) = await rig.WithMoney();
        rig.Bank.Mood = BankMood.Away;

        var form = WalletRig.Form(card, "7");
        var order = (direction == BankDirection.In ? await rig.Orders.TopUp(me, form) : await rig.Orders.Withdraw(me, form)).Order!;
        order.State.Should().Be(BankOrderState.Asked);
        await Holds(me, meanwhile, aside);
        rig.Db.Clock.Advance(BankOperations.Patience);
        await rig.Orders.AskAgain();
        await Holds(me, meanwhile, aside);

        // It had carried the order out; refusing new ones, it says so of this one.
        rig.Bank.Mood = BankMood.Refusing;
        await rig.Orders.AskAgain();
        await rig.Orders.AskAgain();

        (await rig.Orders.Order(me, order.Code))!.State.Should().Be(BankOrderState.Done);
        await Holds(me, then, 0);
    }

    [Fact]
    public async Task A_bank_that_answers_twice_moves_the_money_once()
    {
        var (me, card) = await rig.WithMoney();
        rig.Bank.Mood = BankMood.AnsweringTwice;
        var order = (await rig.Orders.Withdraw(me, WalletRig.Form(card, "7"))).Order!;

        rig.Bank.Notices.TryRead(out var notice).Should().BeTrue();
        notice.Number.Should().Be(order.Code);
        await rig.Orders.Settle(notice.Number, notice.Answer);
        await rig.Orders.Settle(notice.Number, BankAnswer.No(new("changed its mind", "反悔")));

        (await rig.Orders.Order(me, order.Code))!.State.Should().Be(BankOrderState.Done);
        await Holds(me, 9300, 0);
    }

    [Fact]
    public async Task A_reason_of_any_length_ends_the_order()
    {
        var (me, card) = await rig.WithMoney();
        rig.Bank.Mood = BankMood.Away;
        var order = (await rig.Orders.Withdraw(me, WalletRig.Form(card, "7"))).Order!;

        await rig.Orders.Settle(order.Code, BankAnswer.No(new(new string('x', 5000), new string('长', 5000))));

        (await rig.Orders.Order(me, order.Code))!.Reason.Zh.Length.Should().Be(BankOrder.ReasonMax);
        await Holds(me, 10_000, 0);
    }

    [Fact]
    public async Task A_slow_bank_is_waited_for()
    {
        var (me, card) = await rig.WithMoney();
        rig.Bank.Mood = BankMood.Slow;

        var order = rig.Orders.TopUp(me, WalletRig.Form(card, "7"));
        while (!order.IsCompleted)
        {
            rig.Db.Clock.Advance(BankSimulator.Delay);
            await Task.Yield();
        }

        (await order).Order!.State.Should().Be(BankOrderState.Done);
    }

    [Theory]
    [InlineData("INSERT INTO \"BankOrders\"")]
    [InlineData("INSERT INTO \"LedgerEntries\"")]
    [InlineData("UPDATE \"BankOrders\"")]
    public async Task Whatever_breaks_in_the_middle_is_made_good_and_moves_the_money_once(string statement)
    {
        var broken = OnCommand.Breaks(statement);
        using var own = new WalletRig(options => options.AddInterceptors(broken));
        var me = await own.WithWallet();
        var card = await own.CardOf(me);
        broken.Again();
        var form = WalletRig.Form(card, "7");

        (await own.Orders.TopUp(me, form)).Order!.State.Should().Be(BankOrderState.Done);
        await own.Orders.TopUp(me, form);

        broken.Happened.Should().BeTrue();
        (await own.Wallets.Find(me))!.BalanceFen.Should().Be(700);
        (await own.Fault()).Should().BeNull();
    }

    [Fact]
    public async Task A_card_is_bound_once_and_taken_off_only_when_nothing_is_on_its_way()
    {
        var (me, card) = await rig.WithMoney();
        (await rig.Orders.Bind(me, TestCards.All[0].Number, WalletRig.Password)).Should().BeNull();
        (await rig.Wallets.Find(me))!.Cards.Should().ContainSingle();

        rig.Bank.Mood = BankMood.Away;
        await rig.Orders.Withdraw(me, WalletRig.Form(card, "7"));
        (await rig.Orders.Unbind(me, card, WalletRig.Password))!.Field.Should().Be(WalletFields.Form);
        rig.Bank.Mood = BankMood.Well;
        rig.Db.Clock.Advance(BankOperations.Patience);
        await rig.Orders.AskAgain();
        (await rig.Orders.Unbind(me, card, "000000"))!.Field.Should().Be(WalletFields.Password);
        (await rig.Orders.Unbind(me, card, WalletRig.Password)).Should().BeNull();

        (await rig.Wallets.Find(me))!.Cards.Should().BeEmpty();
        (await rig.Orders.TopUp(me, WalletRig.Form(card, "7"))).Problem!.Field.Should().Be(WalletFields.Card);
        (await rig.Orders.Bind(me, TestCards.All[0].Number, WalletRig.Password)).Should().BeNull("it may be bound again");
    }

    [Fact]
    public async Task Another_persons_card_and_order_do_not_exist()
    {
        var (me, card) = await rig.WithMoney();
        var order = (await rig.Orders.Withdraw(me, WalletRig.Form(card, "7"))).Order!;
        var (stranger, _) = await rig.WithMoney();

        (await rig.Orders.Order(stranger, order.Code)).Should().BeNull();
        (await rig.Orders.Withdraw(stranger, WalletRig.Form(card, "7"))).Problem!.Field.Should().Be(WalletFields.Card);
        (await rig.Orders.Unbind(stranger, card, WalletRig.Password)).Should().BeNull();

        (await rig.Wallets.Find(me))!.Cards.Should().ContainSingle();
        await Holds(me, 9300, 0);
    }

    [Fact]
    public async Task No_more_orders_than_a_day_may_have()
    {
        rig.Db.Limits.BankOrdersPerDay = 2;
        var (me, card) = await rig.WithMoney();
        await rig.Orders.TopUp(me, WalletRig.Form(card, "1"));

        (await rig.Orders.TopUp(me, WalletRig.Form(card, "1"))).Problem!.Field.Should().Be(WalletFields.Form);

        rig.Db.Clock.Advance(TimeSpan.FromDays(1));
        (await rig.Orders.TopUp(me, WalletRig.Form(card, "1"))).Problem.Should().BeNull();
    }

    private async Task Holds(long me, long fen, long aside)
    {
        var wallet = (await rig.Wallets.Find(me))!;
        (wallet.BalanceFen, wallet.HeldFen).Should().Be((fen, aside));
        (await rig.Fault()).Should().BeNull();
    }
}
