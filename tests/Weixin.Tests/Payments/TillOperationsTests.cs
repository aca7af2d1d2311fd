using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Tests;
using WeixinWeChat.Weixin.Ledger;
using WeixinWeChat.Weixin.Wallet;

namespace WeixinWeChat.Weixin.Payments;

public sealed class TillOperationsTests : IDisposable
{
    private readonly PayRig rig = new();

    public void Dispose() => rig.Dispose();

    [Fact]
    public async Task A_bill_is_paid_once_with_the_payment_password_and_the_till_hears_of_it()
    {
        var ((owner, account), payer) = (await rig.Merchant(), await rig.Payer());
        List<long> heard = [];
        rig.Signal.Changed += heard.Add;
        var code = await rig.Bill(owner, account, "12.50");
        var form = PayRig.Form();

        var paid = await rig.Pay.Pay(payer, code, form);
        (await rig.Pay.Pay(payer, code, form)).Should().BeEquivalentTo(paid);

        var bill = await rig.Till.FindBill(owner, account.AppId, code);
        bill.Should().BeEquivalentTo(new { Fen = 1_250L, State = BillState.Paid, paid.Payment });
        heard.Should().Equal(account.Id, account.Id);
        (await rig.Pay.Receipt(payer, paid.Payment!)).Should().BeEquivalentTo(new { Merchant = account.Name, Fen = 1_250L, Way = PaymentWay.TillCode, State = PaymentState.Paid });
        (await rig.Balance(LedgerParty.Takings(account.Id))).Should().Be(1_250);
    }

    [Fact]
    public async Task Of_two_who_pay_one_bill_one_wins_and_the_other_is_told_and_keeps_the_money()
    {
        var ((owner, account), anna, bert) = (await rig.Merchant(), await rig.Payer(), await rig.Payer());
        var code = await rig.Bill(owner, account, "10");

        var results = await Task.WhenAll(rig.Pay.Pay(anna, code, PayRig.Form()), rig.Pay.Pay(bert, code, PayRig.Form()));

        results.Should().ContainSingle(result => result.Payment != null);
        results.Single(result => result.Payment is null).Problems.Should().ContainSingle().Which.Reason.En.Should().Contain("somebody else");
        (await rig.Balance(LedgerParty.Takings(account.Id))).Should().Be(1_000);
        var loser = results[0].Payment is null ? anna : bert;
        (await rig.Balance(LedgerParty.Wallet(loser))).Should().Be(100_000);
        (await rig.Pay.Open(loser, code))!.State.Should().Be(BillState.Paid);
        (await rig.Pay.Open(loser, code))!.Receipt.Should().BeNull();
        (await rig.Wallet.Fault()).Should().BeNull();
    }

    [Fact]
    public async Task A_form_that_comes_twice_at_once_pays_its_bill_once_and_no_other_bill_with_it()
    {
        var ((owner, account), payer) = (await rig.Merchant(), await rig.Payer());
        var (one, other, form) = (await rig.Bill(owner, account, "10"), await rig.Bill(owner, account, "10"), PayRig.Form());

        var results = await Task.WhenAll(rig.Pay.Pay(payer, one, form), rig.Pay.Pay(payer, one, form), rig.Pay.Pay(payer, other, form));

        results.Select(result => result.Payment).Distinct().Should().ContainSingle().Which.Should().NotBeNull();
        (await rig.Till.Latest(owner, account.AppId))!.Should().ContainSingle(bill => bill.State == BillState.Paid);
        (await rig.Balance(LedgerParty.Takings(account.Id))).Should().Be(1_000);
    }

    [Fact]
    public async Task A_bill_whose_time_is_over_or_that_was_taken_back_is_not_paid()
    {
        var ((owner, account), payer) = (await rig.Merchant(), await rig.Payer());
        var (late, back) = (await rig.Bill(owner, account, "10"), await rig.Bill(owner, account, "10"));
        (await rig.Till.Cancel(owner, account.AppId, back))!.State.Should().Be(BillState.Cancelled);
        (await rig.Pay.Pay(payer, back, PayRig.Form())).Problems.Single().Reason.En.Should().Contain("taken this bill back");

        rig.Db.Clock.Advance(Bill.Lifetime - TimeSpan.FromSeconds(1));
        (await rig.Pay.Open(payer, late))!.State.Should().Be(BillState.Waiting);
        rig.Db.Clock.Advance(TimeSpan.FromSeconds(1));

        (await rig.Pay.Pay(payer, late, PayRig.Form())).Problems.Single().Reason.En.Should().Contain("time to pay");
        (await rig.Till.FindBill(owner, account.AppId, late))!.State.Should().Be(BillState.Expired);
        (await rig.Till.Cancel(owner, account.AppId, late))!.State.Should().Be(BillState.Expired);
        (await rig.Balance(LedgerParty.Takings(account.Id))).Should().Be(0);
    }

    [Fact]
    public async Task A_form_that_is_sent_twice_makes_one_bill_and_with_another_amount_none()
    {
        var (owner, account) = await rig.Merchant();
        var form = new TillForm(Guid.NewGuid(), "8", "茶");

        var first = await rig.Till.Ask(owner, account.AppId, form);
        (await rig.Till.Ask(owner, account.AppId, form)).Bill!.Code.Should().Be(first.Bill!.Code);
        (await rig.Till.Ask(owner, account.AppId, form with { Amount = "9" })).Bill.Should().BeNull();

        (await rig.Till.Latest(owner, account.AppId)).Should().ContainSingle();
    }

    [Fact]
    public async Task Another_brands_till_is_not_there_and_a_clerk_has_their_own()
    {
        var ((owner, account), (stranger, _)) = (await rig.Merchant(), await rig.Merchant());
        var clerk = await rig.Staff(account);
        var code = await rig.Bill(owner, account, "10");

        (await rig.Till.Find(stranger, account.AppId)).Should().BeNull();
        (await rig.Till.Latest(stranger, account.AppId)).Should().BeNull();
        (await rig.Till.FindBill(stranger, account.AppId, code)).Should().BeNull();
        (await rig.Till.Cancel(stranger, account.AppId, code)).Should().BeNull();
        (await rig.Till.Ask(stranger, account.AppId, new(Guid.NewGuid(), "10", ""))).Should().Be(TillResult.Missing);
        (await rig.Till.Find(clerk, account.AppId)).Should().BeEquivalentTo(new { account.Name, IsTaking = true, MayManage = false });
        (await rig.Till.FindBill(clerk, account.AppId, code)).Should().NotBeNull();
    }

    [Fact]
    public async Task A_shown_code_pays_at_once_and_once()
    {
        var ((owner, account), payer) = (await rig.Merchant(), await rig.Payer());
        var digits = (await rig.Pay.Show(payer))!.Digits;
        digits.Should().HaveLength(18).And.MatchRegex("^1[0-5]");
        var form = new TillForm(Guid.NewGuid(), "30", "", digits);

        var first = await rig.Till.Ask(owner, account.AppId, form);
        (await rig.Till.Ask(owner, account.AppId, form)).Bill!.Payment.Should().Be(first.Bill!.Payment);
        var again = await rig.Till.Ask(owner, account.AppId, form with { Key = Guid.NewGuid() });

        first.Bill!.State.Should().Be(BillState.Paid);
        again.Problems.Single().Field.Should().Be(TillFields.PaymentCode);
        (await rig.Balance(LedgerParty.Takings(account.Id))).Should().Be(3_000);
        (await rig.Pay.Receipt(payer, first.Bill.Payment!))!.Way.Should().Be(PaymentWay.PaymentCode);
        (await rig.Pay.Asked(payer)).Should().Be(first.Bill.Code);
    }

    [Fact]
    public async Task Of_two_tills_that_read_one_code_at_once_one_is_paid()
    {
        var ((owner, account), (other, theirs), payer) = (await rig.Merchant(), await rig.Merchant(), await rig.Payer());
        var digits = (await rig.Pay.Show(payer))!.Digits;

        var results = await Task.WhenAll(rig.Till.Ask(owner, account.AppId, new(Guid.NewGuid(), "5", "", digits)), rig.Till.Ask(other, theirs.AppId, new(Guid.NewGuid(), "5", "", digits)));

        results.Should().ContainSingle(result => result.Bill != null);
        (await rig.Balance(LedgerParty.Wallet(payer))).Should().Be(99_500);
    }

    [Theory]
    [InlineData(0, 74, true)]
    [InlineData(0, 75, false)]
    [InlineData(60, 14, true)]
    [InlineData(60, 15, false)]
    public async Task A_code_works_for_its_minute_and_only_a_little_after_the_next(int nextAfter, int readAfterThat, bool works)
    {
        var ((owner, account), payer) = (await rig.Merchant(), await rig.Payer());
        var digits = (await rig.Pay.Show(payer))!.Digits;
        if (nextAfter > 0)
        {
            rig.Db.Clock.Advance(TimeSpan.FromSeconds(nextAfter));
            (await rig.Pay.Show(payer))!.Digits.Should().NotBe(digits);
        }

        rig.Db.Clock.Advance(TimeSpan.FromSeconds(readAfterThat));

        ((await rig.Till.Ask(owner, account.AppId, new(Guid.NewGuid(), "5", "", digits))).Bill is not null).Should().Be(works);
    }

    [Fact]
    public async Task Old_codes_are_forgotten_and_no_digit_of_one_is_kept()
    {
        var payer = await rig.Payer();
        List<string> shown = [];
        for (var minute = 0; minute < 15; minute++)
        {
            shown.Add((await rig.Pay.Show(payer))!.Digits);
            rig.Db.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        await using var db = rig.Db.CreateDbContext();
        var kept = await db.ShownCodes.ToListAsync();

        kept.Should().HaveCountLessThan(14);
        kept.Should().OnlyContain(code => !shown.Contains(code.Key));
        shown.Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task Beyond_the_days_sum_without_a_password_the_payers_phone_asks_for_it()
    {
        var ((owner, account), payer) = (await rig.Merchant(), await rig.Payer("3000"));
        (await rig.Charge(owner, account, payer, "999.99")).Bill!.State.Should().Be(BillState.Paid);

        var waiting = (await rig.Charge(owner, account, payer, "0.02")).Bill!;
        waiting.State.Should().Be(BillState.Waiting);
        (await rig.Pay.Asked(payer)).Should().Be(waiting.Code);
        (await rig.Pay.Open(payer, waiting.Code))!.Kind.Should().Be(PayTargetKind.AskedBill);
        (await rig.Pay.Open(await rig.Payer(), waiting.Code)).Should().BeNull();
        (await rig.Pay.Pay(payer, waiting.Code, PayRig.Form(password: "111222"))).Problems.Single().Field.Should().Be(WalletFields.Password);
        var paid = await rig.Pay.Pay(payer, waiting.Code, PayRig.Form());

        (await rig.Pay.Receipt(payer, paid.Payment!))!.Way.Should().Be(PaymentWay.ConfirmedPaymentCode);
        (await rig.Till.FindBill(owner, account.AppId, waiting.Code))!.State.Should().Be(BillState.Paid);
        (await rig.Charge(owner, account, payer, "0.01")).Bill!.State.Should().Be(BillState.Paid, "one fen was left");
    }

    [Fact]
    public async Task Whoever_is_asked_may_decline()
    {
        var ((owner, account), payer) = (await rig.Merchant(), await rig.Payer("3000"));
        var bill = (await rig.Charge(owner, account, payer, "2000")).Bill!;

        await rig.Pay.Decline(await rig.Payer(), bill.Code);
        (await rig.Till.FindBill(owner, account.AppId, bill.Code))!.State.Should().Be(BillState.Waiting);
        await rig.Pay.Decline(payer, bill.Code);

        (await rig.Till.FindBill(owner, account.AppId, bill.Code))!.State.Should().Be(BillState.Cancelled);
        (await rig.Balance(LedgerParty.Wallet(payer))).Should().Be(300_000);
    }

    [Fact]
    public async Task Why_a_customer_could_not_pay_is_said_to_them_and_not_to_the_till()
    {
        var ((owner, account), payer) = (await rig.Merchant(), await rig.Payer("10"));

        var refused = await rig.Charge(owner, account, payer, "20");

        refused.Bill!.State.Should().Be(BillState.Refused);
        refused.Problems.Should().BeEmpty();
        (await rig.Pay.Open(payer, refused.Bill.Code))!.Reason.En.Should().Contain("¥10.00");
        (await rig.Balance(LedgerParty.Takings(account.Id))).Should().Be(0);
    }

    [Fact]
    public async Task Codes_that_do_not_work_are_not_tried_out_for_long()
    {
        var ((owner, account), payer) = (await rig.Merchant(), await rig.Payer());
        rig.Db.Limits.WrongCodesPerMinute.Should().Be(20);
        for (var each = 0; each < 20; each++)
            (await rig.Till.Ask(owner, account.AppId, new(Guid.NewGuid(), "5", "", ShownCode.New()))).Problems.Single().Reason.En.Should().Contain("does not work");

        (await rig.Charge(owner, account, payer, "5")).Problems.Single().Reason.En.Should().Contain("Too many");
        (await rig.Till.Ask(owner, account.AppId, new(Guid.NewGuid(), "5", ""))).Bill.Should().NotBeNull("its own codes are another thing");
    }

    [Theory]
    [InlineData("", "", null, WalletFields.Amount)]
    [InlineData("5000.01", "", null, WalletFields.Amount)]
    [InlineData("0", "", null, WalletFields.Amount)]
    [InlineData("1", OddText.Turned, null, WalletFields.Note)]
    [InlineData("1", "", "", TillFields.PaymentCode)]
    [InlineData("1", "", "160000000000000000", TillFields.PaymentCode)]
    [InlineData("1", "", OddText.Emoji, TillFields.PaymentCode)]
    public async Task What_is_typed_wrongly_is_said_at_its_field(string amount, string note, string? code, string field)
    {
        var (owner, account) = await rig.Merchant();

        var result = await rig.Till.Ask(owner, account.AppId, new(Guid.NewGuid(), amount, note, code));

        result.Problems.Should().ContainSingle().Which.Field.Should().Be(field);
    }

    [Fact]
    public async Task A_suspended_account_asks_for_nothing_and_an_open_bill_of_it_is_not_paid()
    {
        var ((owner, account), payer) = (await rig.Merchant(), await rig.Payer());
        var code = await rig.Bill(owner, account, "10");
        await rig.Change(account, it => it.Suspend());

        (await rig.Till.Ask(owner, account.AppId, new(Guid.NewGuid(), "10", ""))).Problems.Should().ContainSingle();
        (await rig.Pay.Pay(payer, code, PayRig.Form())).Problems.Should().ContainSingle();
        (await rig.Pay.Open(payer, code))!.IsTaking.Should().BeFalse();
        (await rig.Balance(LedgerParty.Takings(account.Id))).Should().Be(0);
    }
}
