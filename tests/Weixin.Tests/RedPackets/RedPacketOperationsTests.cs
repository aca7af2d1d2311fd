using CsCheck;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Core.Subscribers;
using WeixinWeChat.Weixin.Ledger;
using WeixinWeChat.Weixin.Wallet;

namespace WeixinWeChat.Weixin.RedPackets;

public sealed class RedPacketOperationsTests : IDisposable
{
    private readonly WalletRig rig = new();
    private readonly RedPacketOperations packets;

    public RedPacketOperationsTests() => packets = Packets(rig);

    public void Dispose() => rig.Dispose();

    [Fact]
    public async Task A_friend_opens_it_once_and_has_all_of_it()
    {
        var (anna, _) = await rig.WithMoney();
        var (bert, carl) = (await rig.WithWallet(), await rig.WithWallet());

        var code = await Sent(anna, RedPacketKind.Friend, "8.88", phone: await PhoneOf(bert), greeting: "生日快乐");

        await Holds(anna, 10_000 - 888);
        (await packets.Waiting(bert)).Should().ContainSingle().Which.Code.Should().Be(code);
        (await packets.Find(bert, code))!.Should().BeEquivalentTo(new { CanOpen = true, IsMine = false, To = "", Greeting = "生日快乐", MyFen = (long?)null });
        (await packets.Open(bert, code)).Should().Be(OpenOutcome.Opened);
        (await packets.Open(bert, code)).Should().Be(OpenOutcome.Opened, "the same answer, and no second time");
        await Holds(bert, 888);
        (await packets.Find(bert, code))!.MyFen.Should().Be(888);
        (await packets.Waiting(bert)).Should().BeEmpty();
        (await packets.Open(anna, code)).Should().Be(OpenOutcome.Own);
        // For nobody else is it there at all.
        (await packets.Find(carl, code)).Should().BeNull();
        (await packets.Open(carl, code)).Should().Be(OpenOutcome.Missing);
        (await packets.Find(carl, "nonsense")).Should().BeNull();
        await Sound();
    }

    [Fact]
    public async Task Many_who_press_at_once_share_it_once_each()
    {
        var (anna, _) = await rig.WithMoney();
        rig.Db.Limits.WalletsPerIdNumber = 20;
        var people = new List<long>();
        for (var i = 0; i < 9; i++)
            people.Add(await rig.WithWallet());
        var code = await Sent(anna, RedPacketKind.Lucky, "50", shares: "5");

        // Each presses twice.
        var outcomes = await Task.WhenAll(people.Concat(people).Select(person => Task.Run(async () => (person, await packets.Open(person, code)))));

        var won = outcomes.Where(row => row.Item2 == OpenOutcome.Opened).Select(row => row.person).Distinct().ToList();
        won.Should().HaveCount(5);
        outcomes.Where(row => !won.Contains(row.person)).Should().OnlyContain(row => row.Item2 == OpenOutcome.Empty);
        var view = (await packets.Find(anna, code))!;
        view.State.Should().Be(RedPacketState.Empty);
        view.Taken.Sum(share => share.Fen).Should().Be(5000);
        view.Taken.Should().ContainSingle(share => share.IsBest).Which.Fen.Should().Be(view.Taken.Max(share => share.Fen));
        (await Task.WhenAll(people.Select(person => Balance(person)))).Sum().Should().Be(5000);
        await Sound();
    }

    [Fact]
    public async Task What_nobody_took_returns_after_a_day()
    {
        var (anna, _) = await rig.WithMoney();
        var (bert, carl) = (await rig.WithWallet(), await rig.WithWallet());
        var code = await Sent(anna, RedPacketKind.Equal, "2", shares: "3");
        await Holds(anna, 10_000 - 600);
        (await packets.Open(bert, code)).Should().Be(OpenOutcome.Opened);
        rig.Db.Clock.Advance(RedPacket.Lifetime - TimeSpan.FromSeconds(1));
        await packets.ReturnOver();
        (await packets.Find(carl, code))!.CanOpen.Should().BeTrue();

        rig.Db.Clock.Advance(TimeSpan.FromSeconds(1));

        (await packets.Find(carl, code))!.Should().BeEquivalentTo(new { CanOpen = false, State = RedPacketState.Returned });
        // Even before the round has come by.
        (await packets.Open(carl, code)).Should().Be(OpenOutcome.Over);
        await packets.ReturnOver();
        await packets.ReturnOver();
        await Holds(anna, 10_000 - 200);
        await Holds(bert, 200);
        await Holds(carl, 0);
        await Sound();
    }

    [Fact]
    public async Task The_round_gives_back_what_nobody_opened()
    {
        var (anna, _) = await rig.WithMoney();
        await Sent(anna, RedPacketKind.Lucky, "30", shares: "3");
        rig.Db.Clock.Advance(RedPacket.Lifetime);

        await packets.ReturnOver();

        await Holds(anna, 10_000);
        (await packets.Sent(anna)).Should().ContainSingle().Which.State.Should().Be(RedPacketState.Returned);
        await Sound();
    }

    [Fact]
    public async Task Who_has_no_wallet_loses_nothing_and_takes_it_when_they_have()
    {
        var (anna, _) = await rig.WithMoney();
        var bert = await rig.Subscriber();
        var code = await Sent(anna, RedPacketKind.Equal, "2", shares: "1");

        (await packets.Open(bert, code)).Should().Be(OpenOutcome.NoWallet);
        (await rig.Wallets.Open(bert, new("林小满", WalletRig.IdNumber, WalletRig.Password, WalletRig.Password))).Should().BeEmpty();

        (await packets.Open(bert, code)).Should().Be(OpenOutcome.Opened);
        await Sound();
    }

    [Fact]
    public async Task A_form_that_is_sent_twice_is_one_red_packet()
    {
        var (anna, _) = await rig.WithMoney();
        var form = new RedPacketForm(Guid.NewGuid(), RedPacketKind.Lucky, null, "3", "30", null, WalletRig.Password);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => packets.Send(anna, form))));

        answers.Select(answer => answer.Code).Distinct().Should().ContainSingle().Which.Should().NotBeNull();
        await Holds(anna, 7000);
        (await packets.Send(anna, form with { Amount = "31" })).Problems.Should().ContainSingle().Which.Field.Should().Be(WalletFields.Form);
        await Sound();
    }

    [Theory]
    [InlineData(RedPacketKind.Friend, "", null, "5", WalletFields.Phone)]
    [InlineData(RedPacketKind.Friend, "+85291234567", null, "5", WalletFields.Phone)]
    [InlineData(RedPacketKind.Equal, null, "0", "5", RedPacketFields.Shares)]
    [InlineData(RedPacketKind.Equal, null, "101", "5", RedPacketFields.Shares)]
    [InlineData(RedPacketKind.Equal, null, "two", "5", RedPacketFields.Shares)]
    [InlineData(RedPacketKind.Equal, null, "2", "200.01", WalletFields.Amount)]
    [InlineData(RedPacketKind.Lucky, null, "2", "400.01", WalletFields.Amount)]
    [InlineData(RedPacketKind.Lucky, null, "100", "0.99", WalletFields.Amount)]
    [InlineData(RedPacketKind.Lucky, null, "2", "", WalletFields.Amount)]
    [InlineData(RedPacketKind.Lucky, null, "2", "120", WalletFields.Amount)]
    public async Task What_cannot_be_sent_is_said_beside_its_field_and_costs_nothing(RedPacketKind kind, string? phone, string? shares, string amount, string field)
    {
        var (anna, _) = await rig.WithMoney();

        var result = await packets.Send(anna, new(Guid.NewGuid(), kind, phone, shares, amount, null, WalletRig.Password));

        result.Problems.Should().ContainSingle().Which.Field.Should().Be(field);
        await Holds(anna, 10_000);
    }

    [Fact]
    public async Task A_wrong_password_and_a_long_greeting_are_said()
    {
        var (anna, _) = await rig.WithMoney();

        (await packets.Send(anna, new(Guid.NewGuid(), RedPacketKind.Lucky, null, "2", "1", new string('福', RedPacket.GreetingMax + 1), WalletRig.Password)))
            .Problems.Should().ContainSingle().Which.Field.Should().Be(WalletFields.Note);
        (await packets.Send(anna, new(Guid.NewGuid(), RedPacketKind.Lucky, null, "2", "1", null, "000000")))
            .Problems.Should().ContainSingle().Which.Field.Should().Be(WalletFields.Password);
        (await packets.Send(await rig.Subscriber(), new(Guid.NewGuid(), RedPacketKind.Lucky, null, "2", "1", null, WalletRig.Password)))
            .Problems.Should().ContainSingle().Which.Field.Should().Be(WalletFields.Form, "there is no wallet");
    }

    [Fact]
    public async Task No_more_than_a_day_and_a_year_may_have()
    {
        var (anna, _) = await rig.WithMoney();
        rig.Db.Limits.RedPacketsPerDay = 2;
        await Sent(anna, RedPacketKind.Lucky, "1", shares: "1");
        await Sent(anna, RedPacketKind.Lucky, "1", shares: "1");
        var third = new RedPacketForm(Guid.NewGuid(), RedPacketKind.Lucky, null, "1", "1", null, WalletRig.Password);
        (await packets.Send(anna, third)).Problems.Should().ContainSingle().Which.Field.Should().Be(WalletFields.Form);
        rig.Db.Clock.Advance(TimeSpan.FromDays(1));
        rig.Db.Limits.BalancePaymentsPerYearFen = 250;

        (await packets.Send(anna, third)).Problems.Should().ContainSingle().Which.Field.Should().Be(WalletFields.Amount);
        // What comes back from this year's may be spent again.
        await packets.ReturnOver();
        (await packets.Send(anna, third)).Code.Should().NotBeNull();
    }

    [Fact]
    public async Task Who_could_still_open_it_does_not_see_what_others_got()
    {
        var (anna, _) = await rig.WithMoney();
        var (bert, carl) = (await rig.WithWallet(), await rig.WithWallet());
        var code = await Sent(anna, RedPacketKind.Lucky, "10", shares: "3");
        await packets.Open(bert, code);

        (await packets.Find(carl, code))!.Taken.Should().BeEmpty();
        (await packets.Find(bert, code))!.Taken.Should().ContainSingle();
        (await packets.Opened(bert)).Should().ContainSingle().Which.Code.Should().Be(code);
        (await packets.Opened(carl)).Should().BeEmpty();
        (await packets.Sent(bert)).Should().BeEmpty();
    }

    /// <summary>Any order of sending, opening and passing time, against a plain count of who has what.</summary>
    [Fact]
    public void Any_order_of_events_ends_as_a_plain_count_says() =>
        Gen.Select(Gen.Int[0, 9], Gen.Int[0, 3], Gen.Int[0, 5], Gen.Int[1, 4]).Array[5, 40].Sample(events =>
        {
            using var own = new WalletRig();
            var red = Packets(own);
            Play(own, red, events).GetAwaiter().GetResult();
        }, iter: 15);

    private static async Task Play(WalletRig rig, RedPacketOperations red, (int Act, int Who, int Which, int Shares)[] events)
    {
        var people = new List<long> { (await rig.WithMoney()).Me, (await rig.WithMoney()).Me, await rig.WithWallet(), await rig.WithWallet() };
        var model = new Dictionary<long, long> { [people[0]] = 10_000, [people[1]] = 10_000, [people[2]] = 0, [people[3]] = 0 };
        var sent = new List<(string Code, long From, Queue<long> Shares, HashSet<long> Had, DateTime Until, bool[] Over)>();
        foreach (var (act, who, which, shares) in events)
        {
            var me = people[who];
            switch (act)
            {
                case < 3:
                    var fen = 100 * shares + which;
                    var result = await red.Send(me, new(Guid.NewGuid(), RedPacketKind.Lucky, null, $"{shares}", Money.Yuan(fen), null, WalletRig.Password));
                    (result.Code is not null).Should().Be(model[me] >= fen);
                    if (result.Code is not { } code)
                        break;
                    model[me] -= fen;
                    await using (var db = rig.Db.CreateDbContext())
                    {
                        var divided = await (from share in db.RedPacketShares join packet in db.RedPackets on share.PacketId equals packet.Id where packet.Code == code orderby share.Number select share.Fen).ToListAsync();
                        sent.Add((code, me, new(divided), [], rig.Db.Clock.UtcNow + RedPacket.Lifetime, [false]));
                    }

                    break;
                case < 8 when sent.Count > 0:
                    var one = sent[which % sent.Count];
                    var late = one.Until <= rig.Db.Clock.UtcNow;
                    var expected = one.Had.Contains(me) ? OpenOutcome.Opened : one.Shares.Count == 0 && !one.Over[0] ? OpenOutcome.Empty : late ? OpenOutcome.Over : OpenOutcome.Opened;
                    (await red.Open(me, one.Code)).Should().Be(expected);
                    if (expected == OpenOutcome.Opened && one.Had.Add(me))
                        model[me] += one.Shares.Dequeue();
                    else if (expected == OpenOutcome.Over)
                        GiveBack(one);
                    break;
                case 8:
                    rig.Db.Clock.Advance(TimeSpan.FromHours(9));
                    break;
                case 9:
                    await red.ReturnOver();
                    foreach (var over in sent.Where(row => row.Until <= rig.Db.Clock.UtcNow))
                        GiveBack(over);
                    break;
            }
        }

        await using var store = rig.Db.CreateDbContext();
        foreach (var (person, fen) in model)
            (await Books.Balance(store, LedgerParty.Wallet(person))).Should().Be(fen);
        (await Books.FirstFault(store)).Should().BeNull();

        void GiveBack((string Code, long From, Queue<long> Shares, HashSet<long> Had, DateTime Until, bool[] Over) one)
        {
            if (one.Over[0] || one.Shares.Count == 0)
                return;
            one.Over[0] = true;
            model[one.From] += one.Shares.Sum();
            one.Shares.Clear();
        }
    }

    private static RedPacketOperations Packets(WalletRig rig) =>
        new(rig.Db, rig.Books, rig.Passwords, rig.Spending, rig.Recipients, rig.Db.Limits, rig.Db.Clock, NullLogger<RedPacketOperations>.Instance);

    private async Task<string> Sent(long me, RedPacketKind kind, string amount, string? shares = null, string? phone = null, string? greeting = null)
    {
        var result = await packets.Send(me, new(Guid.NewGuid(), kind, phone, shares, amount, greeting, WalletRig.Password));
        result.Problems.Should().BeEmpty();
        return result.Code!;
    }

    private async Task<string> PhoneOf(long subscriber)
    {
        await using var db = rig.Db.CreateDbContext();
        return rig.Db.Vault.Unprotect(Subscriber.PhonePurpose, await db.Subscribers.Where(row => row.Id == subscriber).Select(row => row.Phone).SingleAsync());
    }

    private async Task<long> Balance(long subscriber)
    {
        await using var db = rig.Db.CreateDbContext();
        return await Books.Balance(db, LedgerParty.Wallet(subscriber));
    }

    private async Task Holds(long subscriber, long fen) => (await Balance(subscriber)).Should().Be(fen);

    private async Task Sound()
    {
        await using var db = rig.Db.CreateDbContext();
        (await Books.FirstFault(db)).Should().BeNull();
    }
}
