using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Friends;
using WeixinWeChat.Core.Subscribers;
using WeixinWeChat.Weixin.Ledger;

namespace WeixinWeChat.Weixin.Wallet;

public sealed class TransferOperationsTests : IDisposable
{
    private readonly WalletRig rig = new();

    public void Dispose() => rig.Dispose();

    [Fact]
    public async Task A_friend_takes_what_was_put_aside()
    {
        var (anna, _) = await rig.WithMoney();
        var bert = await rig.WithWallet();

        var code = await Sent(anna, await PhoneOf(bert), "30", "午饭");
        await Holds(anna, 7000, 3000);
        (await rig.Transfers.Waiting(bert)).Should().ContainSingle().Which.Should().BeEquivalentTo(new { Code = code, IsMine = false, Fen = 3000L, Note = "午饭", State = TransferState.Waiting });
        (await rig.Transfers.Waiting(anna)).Should().BeEmpty();

        (await rig.Transfers.Accept(bert, code)).Should().Be(TakeOutcome.Done);
        (await rig.Transfers.Accept(bert, code)).Should().Be(TakeOutcome.Done);

        await Holds(anna, 7000, 0);
        await Holds(bert, 3000, 0);
        (await rig.Transfers.Return(bert, code)).Should().Be(TakeOutcome.Ended);
        (await rig.Transfers.Find(anna, code))!.State.Should().Be(TransferState.Accepted);
    }

    [Fact]
    public async Task Sent_back_or_not_taken_in_time_it_returns()
    {
        var (anna, _) = await rig.WithMoney();
        var bert = await rig.WithWallet();
        var (back, late) = (await Sent(anna, await PhoneOf(bert), "30"), await Sent(anna, await PhoneOf(bert), "20"));

        (await rig.Transfers.Return(bert, back)).Should().Be(TakeOutcome.Done);
        await Holds(anna, 8000, 2000);
        rig.Db.Clock.Advance(Transfer.Lifetime - TimeSpan.FromSeconds(1));
        await rig.Transfers.ReturnOver();
        await Holds(anna, 8000, 2000);
        rig.Db.Clock.Advance(TimeSpan.FromSeconds(1));
        await rig.Transfers.ReturnOver();
        await rig.Transfers.ReturnOver();

        await Holds(anna, 10_000, 0);
        (await rig.Transfers.Accept(bert, late)).Should().Be(TakeOutcome.Ended);
        await Holds(bert, 0, 0);
    }

    [Fact]
    public async Task After_its_time_it_is_the_senders_even_when_nobody_came_by_yet()
    {
        var (anna, _) = await rig.WithMoney();
        var bert = await rig.WithWallet();
        var code = await Sent(anna, await PhoneOf(bert), "30");
        rig.Db.Clock.Advance(Transfer.Lifetime);

        (await rig.Transfers.Accept(bert, code)).Should().Be(TakeOutcome.Ended);

        await Holds(anna, 10_000, 0);
        (await rig.Transfers.Waiting(bert)).Should().BeEmpty();
    }

    [Fact]
    public async Task Sending_says_nothing_about_who_is_here_and_whoever_comes_later_takes_it()
    {
        var (anna, _) = await rig.WithMoney();
        var known = await rig.WithWallet();

        var toKnown = await rig.Transfers.Find(anna, await Sent(anna, await PhoneOf(known), "1"));
        var toUnknown = await rig.Transfers.Find(anna, await Sent(anna, "13900139000", "1"));
        (toKnown! with { Code = "", Other = "" }).Should().Be(toUnknown! with { Code = "", Other = "" });
        toUnknown.Other.Should().Be("+86 139****9000");

        var newcomer = (await new SubscriberOperations(rig.Db, rig.Db.Policy, rig.Codes, rig.Db.Vault, rig.Db.Clock).Admit(Core.Editions.PhoneReading.Of("+8613900139000", null).Value!))!.SubscriberId;
        var waiting = (await rig.Transfers.Waiting(newcomer)).Should().ContainSingle().Which;
        (await rig.Transfers.Accept(newcomer, waiting.Code)).Should().Be(TakeOutcome.NoWallet);
        await rig.Wallets.Open(newcomer, new("林小满", WalletRig.IdNumber, WalletRig.Password, WalletRig.Password));
        (await rig.Transfers.Accept(newcomer, waiting.Code)).Should().Be(TakeOutcome.Done);
        await Holds(newcomer, 100, 0);
    }

    [Fact]
    public async Task Nobody_else_sees_or_takes_it()
    {
        var (anna, _) = await rig.WithMoney();
        var bert = await rig.WithWallet();
        var stranger = await rig.WithWallet();
        var code = await Sent(anna, await PhoneOf(bert), "30");

        (await rig.Transfers.Find(stranger, code)).Should().BeNull();
        (await rig.Transfers.Accept(stranger, code)).Should().Be(TakeOutcome.Missing);
        (await rig.Transfers.Return(stranger, code)).Should().Be(TakeOutcome.Missing);
        (await rig.Transfers.Accept(anna, code)).Should().Be(TakeOutcome.Missing, "the sender is not who it is for");

        (await rig.Transfers.Find(bert, code))!.State.Should().Be(TransferState.Waiting);
    }

    [Theory]
    [InlineData("+852 6123 4567", "5", null, WalletRig.Password, WalletFields.Phone)]
    [InlineData("010 6552 9988", "5", null, WalletRig.Password, WalletFields.Phone)]
    [InlineData("none", "5", null, WalletRig.Password, WalletFields.Phone)]
    [InlineData("13900139000", "0", null, WalletRig.Password, WalletFields.Amount)]
    [InlineData("13900139000", "100.01", null, WalletRig.Password, WalletFields.Amount)]
    [InlineData("13900139000", "20000.01", null, WalletRig.Password, WalletFields.Amount)]
    [InlineData("13900139000", "5", "turned \u202Etxt", WalletRig.Password, WalletFields.Note)]
    [InlineData("13900139000", "5", "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一", WalletRig.Password, WalletFields.Note)]
    [InlineData("13900139000", "5", null, "000000", WalletFields.Password)]
    public async Task What_is_wrong_is_said_at_its_field_and_moves_nothing(string phone, string amount, string? note, string password, string field)
    {
        var (anna, _) = await rig.WithMoney();

        (await rig.Transfers.Send(anna, new(Guid.NewGuid(), phone, amount, note, password))).Problems.Should().ContainSingle().Which.Field.Should().Be(field);

        await Holds(anna, 10_000, 0);
        await using var db = rig.Db.CreateDbContext();
        (await db.Transfers.AnyAsync()).Should().BeFalse();
    }

    [Fact]
    public async Task A_friend_is_chosen_instead_of_a_number_and_known_by_the_senders_own_name()
    {
        var ((anna, _), bert, stranger) = (await rig.WithMoney(), await rig.WithWallet(), await rig.WithWallet());
        string friend;
        using (var tries = new CodeTries(rig.Db.Limits))
        {
            var (requests, friends) = (new FriendRequestOperations(rig.Db, tries, rig.Db.Limits, rig.Db.Clock), new FriendOperations(rig.Db, rig.Db.Clock));
            await requests.Ask(anna, await new PersonalCodes(rig.Db, rig.Db.Clock).Of(bert), null);
            await requests.Accept(bert, (await requests.Waiting(bert)).Items[0].Code);
            friend = (await friends.List(anna)).Items[0].Code;
            await friends.Name(anna, friend, "Uncle Bert");
        }

        var form = new TransferForm(Guid.NewGuid(), null, "30", null, WalletRig.Password, friend);
        var sent = (await rig.Transfers.Send(anna, form)).Code!;
        (await rig.Transfers.Send(anna, form)).Code.Should().Be(sent, "the same form is one transfer");

        (await rig.Transfers.Find(anna, sent))!.Other.Should().Be("Uncle Bert");
        (await rig.Transfers.Accept(bert, sent)).Should().Be(TakeOutcome.Done);
        await Holds(bert, 3_000, 0);
        (await rig.Transfers.Send(stranger, form with { Key = Guid.NewGuid() })).Problems.Should().ContainSingle("another's friend is none").Which.Field.Should().Be(WalletFields.Phone);
        await new FriendOperations(rig.Db, rig.Db.Clock).Remove(anna, friend);
        (await rig.Transfers.Send(anna, form with { Key = Guid.NewGuid() })).Problems.Should().ContainSingle("nor one who was").Which.Field.Should().Be(WalletFields.Phone);
        await Holds(anna, 7_000, 0);
    }

    [Fact]
    public async Task Nobody_sends_money_to_themselves()
    {
        var (anna, _) = await rig.WithMoney();

        (await rig.Transfers.Send(anna, new(Guid.NewGuid(), await PhoneOf(anna), "5", null, WalletRig.Password))).Problems.Should().ContainSingle().Which.Field.Should().Be(WalletFields.Phone);
    }

    [Fact]
    public async Task A_form_that_is_sent_twice_is_one_transfer_and_two_that_meet_share_no_fen()
    {
        var (anna, _) = await rig.WithMoney();
        var bert = await rig.WithWallet();
        var phone = await PhoneOf(bert);
        var form = new TransferForm(Guid.NewGuid(), phone, "10", null, WalletRig.Password);

        var same = await Task.WhenAll(Enumerable.Range(0, PaymentPassword.MaxTries - 1).Select(_ => Task.Run(() => rig.Transfers.Send(anna, form))));
        var all = new List<TransferResult>();
        // Never as many at once as there are tries for a wrong password: each is counted before it is looked at.
        for (var round = 0; round < 3; round++)
            all.AddRange(await Task.WhenAll(Enumerable.Range(0, PaymentPassword.MaxTries - 1).Select(_ => Task.Run(() => rig.Transfers.Send(anna, form with { Key = Guid.NewGuid() })))));

        same.Select(result => result.Code).Distinct().Should().ContainSingle().Which.Should().NotBeNull();
        (await rig.Transfers.Send(anna, form with { Amount = "11" })).Problems.Should().ContainSingle().Which.Field.Should().Be(WalletFields.Form);
        all.Count(result => result.Code is not null).Should().Be(9);
        await Holds(anna, 0, 10_000);
    }

    [Fact]
    public async Task Taken_and_sent_back_at_the_same_moment_it_is_one_of_the_two()
    {
        var (anna, _) = await rig.WithMoney();
        var bert = await rig.WithWallet();
        var code = await Sent(anna, await PhoneOf(bert), "30");

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Task.Run(() => number % 2 == 0 ? rig.Transfers.Accept(bert, code) : rig.Transfers.Return(bert, code))));

        outcomes.Count(outcome => outcome == TakeOutcome.Done).Should().Be(4);
        ((await rig.Wallets.Find(anna))!.BalanceFen + (await rig.Wallets.Find(bert))!.BalanceFen).Should().Be(10_000);
        (await rig.Fault()).Should().BeNull();
    }

    [Fact]
    public async Task One_that_cannot_be_given_back_holds_up_no_other()
    {
        // Of the first one's money nothing is there: somebody took it out of the books by hand.
        var (anna, _) = await rig.WithMoney();
        var (bert, _) = await rig.WithMoney();
        await Sent(anna, "13900139000", "10");
        await Sent(bert, "13900139000", "10");
        await using (var db = rig.Db.CreateDbContext())
            await rig.Books.Move(db, async () => (await rig.Books.Post(db, Posting.Of("by hand", EntryKind.Transfer, "x", LedgerParty.Held(anna), LedgerParty.Wallet(bert), 1000)), true));

        rig.Db.Clock.Advance(Transfer.Lifetime);
        await rig.Transfers.ReturnOver();

        await Holds(bert, 11_000, 0);
    }

    [Fact]
    public async Task No_more_than_a_day_and_a_year_may_have()
    {
        rig.Db.Limits.TransfersPerDay = 2;
        rig.Db.Limits.BalancePaymentsPerYearFen = 5000;
        var (anna, _) = await rig.WithMoney();
        await Sent(anna, "13900139000", "20");
        await Sent(anna, "13900139000", "10");
        (await Try()).Should().Be(WalletFields.Form);

        rig.Db.Clock.Advance(TimeSpan.FromDays(1) - TimeSpan.FromMinutes(1));
        rig.Db.Clock.Advance(TimeSpan.FromMinutes(2));
        (await Try("20.01")).Should().Be(WalletFields.Amount);
        await rig.Transfers.ReturnOver();
        (await Try("20.01")).Should().BeNull("what came back was not paid");

        async Task<string?> Try(string amount = "1") => (await rig.Transfers.Send(anna, new(Guid.NewGuid(), "13900139000", amount, null, WalletRig.Password))).Problems.SingleOrDefault()?.Field;
    }

    private async Task<string> Sent(long from, string phone, string yuan, string? note = null) =>
        (await rig.Transfers.Send(from, new(Guid.NewGuid(), phone, yuan, note, WalletRig.Password))).Code ?? throw new InvalidOperationException("It was not sent.");

    private async Task<string> PhoneOf(long subscriber)
    {
        await using var db = rig.Db.CreateDbContext();
        return rig.Db.Vault.Unprotect(Subscriber.PhonePurpose, await db.Subscribers.Where(row => row.Id == subscriber).Select(row => row.Phone).SingleAsync());
    }

    private async Task Holds(long who, long fen, long aside)
    {
        var wallet = (await rig.Wallets.Find(who))!;
        (wallet.BalanceFen, wallet.HeldFen).Should().Be((fen, aside));
        (await rig.Fault()).Should().BeNull();
    }
}
