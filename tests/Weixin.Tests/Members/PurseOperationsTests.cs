using WeixinWeChat.Core.Editions;
using WeixinWeChat.Weixin.Ledger;
using WeixinWeChat.Weixin.Wallet;

namespace WeixinWeChat.Weixin.Members;

public sealed class PurseOperationsTests
{
    private static PurseForm Form(string yuan, string? password = WalletRig.Password) => new(Guid.NewGuid(), yuan, password);

    [Fact]
    public async Task Money_goes_onto_the_card_pays_the_brand_comes_back_there_and_out_again()
    {
        using var rig = await MemberRig.Begin();
        await rig.Plan(form => form.Bonus = "0");
        var (me, code) = await rig.Member("500");
        var purse = LedgerParty.Purse((await rig.Row(code)).Id);

        (await rig.Purses.TopUp(me, code, Form("200"))).Should().BeEmpty();
        (await rig.Balance(purse)).Should().Be(200_00);
        (await rig.Balance(LedgerParty.Takings(rig.Account.Id))).Should().Be(0, "it is the brand's only once it is used");
        var payment = await rig.Paid(me, "80", fromPurse: true);
        (await rig.Balance(purse), await rig.Balance(LedgerParty.Wallet(me)), await rig.Balance(LedgerParty.Takings(rig.Account.Id))).Should().Be((120_00, 300_00, 80_00));
        (await rig.PointsOf(code)).Should().Be(80);
        (await rig.Pay.Receipt(me, payment))!.FromPurse.Should().BeTrue();
        await rig.Refund(payment, "30");
        (await rig.Balance(purse), await rig.Balance(LedgerParty.Wallet(me))).Should().Be((150_00, 300_00));
        (await rig.PointsOf(code)).Should().Be(50);
        (await rig.Purses.PayOut(me, code, Form("150", null))).Should().BeEmpty();

        (await rig.Balance(purse), await rig.Balance(LedgerParty.Wallet(me))).Should().Be((0, 450_00));
        (await rig.Purses.Find(me, code))!.Rows.Select(row => row.Kind).Should().Equal(EntryKind.PursePayout, EntryKind.Refund, EntryKind.Payment, EntryKind.PurseTopUp);
        (await rig.Wallet.Wallets.History(me, null, HistoryFilter.All, HistoryKind.Payments)).Rows.Select(row => row.Kind).Should().Equal(EntryKind.PursePayout, EntryKind.PurseTopUp);
        (await rig.Fault()).Should().BeNull();
    }

    [Fact]
    public async Task The_choice_is_there_when_the_card_suffices_and_for_its_own_brand_alone()
    {
        using var rig = await MemberRig.Begin();
        await rig.Plan();
        var (me, code) = await rig.Member("500");
        await rig.Purses.TopUp(me, code, Form("50"));
        var (small, large) = (await Bill("50"), await Bill("50.01"));

        (await rig.Pay.Open(me, small))!.Purse!.Fen.Should().Be(50_00);
        (await rig.Pay.Open(me, large))!.Purse.Should().BeNull();
        (await rig.Pay.Pay(me, large, new(Guid.NewGuid(), null, null, WalletRig.Password, true))).Problems.Should().NotBeEmpty();
        var other = (await rig.Takings.StaticCode(rig.Stranger, (await rig.Other()).AppId))!.Value.Code;
        (await rig.Pay.Open(me, other))!.Purse.Should().BeNull();
        (await rig.Pay.Pay(me, other, new(Guid.NewGuid(), "10", "", WalletRig.Password, true))).Problems.Should().NotBeEmpty();
        await rig.Members.Freeze(rig.Owner, rig.AppId, (await rig.Row(code)).Code);
        (await rig.Pay.Open(me, small))!.Purse.Should().BeNull();
        (await rig.Pay.Pay(me, small, new(Guid.NewGuid(), null, null, WalletRig.Password, true))).Problems.Should().NotBeEmpty();

        (await rig.Balance(LedgerParty.Purse((await rig.Row(code)).Id))).Should().Be(50_00);
        (await rig.Balance(LedgerParty.Wallet(me))).Should().Be(450_00);

        async Task<string> Bill(string yuan) => (await rig.Till.Ask(rig.Owner, rig.AppId, new(Guid.NewGuid(), yuan, ""))).Bill!.Code;
    }

    [Fact]
    public async Task The_same_form_moves_money_once_and_another_amount_under_it_is_refused()
    {
        using var rig = await MemberRig.Begin();
        await rig.Plan();
        var (me, code) = await rig.Member("500");
        var form = Form("100");

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => rig.Purses.TopUp(me, code, form)));
        (await rig.Purses.TopUp(me, code, form with { Amount = "101" })).Should().ContainSingle();
        var back = Form("60");
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => rig.Purses.PayOut(me, code, back)));
        (await rig.Purses.PayOut(me, code, back with { Amount = "40" })).Should().ContainSingle();

        (await rig.Purses.Find(me, code))!.Fen.Should().Be(40_00);
        (await rig.Balance(LedgerParty.Wallet(me))).Should().Be(460_00);
    }

    [Fact]
    public async Task What_is_wrong_is_said_and_nothing_moves()
    {
        using var rig = await MemberRig.Begin();
        await rig.Plan();
        var (me, code) = await rig.Member("8000");

        (await rig.Purses.TopUp(me, code, Form("abc")))!.Single().Field.Should().Be(WalletFields.Amount);
        (await rig.Purses.TopUp(me, code, Form("5000.01")))!.Single().Field.Should().Be(WalletFields.Amount);
        (await rig.Purses.TopUp(me, code, Form("10", "000000")))!.Single().Field.Should().Be(WalletFields.Password);
        (await rig.Purses.TopUp(me, code, Form("4000"))).Should().BeEmpty();
        (await rig.Purses.TopUp(me, code, Form("1000.01")))!.Single().Field.Should().Be(WalletFields.Amount);
        (await rig.Purses.PayOut(me, code, Form("4000.01")))!.Single().Field.Should().Be(WalletFields.Amount);
        await rig.Members.Freeze(rig.Owner, rig.AppId, (await rig.Row(code)).Code);
        (await rig.Purses.TopUp(me, code, Form("10")))!.Single().Field.Should().Be(WalletFields.Form);
        (await rig.Purses.Find(me, code))!.MayTopUp.Should().BeFalse();
        (await rig.Purses.PayOut(me, code, Form("4000"))).Should().BeEmpty("what is the member's comes back at any time");

        (await rig.Balance(LedgerParty.Wallet(me))).Should().Be(8000_00);
        (await rig.Fault()).Should().BeNull();
    }

    [Fact]
    public async Task Putting_money_onto_a_card_is_spending_and_taking_it_back_gives_no_allowance()
    {
        using var rig = await MemberRig.Begin();
        rig.Db.Limits.BalancePaymentsPerYearFen = 150_00;
        await rig.Plan();
        var (me, code) = await rig.Member("500");

        (await rig.Purses.TopUp(me, code, Form("100"))).Should().BeEmpty();
        (await rig.Purses.PayOut(me, code, Form("100"))).Should().BeEmpty();
        (await rig.Purses.TopUp(me, code, Form("60"))).Should().ContainSingle();
        (await rig.Purses.TopUp(me, code, Form("50"))).Should().BeEmpty();
        await rig.Paid(me, "50", fromPurse: true);

        (await rig.Fault()).Should().BeNull();
    }

    [Fact]
    public async Task What_comes_back_after_somebody_left_goes_into_the_wallet()
    {
        using var rig = await MemberRig.Begin();
        await rig.Plan();
        var (me, code) = await rig.Member("500");
        await rig.Purses.TopUp(me, code, Form("100"));
        var payment = await rig.Paid(me, "100", fromPurse: true);
        (await rig.Own.Leave(me, code)).Should().Be(LeaveOutcome.Done);

        await rig.Refund(payment, "100");

        (await rig.Balance(LedgerParty.Wallet(me))).Should().Be(500_00);
        (await rig.Fault()).Should().BeNull();
    }

    [Fact]
    public async Task Nobody_elses_money_is_there()
    {
        using var rig = await MemberRig.Begin();
        await rig.Plan();
        var (me, code) = await rig.Member("500");
        await rig.Purses.TopUp(me, code, Form("100"));
        var (other, _) = await rig.Wallet.WithMoney("100");

        (await rig.Purses.Find(other, code)).Should().BeNull();
        (await rig.Purses.TopUp(other, code, Form("10"))).Should().BeNull();
        (await rig.Purses.PayOut(other, code, Form("10"))).Should().BeNull();
        (await rig.Balance(LedgerParty.Wallet(other))).Should().Be(100_00);
    }
}
