using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.People;

namespace WeixinWeChat.Weixin.Wallet;

public sealed class WalletOperationsTests : IDisposable
{
    private readonly WalletRig rig = new();

    public void Dispose() => rig.Dispose();

    [Fact]
    public async Task A_wallet_is_opened_in_the_persons_own_name_once()
    {
        var me = await rig.Subscriber();
        (await rig.Wallets.Find(me)).Should().BeNull();

        (await rig.Wallets.Open(me, new("林小满", WalletRig.IdNumber, WalletRig.Password, WalletRig.Password))).Should().BeEmpty();
        (await rig.Wallets.Open(me, new("别人", WalletRig.IdNumber, "482036", "482036"))).Should().BeEmpty();

        var wallet = (await rig.Wallets.Find(me))!;
        (wallet.MaskedName, wallet.BalanceFen, wallet.HeldFen, wallet.IsLocked).Should().Be(("**满", 0, 0, false));
        await using var db = rig.Db.CreateDbContext();
        var row = await db.Wallets.SingleAsync();
        string.Join('\n', row.Name, row.IdNumber, row.PasswordHash, row.IdKey).Should().NotContainAny("林小满", WalletRig.IdNumber, WalletRig.Password);
    }

    [Theory]
    [InlineData("林1满", WalletRig.IdNumber, WalletRig.Password, WalletRig.Password, WalletFields.Name)]
    [InlineData("林小满", "990000199001010018", WalletRig.Password, WalletRig.Password, WalletFields.IdNumber)]
    [InlineData("林小满", WalletRig.IdNumber, "12345", "12345", WalletFields.NewPassword)]
    [InlineData("林小满", WalletRig.IdNumber, "123456", "123456", WalletFields.NewPassword)]
    [InlineData("林小满", WalletRig.IdNumber, "987654", "987654", WalletFields.NewPassword)]
    [InlineData("林小满", WalletRig.IdNumber, "777777", "777777", WalletFields.NewPassword)]
    [InlineData("林小满", WalletRig.IdNumber, "900101", "900101", WalletFields.NewPassword)]
    [InlineData("林小满", WalletRig.IdNumber, WalletRig.Password, "305918", WalletFields.Repeated)]
    public async Task What_is_wrong_is_said_at_its_field(string name, string id, string password, string repeated, string field)
    {
        var me = await rig.Subscriber();

        (await rig.Wallets.Open(me, new(name, id, password, repeated))).Select(problem => problem.Field).Should().Equal(field);

        (await rig.Wallets.Find(me)).Should().BeNull();
    }

    [Fact]
    public async Task One_person_has_no_more_wallets_than_may_be()
    {
        rig.Db.Limits.WalletsPerIdNumber = 2;
        await rig.WithWallet();
        await rig.WithWallet();
        var third = await rig.Subscriber();

        (await rig.Wallets.Open(third, new("林小满", WalletRig.IdNumber, WalletRig.Password, WalletRig.Password))).Should().ContainSingle().Which.Field.Should().Be(WalletFields.IdNumber);
    }

    [Fact]
    public async Task Five_wrong_payment_passwords_close_it_for_three_hours_even_to_the_right_one()
    {
        var me = await rig.WithWallet();
        for (var wrong = 0; wrong < PaymentPassword.MaxTries; wrong++)
            (await Try("000000")).Should().Be(WalletFields.Password);

        (await Try(WalletRig.Password)).Should().Be(WalletFields.Password);
        (await rig.Wallets.Find(me))!.IsLocked.Should().BeTrue();

        rig.Db.Clock.Advance(PaymentPassword.LockTime);
        (await rig.Wallets.Find(me))!.IsLocked.Should().BeFalse();
        (await Try("000000")).Should().Be(WalletFields.Password);
        (await Try(WalletRig.Password)).Should().BeNull();

        async Task<string?> Try(string password) => (await rig.Orders.Bind(me, TestCards.All[0].Number, password))?.Field;
    }

    [Fact]
    public async Task Guesses_that_arrive_together_do_not_share_a_try()
    {
        var me = await rig.WithWallet();

        await Task.WhenAll(Enumerable.Range(0, 20).Select(guess => Task.Run(() => rig.Orders.Bind(me, TestCards.All[0].Number, $"9{guess:00000}"))));

        (await rig.Orders.Bind(me, TestCards.All[0].Number, WalletRig.Password))!.Field.Should().Be(WalletFields.Password);
    }

    [Fact]
    public async Task Whoever_reads_the_phone_and_knows_the_id_number_sets_another_password_and_opens_a_closed_wallet()
    {
        var me = await rig.WithWallet();
        for (var wrong = 0; wrong < PaymentPassword.MaxTries; wrong++)
            await rig.Orders.Bind(me, TestCards.All[0].Number, "000000");
        (await rig.Wallets.SendPasswordCode(me)).State.Should().Be(CodeSending.Sent);
        var code = string.Concat((await rig.LastText()).SkipWhile(c => !char.IsAsciiDigit(c)).TakeWhile(char.IsAsciiDigit));

        (await rig.Wallets.ResetPassword(me, new("000000", WalletRig.IdNumber, "482036", "482036"))).Should().ContainSingle().Which.Field.Should().Be(WalletFields.Code);
        (await rig.Wallets.ResetPassword(me, new(code, WalletRig.IdNumber, "482036", "482036"))).Should().BeEmpty();

        (await rig.Orders.Bind(me, TestCards.All[0].Number, WalletRig.Password))!.Field.Should().Be(WalletFields.Password);
        (await rig.Orders.Bind(me, TestCards.All[0].Number, "482036")).Should().BeNull();
    }

    [Theory]
    [InlineData("900101")]
    [InlineData("482036")]
    public async Task A_new_password_tells_nothing_about_the_id_number_that_is_kept(string guess)
    {
        var me = await rig.WithWallet();

        var said = await rig.Wallets.ResetPassword(me, new("", "990000198506150029", guess, guess));

        said.Select(problem => problem.Field).Should().Equal(WalletFields.Code);
    }

    [Fact]
    public async Task Another_id_number_sets_no_password_and_costs_the_code()
    {
        var me = await rig.WithWallet();
        await rig.Wallets.SendPasswordCode(me);
        var code = string.Concat((await rig.LastText()).SkipWhile(c => !char.IsAsciiDigit(c)).TakeWhile(char.IsAsciiDigit));

        (await rig.Wallets.ResetPassword(me, new(code, "990000198506150029", "482036", "482036"))).Should().ContainSingle().Which.Field.Should().Be(WalletFields.IdNumber);

        (await rig.Wallets.ResetPassword(me, new(code, WalletRig.IdNumber, "482036", "482036"))).Should().ContainSingle().Which.Field.Should().Be(WalletFields.Code);
    }

    [Fact]
    public async Task The_history_is_read_page_by_page_and_shows_nobody_elses()
    {
        var (me, card) = await rig.WithMoney("1000");
        rig.Db.Limits.BankOrdersPerDay = 1000;
        for (var order = 1; order <= WalletOperations.PageSize + 3; order++)
            await rig.Orders.Withdraw(me, WalletRig.Form(card, $"{order}"));
        await rig.WithMoney("55");

        var first = await rig.Wallets.History(me, null, HistoryFilter.All);
        var second = await rig.Wallets.History(me, first.Next, HistoryFilter.All);

        first.Rows.Should().HaveCount(WalletOperations.PageSize);
        second.Next.Should().BeNull();
        first.Rows.Concat(second.Rows).Select(row => row.Fen).Should().Equal(Enumerable.Range(1, WalletOperations.PageSize + 3).Reverse().Select(order => order * -100L).Append(100_000));
        (await rig.Wallets.History(me, null, HistoryFilter.In)).Rows.Should().ContainSingle().Which.BalanceFen.Should().Be(100_000);
    }
}
