using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Weixin.Ledger;

namespace WeixinWeChat.Weixin.Payments;

public sealed class PaymentOperationsTests : IDisposable
{
    private readonly PayRig rig = new();

    public void Dispose() => rig.Dispose();

    [Fact]
    public async Task A_payment_moves_from_the_wallet_to_the_takings_once()
    {
        var ((_, account), payer) = (await rig.Merchant(), await rig.Payer());
        var purchase = new Purchase(Guid.NewGuid(), payer, account.Id, 3_050, "龙井", PaymentWay.InApp);

        var first = await rig.Take(purchase);
        var again = await rig.Take(purchase);

        again.Payment!.Code.Should().Be(first.Payment!.Code);
        (await rig.Take(purchase with { Fen = 1 })).Problem!.Reason.En.Should().Contain("sent before");
        (await rig.Balance(LedgerParty.Wallet(payer))).Should().Be(100_000 - 3_050);
        (await rig.Balance(LedgerParty.Takings(account.Id))).Should().Be(3_050);
        (await rig.Wallet.Fault()).Should().BeNull();
    }

    [Fact]
    public async Task Whoever_has_no_wallet_or_not_enough_pays_nothing()
    {
        var ((_, account), payer, without) = (await rig.Merchant(), await rig.Payer("10"), await rig.Wallet.Subscriber());

        (await rig.Take(new(Guid.NewGuid(), without, account.Id, 1, "", PaymentWay.InApp))).Problem!.Reason.En.Should().Contain("Open the wallet");
        (await rig.Take(new(Guid.NewGuid(), payer, account.Id, 1_001, "", PaymentWay.InApp))).Problem!.Reason.En.Should().Contain("¥10.00");

        (await rig.Balance(LedgerParty.Takings(account.Id))).Should().Be(0);
    }

    [Theory]
    [InlineData(AccountStanding.Activated, false)]
    [InlineData(AccountStanding.Verified, true)]
    [InlineData(AccountStanding.VerificationExpired, false)]
    [InlineData(AccountStanding.Suspended, false)]
    public async Task Only_a_verified_account_in_good_standing_takes_payments(AccountStanding standing, bool takes)
    {
        var ((_, account), payer) = (await rig.Merchant(verified: standing != AccountStanding.Activated), await rig.Payer());
        if (standing == AccountStanding.VerificationExpired)
            await rig.Change(account, it => it.Expire(DateTime.MaxValue));
        if (standing == AccountStanding.Suspended)
            await rig.Change(account, it => it.Suspend());

        var result = await rig.Take(new(Guid.NewGuid(), payer, account.Id, 100, "", PaymentWay.InApp));

        (result.Problem is null).Should().Be(takes);
    }

    [Fact]
    public async Task A_verification_that_ran_out_ends_it_even_before_the_standing_says_so()
    {
        var ((_, account), payer) = (await rig.Merchant(), await rig.Payer());
        rig.Db.Clock.Advance(TimeSpan.FromDays(366));

        (await rig.Take(new(Guid.NewGuid(), payer, account.Id, 100, "", PaymentWay.InApp))).Payment.Should().BeNull();
    }

    [Fact]
    public async Task Refunds_come_from_the_takings_in_parts_and_never_above_the_payment()
    {
        var ((_, account), payer) = (await rig.Merchant(), await rig.Payer());
        var payment = (await rig.Take(new(Guid.NewGuid(), payer, account.Id, 1_000, "", PaymentWay.InApp))).Payment!;
        var part = new RefundWish(Guid.NewGuid(), payment.Id, 400, "少了一件", "someone");

        var first = await rig.GiveBack(part);
        (await rig.GiveBack(part)).Refund!.Code.Should().Be(first.Refund!.Code);
        (await rig.GiveBack(part with { Fen = 300 })).Problem!.Reason.En.Should().Contain("sent before");
        (await rig.GiveBack(part with { Key = Guid.NewGuid(), Fen = 601 })).Problem!.Reason.En.Should().Contain("¥6.00");
        (await rig.GiveBack(part with { Key = Guid.NewGuid(), Fen = 600 })).Problem.Should().BeNull();
        (await rig.GiveBack(part with { Key = Guid.NewGuid(), Fen = 1 })).Problem!.Reason.En.Should().Contain("already");

        (await rig.Balance(LedgerParty.Wallet(payer))).Should().Be(100_000);
        (await rig.Balance(LedgerParty.Takings(account.Id))).Should().Be(0);
        (await rig.Wallet.Fault()).Should().BeNull();
    }

    [Fact]
    public async Task A_suspended_account_still_gives_back()
    {
        var ((_, account), payer) = (await rig.Merchant(), await rig.Payer());
        var payment = (await rig.Take(new(Guid.NewGuid(), payer, account.Id, 1_000, "", PaymentWay.InApp))).Payment!;
        await rig.Change(account, it => it.Suspend());

        (await rig.GiveBack(new(Guid.NewGuid(), payment.Id, 1_000, "", "someone"))).Problem.Should().BeNull();
    }
}
