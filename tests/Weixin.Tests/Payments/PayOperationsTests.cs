using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Subscribers;
using WeixinWeChat.Weixin.Ledger;
using WeixinWeChat.Weixin.Wallet;

namespace WeixinWeChat.Weixin.Payments;

public sealed class PayOperationsTests : IDisposable
{
    private readonly PayRig rig = new();

    public void Dispose() => rig.Dispose();

    public static TheoryData<PaymentWay, long> Classes => new() { { PaymentWay.StaticCode, 50_000 }, { PaymentWay.PaymentCode, 100_000 }, { PaymentWay.TillCode, 500_000 }, { PaymentWay.ConfirmedPaymentCode, 500_000 } };

    [Theory]
    [MemberData(nameof(Classes))]
    public async Task Each_class_of_codes_has_its_own_sum_a_day_to_the_fen_and_begins_anew_at_midnight_in_China(PaymentWay way, long most)
    {
        var ((_, account), payer) = (await rig.Merchant(), await rig.Payer("20000"));
        async Task<bool> Paid(long fen) => (await rig.Take(new(Guid.NewGuid(), payer, account.Id, fen, "", way))).Payment is not null;

        (await Paid(most + 1)).Should().BeFalse();
        (await Paid(most - 1)).Should().BeTrue();
        (await Paid(2)).Should().BeFalse();
        (await Paid(1)).Should().BeTrue();
        (await Paid(1)).Should().BeFalse();

        // Noon in Shanghai: twelve hours to midnight.
        rig.Db.Clock.Advance(TimeSpan.FromHours(12) - TimeSpan.FromSeconds(1));
        (await Paid(1)).Should().BeFalse();
        rig.Db.Clock.Advance(TimeSpan.FromSeconds(1));
        (await Paid(most)).Should().BeTrue();
    }

    [Fact]
    public async Task The_classes_do_not_share_their_sums_but_both_password_ways_do_and_a_payment_without_a_code_has_none()
    {
        var ((_, account), payer) = (await rig.Merchant(), await rig.Payer("20000"));
        async Task<bool> Paid(PaymentWay way, long fen) => (await rig.Take(new(Guid.NewGuid(), payer, account.Id, fen, "", way))).Payment is not null;

        (await Paid(PaymentWay.StaticCode, 50_000)).Should().BeTrue();
        (await Paid(PaymentWay.PaymentCode, 100_000)).Should().BeTrue();
        (await Paid(PaymentWay.TillCode, 300_000)).Should().BeTrue();
        (await Paid(PaymentWay.ConfirmedPaymentCode, 200_001)).Should().BeFalse();
        (await Paid(PaymentWay.ConfirmedPaymentCode, 200_000)).Should().BeTrue();
        (await Paid(PaymentWay.InApp, 900_000)).Should().BeTrue();
    }

    [Fact]
    public async Task The_sums_are_a_persons_whichever_of_their_wallets_pays_and_a_refund_gives_none_back()
    {
        // All wallets of the rig are in one name and ID number.
        var ((_, account), first, second) = (await rig.Merchant(), await rig.Payer(), await rig.Payer());
        var payment = (await rig.Take(new(Guid.NewGuid(), first, account.Id, 40_000, "", PaymentWay.StaticCode))).Payment!;
        await rig.GiveBack(new(Guid.NewGuid(), payment.Id, 40_000, "", "someone"));

        (await rig.Take(new(Guid.NewGuid(), second, account.Id, 10_001, "", PaymentWay.StaticCode))).Problem!.Reason.En.Should().Contain("¥100.00 are left");
        (await rig.Take(new(Guid.NewGuid(), second, account.Id, 10_000, "", PaymentWay.StaticCode))).Payment.Should().NotBeNull();
    }

    [Fact]
    public async Task A_printed_code_is_one_for_all_and_the_payer_types_the_amount()
    {
        var ((owner, account), payer) = (await rig.Merchant(), await rig.Payer());
        var (code, _) = (await rig.Takings.StaticCode(owner, account.AppId))!.Value;
        (await rig.Takings.StaticCode(owner, account.AppId))!.Value.Code.Should().Be(code);

        (await rig.Pay.Open(payer, code)).Should().BeEquivalentTo(new { Kind = PayTargetKind.Merchant, account.Name, Fen = (long?)null, IsTaking = true });
        (await rig.Pay.Pay(payer, code, PayRig.Form("500.01"))).Problems.Single().Field.Should().Be(WalletFields.Amount);
        (await rig.Pay.Pay(payer, code, PayRig.Form(""))).Problems.Single().Field.Should().Be(WalletFields.Amount);
        var form = PayRig.Form("66.60") with { Note = " 两份 早餐 " };
        var paid = await rig.Pay.Pay(payer, code, form);
        (await rig.Pay.Pay(payer, code, form)).Should().BeEquivalentTo(paid);
        (await rig.Pay.Pay(payer, code, form with { Amount = "1" })).Problems.Should().ContainSingle();

        (await rig.Pay.Receipt(payer, paid.Payment!)).Should().BeEquivalentTo(new { Fen = 6_660L, Goods = "两份 早餐", Way = PaymentWay.StaticCode });
        (await rig.Balance(LedgerParty.Takings(account.Id))).Should().Be(6_660);
    }

    [Fact]
    public async Task Whoever_belongs_to_the_merchant_pays_as_everybody_does()
    {
        // A portal user and a subscriber are two different people to the platform, whatever hands hold the phone.
        var ((owner, account), payer) = (await rig.Merchant(), await rig.Payer());

        (await rig.Charge(owner, account, payer, "10")).Bill!.State.Should().Be(BillState.Paid);

        (await rig.Balance(LedgerParty.Wallet(payer)) + await rig.Balance(LedgerParty.Takings(account.Id))).Should().Be(100_000);
    }

    [Fact]
    public async Task A_friend_who_scans_a_subscribers_code_sends_a_transfer_without_knowing_the_number()
    {
        var (anna, bert) = (await rig.Payer(), await rig.Payer());
        var code = (await rig.Pay.Receive(bert))!.Code;

        (await rig.Pay.Open(anna, code)).Should().BeEquivalentTo(new { Kind = PayTargetKind.Friend, MaskedName = "**满" });
        (await rig.Pay.Open(bert, code))!.Kind.Should().Be(PayTargetKind.Self);
        (await rig.Pay.Pay(bert, code, PayRig.Form("5"))).Should().Be(PayResult.Missing);
        var form = PayRig.Form("5");
        var sent = await rig.Pay.Pay(anna, code, form);
        (await rig.Pay.Pay(anna, code, form)).Transfer.Should().Be(sent.Transfer);

        var view = (await rig.Wallet.Transfers.Find(anna, sent.Transfer!))!;
        view.Other.Should().NotContain("138").And.NotBeEmpty();
        (await rig.Wallet.Transfers.Accept(bert, sent.Transfer!)).Should().Be(TakeOutcome.Done);
        (await rig.Balance(LedgerParty.Wallet(bert))).Should().Be(100_500);
    }

    [Fact]
    public async Task A_renewed_code_leaves_the_old_one_worthless()
    {
        var (anna, bert) = (await rig.Payer(), await rig.Payer());
        var old = (await rig.Pay.Receive(bert))!.Code;
        (await rig.Pay.Receive(bert))!.Code.Should().Be(old);

        var fresh = (await rig.Pay.Renew(bert, old))!.Code;

        fresh.Should().NotBe(old);
        (await rig.Pay.Renew(bert, old))!.Code.Should().Be(fresh, "the same press twice makes one code");
        (await rig.Pay.Open(anna, old)).Should().BeNull();
        (await rig.Pay.Pay(anna, old, PayRig.Form("5"))).Should().Be(PayResult.Missing);
        (await rig.Pay.Open(anna, fresh)).Should().NotBeNull();
    }

    [Fact]
    public async Task Codes_are_not_found_by_trying_them_out()
    {
        var ((owner, account), payer) = (await rig.Merchant(), await rig.Payer());
        for (var each = 0; each < rig.Db.Limits.WrongCodesPerMinute; each++)
            (await rig.Pay.Open(payer, ScanCode.New())).Should().BeNull();

        (await rig.Pay.Open(payer, await rig.Bill(owner, account, "1"))).Should().BeNull("whoever has tried too many waits, whatever the next one is");
    }

    [Fact]
    public async Task Nobody_reads_anothers_receipt()
    {
        var ((owner, account), payer, other) = (await rig.Merchant(), await rig.Payer(), await rig.Payer());
        var paid = (await rig.Pay.Pay(payer, await rig.Bill(owner, account, "1"), PayRig.Form())).Payment!;

        (await rig.Pay.Receipt(other, paid)).Should().BeNull();
        (await rig.Pay.Receipt(payer, "nothing")).Should().BeNull();
        (await rig.Pay.Receipt(payer, paid)).Should().NotBeNull();
    }

    [Fact]
    public async Task Without_a_wallet_there_is_no_code_to_show()
    {
        var me = await rig.Wallet.Subscriber();

        (await rig.Pay.Show(me)).Should().BeNull();
        (await rig.Pay.Receive(me)).Should().BeNull();
        (await rig.Pay.Asked(me)).Should().BeNull();
    }

    [Fact]
    public async Task What_the_page_shows_last_goes_after_a_while()
    {
        var ((owner, account), payer) = (await rig.Merchant(), await rig.Payer());
        var before = await rig.Pay.Mark(payer);
        await rig.Charge(owner, account, payer, "10");

        (await rig.Pay.Mark(payer)).Should().NotBe(before);
        (await rig.Pay.Asked(payer)).Should().NotBeNull();
        rig.Db.Clock.Advance(PayOperations.Lingering);
        (await rig.Pay.Asked(payer)).Should().BeNull();
    }

    [Theory]
    [InlineData("ABCD-EFGH-JKMN", "ABCDEFGHJKMN")]
    [InlineData(" abcd efgh jkmn ", "ABCDEFGHJKMN")]
    [InlineData("https://weixin.example/app/pay/ABCDEFGHJKMN", "ABCDEFGHJKMN")]
    [InlineData("https://weixin.example/app/pay/ABCDEFGHJKMN?x=1", "ABCDEFGHJKMN")]
    [InlineData("https://weixin.example/app/f/abcdefghjkmn/#x", "ABCDEFGHJKMN")]
    [InlineData("ABCDEFGHJKM1", null)]
    [InlineData("ABCDEFGHJKM", null)]
    [InlineData("/app/pay/", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_code_is_read_as_it_is_typed_or_pasted(string? typed, string? code) => ScanCode.Read(typed).Should().Be(code);
}
