using WeixinWeChat.Tests;
using WeixinWeChat.Weixin.Ledger;
using WeixinWeChat.Weixin.Wallet;

namespace WeixinWeChat.Weixin.Payments;

public sealed class TakingsOperationsTests : IDisposable
{
    private const string BankNumber = "6210010000000010";

    private readonly PayRig rig = new();

    public void Dispose() => rig.Dispose();

    [Fact]
    public async Task Today_is_summed_by_hour_and_by_way_on_chinas_clock()
    {
        var ((owner, account), payer) = (await rig.Merchant(), await rig.Payer());
        await rig.Take(new(Guid.NewGuid(), payer, account.Id, 100, "", PaymentWay.StaticCode));
        await rig.Take(new(Guid.NewGuid(), payer, account.Id, 200, "", PaymentWay.StaticCode));
        rig.Db.Clock.Advance(TimeSpan.FromHours(3));
        var last = (await rig.Take(new(Guid.NewGuid(), payer, account.Id, 400, "", PaymentWay.InApp))).Payment!;
        await rig.Takings.Refund(owner, account.AppId, last.Code, new(Guid.NewGuid(), "1.50", "破了"));

        var today = (await rig.Takings.Today(owner, account.AppId))!;

        today.Should().BeEquivalentTo(new { Today = new TakingsSum(3, 700), RefundedFen = 150L, HeldFen = 550L, MayManage = true });
        today.ByHour[12].Should().Be(new TakingsSum(2, 300));
        today.ByHour[15].Should().Be(new TakingsSum(1, 400));
        today.ByWay.Should().Equal((PaymentWay.StaticCode, new TakingsSum(2, 300)), (PaymentWay.InApp, new TakingsSum(1, 400)));
        rig.Db.Clock.Advance(TimeSpan.FromHours(9));
        (await rig.Takings.Today(owner, account.AppId))!.Today.Should().Be(new TakingsSum(0, 0));
    }

    [Fact]
    public async Task Whoever_stands_at_the_till_sees_today_and_whoever_manages_sees_all_and_a_stranger_nothing()
    {
        var ((owner, account), (stranger, _), payer) = (await rig.Merchant(), await rig.Merchant(), await rig.Payer());
        var clerk = await rig.Staff(account);
        var old = (await rig.Take(new(Guid.NewGuid(), payer, account.Id, 100, "", PaymentWay.InApp))).Payment!;
        rig.Db.Clock.Advance(TimeSpan.FromDays(1));
        var fresh = (await rig.Take(new(Guid.NewGuid(), payer, account.Id, 200, "", PaymentWay.InApp))).Payment!;

        (await rig.Takings.List(owner, account.AppId, null))!.Rows.Select(row => row.Code).Should().Equal(fresh.Code, old.Code);
        (await rig.Takings.List(clerk, account.AppId, null))!.Rows.Select(row => row.Code).Should().Equal(fresh.Code);
        (await rig.Takings.Find(clerk, account.AppId, old.Code)).Should().BeNull();
        (await rig.Takings.Today(clerk, account.AppId))!.HeldFen.Should().BeNull();
        foreach (var actor in new[] { clerk, stranger })
        {
            (await rig.Takings.Refund(actor, account.AppId, fresh.Code, new(Guid.NewGuid(), "1", "x"))).Should().Be(TakingsResult.Missing);
            (await rig.Payouts.Settle(actor, account.AppId, new(Guid.NewGuid(), "1"))).Should().Be(TakingsResult.Missing);
            (await rig.Payouts.SetBank(actor, account.AppId, new("茶铺有限公司", TestCards.All[0].Number))).Should().Be(TakingsResult.Missing);
            (await rig.Payouts.Settlements(actor, account.AppId)).Should().BeNull();
            (await rig.Takings.Download(actor, account.AppId, new(2026, 11, 1), new(2026, 11, 30))).Should().BeNull();
        }

        (await rig.Takings.Today(stranger, account.AppId)).Should().BeNull();
        (await rig.Takings.List(stranger, account.AppId, null)).Should().BeNull();
        (await rig.Takings.Find(stranger, account.AppId, fresh.Code)).Should().BeNull();
        (await rig.Takings.StaticCode(stranger, account.AppId)).Should().BeNull();
    }

    [Fact]
    public async Task A_payment_of_another_brand_is_not_given_back_by_its_number()
    {
        var ((_, account), (stranger, theirs), payer) = (await rig.Merchant(), await rig.Merchant(), await rig.Payer());
        var payment = (await rig.Take(new(Guid.NewGuid(), payer, account.Id, 100, "", PaymentWay.InApp))).Payment!;

        (await rig.Takings.Refund(stranger, theirs.AppId, payment.Code, new(Guid.NewGuid(), "1", "x"))).Should().Be(TakingsResult.Missing);

        (await rig.Balance(LedgerParty.Takings(account.Id))).Should().Be(100);
    }

    [Fact]
    public async Task The_list_pages_without_a_gap()
    {
        var ((owner, account), payer) = (await rig.Merchant(), await rig.Payer());
        List<string> codes = [];
        for (var each = 0; each < TakingsOperations.PageSize + 3; each++)
            codes.Add((await rig.Take(new(Guid.NewGuid(), payer, account.Id, 1, "", PaymentWay.InApp))).Payment!.Code);

        var first = (await rig.Takings.List(owner, account.AppId, null))!;
        var second = (await rig.Takings.List(owner, account.AppId, first.Next))!;

        first.Rows.Should().HaveCount(TakingsOperations.PageSize);
        second.Next.Should().BeNull();
        first.Rows.Concat(second.Rows).Select(row => row.Code).Should().Equal(codes.AsEnumerable().Reverse());
    }

    [Fact]
    public async Task Giving_back_reads_the_form_and_says_what_the_payer_reads()
    {
        var ((owner, account), payer) = (await rig.Merchant(), await rig.Payer());
        var payment = (await rig.Take(new(Guid.NewGuid(), payer, account.Id, 1_000, "", PaymentWay.InApp))).Payment!;

        (await rig.Takings.Refund(owner, account.AppId, payment.Code, new(Guid.NewGuid(), "10.01", ""))).Problems.Select(problem => problem.Field)
            .Should().Equal(WalletFields.Amount, TillFields.Reason);
        (await rig.Takings.Refund(owner, account.AppId, payment.Code, new(Guid.NewGuid(), "1", OddText.TooLong))).Problems.Single().Field.Should().Be(TillFields.Reason);
        (await rig.Takings.Refund(owner, account.AppId, payment.Code, new(Guid.NewGuid(), "4", "少一件"))).Should().BeSameAs(TakingsResult.Done);

        var receipt = (await rig.Pay.Receipt(payer, payment.Code))!;
        receipt.State.Should().Be(PaymentState.PartlyRefunded);
        receipt.Refunds.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Fen = 400L, Reason = "少一件" });
        (await rig.Takings.Find(owner, account.AppId, payment.Code))!.Refunds.Should().HaveCount(1);
    }

    [Fact]
    public async Task Two_refunds_at_once_never_give_more_than_was_paid()
    {
        var ((owner, account), payer) = (await rig.Merchant(), await rig.Payer());
        await rig.Take(new(Guid.NewGuid(), payer, account.Id, 5_000, "", PaymentWay.InApp));
        var payment = (await rig.Take(new(Guid.NewGuid(), payer, account.Id, 1_000, "", PaymentWay.InApp))).Payment!;

        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => rig.Takings.Refund(owner, account.AppId, payment.Code, new(Guid.NewGuid(), "6", "x"))));

        results.Should().ContainSingle(result => result.Problems.Count == 0);
        (await rig.Balance(LedgerParty.Takings(account.Id))).Should().Be(5_400);
        (await rig.Wallet.Fault()).Should().BeNull();
    }

    [Fact]
    public async Task Takings_are_settled_to_the_named_bank_account_and_what_is_settled_cannot_be_given_back()
    {
        var ((owner, account), payer) = (await rig.Merchant(), await rig.Payer());
        var payment = (await rig.Take(new(Guid.NewGuid(), payer, account.Id, 1_000, "", PaymentWay.InApp))).Payment!;
        var form = new SettleForm(Guid.NewGuid(), "7");
        (await rig.Payouts.Settle(owner, account.AppId, form)).Problems.Should().ContainSingle("no bank account is named");
        (await rig.Payouts.SetBank(owner, account.AppId, new("", "12"))).Problems.Select(problem => problem.Field).Should().Equal(WalletFields.Name, WalletFields.CardNumber);
        (await rig.Payouts.SetBank(owner, account.AppId, new("茶铺有限公司", TestCards.All[1].Number))).Should().BeSameAs(TakingsResult.Done);
        (await rig.Payouts.BankOf(owner, account.AppId)).Should().BeEquivalentTo(new { MaskedHolder = "***司", LastFour = TestCards.All[1].Number[^4..] });

        (await rig.Payouts.Settle(owner, account.AppId, form with { Amount = "10.01" })).Problems.Single().Field.Should().Be(WalletFields.Amount);
        (await rig.Payouts.Settle(owner, account.AppId, form)).Should().BeSameAs(TakingsResult.Done);
        (await rig.Payouts.Settle(owner, account.AppId, form)).Should().BeSameAs(TakingsResult.Done);

        (await rig.Payouts.Settlements(owner, account.AppId)).Should().ContainSingle().Which.Should().BeEquivalentTo(new { Fen = 700L, State = BankOrderState.Done });
        (await rig.Balance(LedgerParty.Takings(account.Id))).Should().Be(300);
        (await rig.Balance(LedgerParty.Bank(account.Id))).Should().Be(700);
        (await rig.Takings.Refund(owner, account.AppId, payment.Code, new(Guid.NewGuid(), "3.01", "x"))).Problems.Single().Reason.En.Should().Contain("Not enough takings").And.Contain("¥3.00");
        (await rig.Wallet.Fault()).Should().BeNull();
    }

    [Fact]
    public async Task A_settlement_that_the_bank_refuses_comes_back_and_one_that_it_does_not_answer_is_asked_about_again()
    {
        var ((owner, account), payer) = (await rig.Merchant(), await rig.Payer());
        await rig.Take(new(Guid.NewGuid(), payer, account.Id, 1_000, "", PaymentWay.InApp));
        await rig.Payouts.SetBank(owner, account.AppId, new("茶铺有限公司", TestCards.All[1].Number));

        rig.Wallet.Bank.Mood = BankMood.Refusing;
        await rig.Payouts.Settle(owner, account.AppId, new(Guid.NewGuid(), "10"));
        (await rig.Payouts.Settlements(owner, account.AppId))!.Single().State.Should().Be(BankOrderState.Refused);
        (await rig.Balance(LedgerParty.Takings(account.Id))).Should().Be(1_000);

        rig.Wallet.Bank.Mood = BankMood.Away;
        await rig.Payouts.Settle(owner, account.AppId, new(Guid.NewGuid(), "10"));
        (await rig.Balance(LedgerParty.Settling(account.Id))).Should().Be(1_000);
        rig.Wallet.Bank.Mood = BankMood.Well;
        rig.Db.Clock.Advance(BankOperations.Patience);
        await rig.Payouts.AskAgain();
        await rig.Payouts.AskAgain();

        (await rig.Payouts.Settlements(owner, account.AppId))![0].State.Should().Be(BankOrderState.Done);
        (await rig.Balance(LedgerParty.Bank(account.Id))).Should().Be(1_000);
        (await rig.Wallet.Fault()).Should().BeNull();
    }

    [Fact]
    public async Task The_download_tells_payments_and_refunds_of_its_days_in_their_order()
    {
        var ((owner, account), (_, other), payer) = (await rig.Merchant(), await rig.Merchant(), await rig.Payer());
        var first = (await rig.Take(new(Guid.NewGuid(), payer, account.Id, 1_000, "=1+1", PaymentWay.InApp))).Payment!;
        await rig.Take(new(Guid.NewGuid(), payer, other.Id, 1_000, "", PaymentWay.InApp));
        // Midnight in Shanghai.
        rig.Db.Clock.Advance(TimeSpan.FromHours(12));
        var second = (await rig.Take(new(Guid.NewGuid(), payer, account.Id, 2_000, "", PaymentWay.InApp))).Payment!;
        rig.Db.Clock.Advance(TimeSpan.FromMinutes(1));
        await rig.Takings.Refund(owner, account.AppId, first.Code, new(Guid.NewGuid(), "1", "迟到"));

        (await Lines(new(2026, 11, 22), new(2026, 11, 22))).Select(line => line.Payment).Should().Equal(first.Code);
        (await Lines(new(2026, 11, 23), new(2026, 11, 23))).Select(line => (line.Payment, line.Fen)).Should().Equal((second.Code, 2_000), (first.Code, -100));
        (await Lines(new(2026, 11, 22), new(2026, 11, 23))).Should().HaveCount(3);

        async Task<List<TakingsLine>> Lines(DateOnly from, DateOnly to)
        {
            List<TakingsLine> lines = [];
            await foreach (var line in (await rig.Takings.Download(owner, account.AppId, from, to))!)
                lines.Add(line);
            return lines;
        }
    }

    [Fact]
    public async Task Money_to_somebodys_bank_account_is_put_aside_and_arrives_once()
    {
        var payer = await rig.Payer();
        var form = Wire();

        var sent = await rig.Payouts.Send(payer, form);
        (await rig.Payouts.Send(payer, form)).Code.Should().Be(sent.Code);
        (await rig.Payouts.Send(payer, form with { Amount = "6" })).Problems.Should().ContainSingle();

        (await rig.Payouts.Find(payer, sent.Code!)).Should().BeEquivalentTo(new { MaskedHolder = "*三", Fen = 5_000L, State = BankOrderState.Done });
        (await rig.Payouts.Find(await rig.Payer(), sent.Code!)).Should().BeNull();
        (await rig.Balance(LedgerParty.Wallet(payer))).Should().Be(95_000);
        (await rig.Balance(LedgerParty.Payee(payer))).Should().Be(5_000);
        (await rig.Wallet.Fault()).Should().BeNull();
    }

    [Fact]
    public async Task Refused_by_the_bank_it_comes_back_and_away_it_waits()
    {
        var payer = await rig.Payer();
        rig.Wallet.Bank.Mood = BankMood.Refusing;
        var refused = await rig.Payouts.Send(payer, Wire());
        (await rig.Payouts.Find(payer, refused.Code!)).Should().BeEquivalentTo(new { State = BankOrderState.Refused });
        (await rig.Balance(LedgerParty.Wallet(payer))).Should().Be(100_000);

        rig.Wallet.Bank.Mood = BankMood.Away;
        var away = await rig.Payouts.Send(payer, Wire());
        (await rig.Balance(LedgerParty.Held(payer))).Should().Be(5_000);
        await rig.Payouts.End(away.Code!, BankAnswer.Yes);
        await rig.Payouts.End(away.Code!, BankAnswer.No(new("no", "否")));

        (await rig.Payouts.Find(payer, away.Code!))!.State.Should().Be(BankOrderState.Done);
        (await rig.Balance(LedgerParty.Held(payer))).Should().Be(0);
        (await rig.Wallet.Fault()).Should().BeNull();
    }

    [Fact]
    public async Task It_counts_for_the_years_limit_and_a_refused_one_does_not()
    {
        rig.Db.Limits.BalancePaymentsPerYearFen = 6_000;
        var payer = await rig.Payer();
        rig.Wallet.Bank.Mood = BankMood.Refusing;
        (await rig.Payouts.Send(payer, Wire())).Problems.Should().BeEmpty();
        rig.Wallet.Bank.Mood = BankMood.Well;

        (await rig.Payouts.Send(payer, Wire())).Problems.Should().BeEmpty();

        (await rig.Payouts.Send(payer, Wire() with { Amount = "10.01" })).Problems.Single().Reason.En.Should().Contain("¥10.00 are left");
    }

    [Theory]
    [InlineData("", BankNumber, "1", "", WalletFields.Name)]
    [InlineData("张3", BankNumber, "1", "", WalletFields.Name)]
    [InlineData("张三", "1234", "1", "", WalletFields.CardNumber)]
    [InlineData("张三", "4111111111111111", "1", "", WalletFields.CardNumber)]
    [InlineData("张三", BankNumber, "x", "", WalletFields.Amount)]
    [InlineData("张三", BankNumber, "1", OddText.Turned, WalletFields.Note)]
    [InlineData("张三", BankNumber, "1001", "", WalletFields.Amount)]
    public async Task What_is_typed_wrongly_is_said_at_its_field(string name, string number, string amount, string note, string field)
    {
        var payer = await rig.Payer();

        var result = await rig.Payouts.Send(payer, new(Guid.NewGuid(), name, number == BankNumber ? TestCards.All[0].Number : number, amount, note, WalletRig.Password));

        result.Problems.Should().ContainSingle().Which.Field.Should().Be(field);
    }

    private static BankTransferForm Wire() => new(Guid.NewGuid(), "张三", TestCards.All[2].Number, "50", "房租", WalletRig.Password);
}
