using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Weixin.Ledger;
using WeixinWeChat.Weixin.Wallet;

namespace WeixinWeChat.Weixin.Cinema;

public sealed class TicketOperationsTests : IAsyncLifetime
{
    private CinemaRig rig = default!;

    public async Task InitializeAsync() => rig = await CinemaRig.Open();

    public Task DisposeAsync()
    {
        rig.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Seats_are_held_paid_for_and_become_a_ticket()
    {
        var anna = await rig.Viewer();

        var code = await rig.Held(anna, rig.Evening, 103, 104);
        (await rig.State(anna, code)).Should().Be(TicketState.Held);
        (await rig.Pay(anna, code)).Outcome.Should().Be(TicketOutcome.Done);
        (await rig.Pay(anna, code)).Outcome.Should().Be(TicketOutcome.Done);

        var ticket = (await rig.Tickets.Find(anna, code))!;
        ticket.Should().BeEquivalentTo(new { State = TicketState.Paid, Fen = 8000L, SeatCount = 2, MayReturn = true, MayChange = true });
        ticket.Seats.En.Should().Be("A3, A4");
        ticket.TicketCode.Should().HaveLength(TicketOrder.TicketCodeLength).And.MatchRegex("^[0-9]+$");
        (await rig.Money(anna)).Should().Be((92_000, 8000));
        (await rig.Programme.Taken(rig.Evening)).Should().Equal(103, 104);
    }

    [Fact]
    public async Task Of_many_who_reach_for_one_seat_at_the_same_moment_one_gets_it_and_the_others_are_told()
    {
        var people = new List<long>();
        for (var i = 0; i < 12; i++)
            people.Add(await rig.Wallet.Subscriber());

        var results = await Task.WhenAll(people.Select((me, i) => Task.Run(() => rig.Hold(me, rig.Evening, 103, 201 + (i % 3)))));

        results.Count(result => result.Code is not null).Should().Be(1);
        results.Where(result => result.Code is null).Should().OnlyContain(result => result.Taken.Contains(103) && result.Problem != null);
        await using var db = rig.Wallet.Db.CreateDbContext();
        (await db.SeatClaims.CountAsync()).Should().Be(2, "whoever did not get the one seat holds no other either");
        (await db.TicketOrders.CountAsync()).Should().Be(1);
    }

    [Fact]
    public async Task A_form_that_is_sent_twice_is_one_order()
    {
        var anna = await rig.Viewer();
        var wish = new SeatWish(Guid.NewGuid(), rig.Evening, [101, 102]);

        var results = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => rig.Tickets.Hold(anna, wish))));

        results.Select(result => result.Code).Distinct().Should().ContainSingle().Which.Should().NotBeNull();
        (await rig.Tickets.Hold(anna, wish with { Places = [105] })).Problem!.Value.En.Should().Contain("sent before");
    }

    [Fact]
    public async Task Paid_by_two_hands_at_once_it_is_paid_once()
    {
        var anna = await rig.Viewer();
        var code = await rig.Held(anna, rig.Evening, 101);

        var results = await Task.WhenAll(Enumerable.Range(0, PaymentPassword.MaxTries - 1).Select(_ => Task.Run(() => rig.Pay(anna, code))));

        results.Should().OnlyContain(result => result.Outcome == TicketOutcome.Done);
        (await rig.Money(anna)).Should().Be((96_000, 4000));
    }

    [Fact]
    public async Task When_the_time_is_up_the_next_one_takes_the_seats_over_though_nobody_came_by()
    {
        var (anna, bert) = (await rig.Viewer(), await rig.Viewer());
        var late = await rig.Held(anna, rig.Evening, 101, 102);
        rig.Wallet.Db.Clock.Advance(TicketOrder.HoldTime - TimeSpan.FromSeconds(1));
        (await rig.Hold(bert, rig.Evening, 102)).Taken.Should().Equal(102);
        rig.Wallet.Db.Clock.Advance(TimeSpan.FromSeconds(1));

        (await rig.Programme.Taken(rig.Evening)).Should().BeEmpty();
        (await rig.State(anna, late)).Should().Be(TicketState.Released);
        var code = await rig.Held(bert, rig.Evening, 102);

        var refused = await rig.Pay(anna, late);
        refused.Outcome.Should().Be(TicketOutcome.Refused);
        refused.Problem!.Reason.En.Should().Contain("time is up");
        (await rig.Money(anna)).Should().Be((100_000, 0));
        (await rig.Pay(bert, code)).Outcome.Should().Be(TicketOutcome.Done);
        await rig.Tickets.ReleaseOver();
        (await rig.Programme.Taken(rig.Evening)).Should().Equal([102], "what was let go took nothing of another's with it");
    }

    [Fact]
    public async Task A_payment_that_meets_the_end_of_the_time_moves_no_money_without_the_seats()
    {
        var (anna, bert) = (await rig.Viewer(), await rig.Viewer());
        var late = await rig.Held(anna, rig.Evening, 101);
        rig.Wallet.Db.Clock.Advance(TicketOrder.HoldTime);

        var paying = Task.Run(() => rig.Pay(anna, late));
        var taking = Task.Run(() => rig.Hold(bert, rig.Evening, 101));
        await Task.WhenAll(paying, taking);

        (await paying).Outcome.Should().Be(TicketOutcome.Refused);
        (await taking).Code.Should().NotBeNull();
        (await rig.Money(anna)).Wallet.Should().Be(100_000);
    }

    [Fact]
    public async Task Nobody_holds_two_orders_at_once_and_letting_go_frees_the_seats()
    {
        var (anna, bert) = (await rig.Viewer(), await rig.Viewer());
        var first = await rig.Held(anna, rig.Evening, 101);

        var second = await rig.Hold(anna, rig.Late, 101);
        second.Open.Should().Be(first);
        (await rig.Tickets.Release(anna, first)).Outcome.Should().Be(TicketOutcome.Done);
        (await rig.Tickets.Release(anna, first)).Outcome.Should().Be(TicketOutcome.Done);

        await rig.Held(bert, rig.Evening, 101);
        await rig.Held(anna, rig.Late, 101);
    }

    [Fact]
    public async Task Half_a_couple_seat_is_the_whole_of_it()
    {
        var anna = await rig.Viewer();

        var code = await rig.Held(anna, rig.Evening, 302);

        (await rig.Tickets.Find(anna, code))!.Should().BeEquivalentTo(new { SeatCount = 2, Fen = 8000L });
        (await rig.Programme.Taken(rig.Evening)).Should().Equal(301, 302);
    }

    [Fact]
    public async Task What_cannot_be_held_is_told()
    {
        var anna = await rig.Viewer();

        (await rig.Hold(anna, rig.Evening)).Problem.Should().NotBeNull();
        (await rig.Hold(anna, rig.Evening, 999)).Problem.Should().NotBeNull();
        (await rig.Hold(anna, rig.Evening, 101, 102, 103, 104, 105, 106, 201)).Problem!.Value.En.Should().Contain("At most 6");
        (await rig.Hold(anna, "none", 101)).Problem.Should().NotBeNull();
        await rig.Before(rig.Evening, -Screening.SaleAfterStart - TimeSpan.FromSeconds(-1));
        var last = await rig.Held(anna, rig.Evening, 101);
        await rig.Before(rig.Evening, -Screening.SaleAfterStart);
        (await rig.Pay(anna, last)).Outcome.Should().Be(TicketOutcome.Refused);
        (await rig.Hold(await rig.Viewer(), rig.Evening, 102)).Problem.Should().NotBeNull();
        (await rig.Money(anna)).Should().Be((100_000, 0));
    }

    [Fact]
    public async Task Who_holds_seats_over_and_over_waits_a_day()
    {
        rig.Wallet.Db.Limits.SeatHoldsPerDay = 3;
        var anna = await rig.Viewer();
        for (var i = 0; i < 3; i++)
            await rig.Tickets.Release(anna, await rig.Held(anna, rig.Morning, 101));

        (await rig.Hold(anna, rig.Morning, 101)).Problem!.Value.En.Should().Contain("3 times");
        rig.Wallet.Db.Clock.Advance(TimeSpan.FromDays(1));
        (await rig.Hold(anna, rig.Morning, 101)).Code.Should().NotBeNull();
    }

    [Theory]
    [InlineData("000000", WalletFields.Password)]
    [InlineData(WalletRig.Password, WalletFields.Amount)]
    public async Task What_is_wrong_with_the_payment_is_told_and_the_seats_stay_held(string password, string field)
    {
        var anna = await rig.Viewer("30");
        var code = await rig.Held(anna, rig.Evening, 101);

        (await rig.Tickets.Pay(anna, code, password)).Problem!.Field.Should().Be(field);

        (await rig.State(anna, code)).Should().Be(TicketState.Held);
        (await rig.Money(anna)).Should().Be((3000, 0));
    }

    [Fact]
    public async Task Without_a_wallet_seats_can_be_held_and_not_paid()
    {
        var anna = await rig.Wallet.Subscriber();
        var code = await rig.Held(anna, rig.Evening, 101);

        (await rig.Pay(anna, code)).Problem!.Reason.En.Should().Contain("Open the wallet");
    }

    [Fact]
    public async Task The_years_limit_counts_tickets()
    {
        rig.Wallet.Db.Limits.BalancePaymentsPerYearFen = 7000;
        var anna = await rig.Viewer();
        await rig.Bought(anna, rig.Evening, 101);

        (await rig.Pay(anna, await rig.Held(anna, rig.Evening, 102))).Problem!.Field.Should().Be(WalletFields.Amount);
    }

    [Fact]
    public async Task A_ticket_goes_back_whole_up_to_an_hour_before_the_start()
    {
        var anna = await rig.Viewer();
        var (first, second) = (await rig.Bought(anna, rig.Evening, 101, 102), await rig.Bought(anna, rig.Evening, 103));

        await rig.Before(rig.Evening, Screening.DoorOpens + TimeSpan.FromSeconds(1));
        (await rig.Tickets.Refund(anna, first)).Outcome.Should().Be(TicketOutcome.Done);
        (await rig.Tickets.Refund(anna, first)).Outcome.Should().Be(TicketOutcome.Done);
        await rig.Before(rig.Evening, Screening.DoorOpens);
        (await rig.Tickets.Refund(anna, second)).Problem!.Reason.En.Should().Contain("60 minutes");

        (await rig.Money(anna)).Should().Be((96_000, 4000));
        (await rig.Programme.Taken(rig.Evening)).Should().Equal(103);
    }

    [Fact]
    public async Task What_the_chain_has_paid_out_is_never_a_ticket_that_may_still_go_back()
    {
        var (anna, bert) = (await rig.Viewer(), await rig.Viewer());
        await rig.Bought(anna, rig.Other, 101);
        var code = await rig.Bought(bert, rig.Evening, 101);
        await rig.Before(rig.Evening, Screening.DoorOpens + TimeSpan.FromMinutes(90));
        await rig.Earnings.EarnOver();
        await PaidOut(await rig.Takings());

        (await rig.Takings()).Should().Be(0);
        (await rig.Tickets.Refund(bert, code)).Outcome.Should().Be(TicketOutcome.Done);
        (await rig.Money(bert)).Should().Be((100_000, 0));
    }

    [Fact]
    public async Task When_a_screening_is_over_its_money_is_the_chains_once_and_nothing_goes_back_any_more()
    {
        var (anna, bert) = (await rig.Viewer(), await rig.Viewer());
        var bought = await rig.Bought(anna, rig.Evening, 101, 102);
        var old = await rig.Bought(bert, rig.Evening, 103);
        await rig.Pay(bert, (await rig.Tickets.Hold(bert, new(Guid.NewGuid(), rig.Late, [103], old))).Code!);
        (await rig.Money(anna)).Tickets.Should().Be(13_000);

        await rig.Before(rig.Evening, -(TimeSpan.FromMinutes(118) + Screening.EarnedAfter - TimeSpan.FromSeconds(1)));
        await rig.Earnings.EarnOver();
        (await rig.Takings()).Should().Be(0);
        rig.Wallet.Db.Clock.Advance(TimeSpan.FromSeconds(1));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => rig.Earnings.EarnOver())));
        await rig.Earnings.EarnOver();

        (await rig.Takings()).Should().Be(8000, "what was paid for the changed ticket is with the later screening");
        (await rig.Money(anna)).Should().Be((92_000, 5000));
        (await rig.IsSettled(rig.Evening)).Should().BeTrue();
        (await rig.IsSettled(rig.Late)).Should().BeFalse();
        await rig.Before(rig.Evening, TimeSpan.FromHours(5));
        (await rig.Tickets.Refund(anna, bought)).Outcome.Should().Be(TicketOutcome.Refused, "a clock that was set back opens nothing again");
        (await rig.Hold(anna, rig.Evening, 104)).Code.Should().BeNull();
        await rig.Chains.Cancel(rig.Owner, rig.Chain.AppId, rig.Evening);
        await rig.Tickets.ReturnCancelled();
        (await rig.State(anna, bought)).Should().Be(TicketState.Paid);
    }

    [Fact]
    public async Task A_screening_that_was_called_off_is_settled_and_looked_at_no_more()
    {
        var anna = await rig.Viewer();
        await rig.Bought(anna, rig.Evening, 101);
        await rig.Held(await rig.Viewer(), rig.Evening, 102);
        await rig.Chains.Cancel(rig.Owner, rig.Chain.AppId, rig.Evening);
        (await rig.IsSettled(rig.Evening)).Should().BeFalse();

        await rig.Tickets.ReturnCancelled();

        (await rig.IsSettled(rig.Evening)).Should().BeTrue();
        (await rig.IsSettled(rig.Late)).Should().BeFalse();
        await rig.Before(rig.Late, -TimeSpan.FromDays(1));
        await rig.Earnings.EarnOver();
        (await rig.Takings()).Should().Be(0);
    }

    [Fact]
    public async Task The_round_finds_what_was_called_off_by_an_index_and_reads_no_ticket_of_another_screening()
    {
        await rig.Chains.Cancel(rig.Owner, rig.Chain.AppId, rig.Evening);

        (await Plan("SELECT Id FROM Screenings WHERE CancelledAt IS NOT NULL AND SettledAt IS NULL AND Id > 0 ORDER BY Id LIMIT 100")).Should().Contain("IX_Screenings_CalledOff");
        (await Plan("SELECT Id FROM Screenings WHERE SettledAt IS NULL AND CancelledAt IS NULL AND EndsAt <= '2026-01-01' AND Id > 0 ORDER BY Id LIMIT 100")).Should().Contain("IX_Screenings_ToEarn");
        (await Plan("SELECT Id FROM TicketOrders WHERE ScreeningId = 1 AND (State = 'Paid' OR State = 'Held')")).Should().Contain("IX_TicketOrders_ScreeningId_State");

        async Task<string> Plan(string query)
        {
            await using var db = rig.Wallet.Db.CreateDbContext();
            await db.Database.OpenConnectionAsync();
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"EXPLAIN QUERY PLAN {query}";
            await using var reader = await command.ExecuteReaderAsync();
            var lines = new List<string>();
            while (await reader.ReadAsync())
                lines.Add(reader.GetString(3));
            return string.Join('\n', lines);
        }
    }

    [Fact]
    public async Task The_time_that_is_left_is_the_portals()
    {
        var anna = await rig.Viewer();
        var code = await rig.Held(anna, rig.Evening, 101);

        (await rig.Tickets.Find(anna, code))!.SecondsLeft.Should().Be(600);
        rig.Wallet.Db.Clock.Advance(TimeSpan.FromSeconds(90.5));
        (await rig.Tickets.Find(anna, code))!.SecondsLeft.Should().Be(510);
        rig.Wallet.Db.Clock.Advance(TimeSpan.FromHours(1));
        (await rig.Tickets.Find(anna, code))!.SecondsLeft.Should().Be(0);
    }

    [Fact]
    public async Task A_film_that_is_shorter_than_the_sale_is_not_sold_when_it_is_over()
    {
        (await rig.Chains.AddFilm(rig.Owner, rig.Chain.AppId, new("短片", "A short one", "5", FilmGenre.Animation))).IsDone.Should().BeTrue();
        var show = await rig.Shown("短片", rig.Today.AddDays(1), "09:00", "10");
        await rig.Before(show, -TimeSpan.FromMinutes(4));
        (await rig.Programme.Films("澜江", rig.Today)).Rows.Should().Contain(row => row.Film.Title.Zh == "短片");
        await rig.Before(show, -TimeSpan.FromMinutes(5));

        (await rig.Hold(await rig.Viewer(), show, 101)).Code.Should().BeNull();
        (await rig.Programme.Films("澜江", rig.Today)).Rows.Should().NotContain(row => row.Film.Title.Zh == "短片");
    }

    [Fact]
    public async Task Changed_for_a_dearer_one_the_difference_is_paid_and_all_of_it_goes_back()
    {
        var anna = await rig.Viewer();
        var old = await rig.Bought(anna, rig.Evening, 101, 102);

        var changed = (await rig.Tickets.Hold(anna, new(Guid.NewGuid(), rig.Late, [201, 202], old))).Code!;
        (await rig.Tickets.Find(anna, changed))!.DueFen.Should().Be(2000);
        (await rig.State(anna, old)).Should().Be(TicketState.Paid, "until the change is confirmed");
        (await rig.Pay(anna, changed)).Outcome.Should().Be(TicketOutcome.Done);

        (await rig.Money(anna)).Should().Be((90_000, 10_000));
        (await rig.State(anna, old)).Should().Be(TicketState.Changed);
        (await rig.Programme.Taken(rig.Evening)).Should().BeEmpty();
        (await rig.Tickets.Find(anna, changed))!.Should().BeEquivalentTo(new { State = TicketState.Paid, MayChange = false, MayReturn = true });
        (await rig.Tickets.Hold(anna, new(Guid.NewGuid(), rig.Morning, [101, 102], changed))).Problem!.Value.En.Should().Contain("once");
        (await rig.Tickets.Refund(anna, old)).Outcome.Should().Be(TicketOutcome.Refused);
        (await rig.Tickets.Refund(anna, changed)).Outcome.Should().Be(TicketOutcome.Done);
        (await rig.Money(anna)).Should().Be((100_000, 0));
    }

    [Fact]
    public async Task Changed_for_a_cheaper_one_the_difference_comes_back()
    {
        var anna = await rig.Viewer();
        var old = await rig.Bought(anna, rig.Evening, 101);

        var changed = (await rig.Tickets.Hold(anna, new(Guid.NewGuid(), rig.Morning, [101], old))).Code!;
        (await rig.Pay(anna, changed)).Outcome.Should().Be(TicketOutcome.Done);
        (await rig.Money(anna)).Should().Be((97_000, 3000));
        (await rig.Tickets.Refund(anna, changed)).Outcome.Should().Be(TicketOutcome.Done);

        (await rig.Money(anna)).Should().Be((100_000, 0));
    }

    [Fact]
    public async Task A_change_is_for_the_same_film_and_as_many_seats_and_in_time()
    {
        var anna = await rig.Viewer();
        var old = await rig.Bought(anna, rig.Evening, 101);

        (await Try(rig.Other, 101)).Should().Contain("same film");
        (await Try(rig.Late, 101, 102)).Should().Contain("as many seats");
        (await Try(rig.Evening, 102)).Should().NotBeNull();
        (await rig.Tickets.Hold(await rig.Viewer(), new(Guid.NewGuid(), rig.Late, [101], old))).Problem.Should().NotBeNull("it is another's ticket");
        await rig.Before(rig.Evening, Screening.DoorOpens + TimeSpan.FromMinutes(5));
        var pending = (await rig.Tickets.Hold(anna, new(Guid.NewGuid(), rig.Late, [101], old))).Code!;
        await rig.Before(rig.Evening, Screening.DoorOpens);
        (await rig.Pay(anna, pending)).Problem!.Reason.En.Should().Contain("60 minutes");
        (await rig.State(anna, old)).Should().Be(TicketState.Paid);

        async Task<string?> Try(string screening, params int[] places) => (await rig.Tickets.Hold(anna, new(Guid.NewGuid(), screening, places, old))).Problem?.En;
    }

    [Fact]
    public async Task Nobody_else_sees_pays_or_gives_back_an_order()
    {
        var (anna, eve) = (await rig.Viewer(), await rig.Viewer());
        var code = await rig.Bought(anna, rig.Evening, 101);

        (await rig.Tickets.Find(eve, code)).Should().BeNull();
        (await rig.Pay(eve, code)).Outcome.Should().Be(TicketOutcome.Missing);
        (await rig.Tickets.Release(eve, code)).Outcome.Should().Be(TicketOutcome.Missing);
        (await rig.Tickets.Refund(eve, code)).Outcome.Should().Be(TicketOutcome.Missing);
        (await rig.Tickets.Mine(eve, null)).Rows.Should().BeEmpty();
        (await rig.Tickets.Mine(anna, null)).Rows.Should().ContainSingle();
    }

    [Fact]
    public async Task Called_off_everybody_gets_the_money_back_and_what_was_held_is_let_go()
    {
        var (anna, bert, carl) = (await rig.Viewer(), await rig.Viewer(), await rig.Viewer());
        var bought = await rig.Bought(anna, rig.Evening, 101, 102);
        var changed = (await rig.Tickets.Hold(bert, new(Guid.NewGuid(), rig.Evening, [103], await rig.Bought(bert, rig.Late, 103)))).Code!;
        await rig.Pay(bert, changed);
        var held = await rig.Held(carl, rig.Evening, 104);

        (await rig.Chains.Cancel(rig.Owner, rig.Chain.AppId, rig.Evening)).IsDone.Should().BeTrue();
        (await rig.Chains.Cancel(rig.Owner, rig.Chain.AppId, rig.Evening)).IsDone.Should().BeTrue();
        (await rig.Pay(carl, held)).Outcome.Should().Be(TicketOutcome.Refused);
        (await rig.Hold(carl, rig.Late, 101)).Code.Should().NotBeNull("what is held of a screening that was called off is no obstacle");
        await rig.Tickets.ReturnCancelled();
        await rig.Tickets.ReturnCancelled();

        (await rig.State(anna, bought)).Should().Be(TicketState.Refunded);
        (await rig.State(bert, changed)).Should().Be(TicketState.Refunded);
        (await rig.State(carl, held)).Should().Be(TicketState.Released);
        (await rig.Money(anna)).Should().Be((100_000, 0));
        (await rig.Money(bert)).Wallet.Should().Be(100_000);
    }

    [Fact]
    public async Task One_that_cannot_be_ended_holds_up_no_other_and_is_tried_again()
    {
        var (anna, bert) = (await rig.Viewer(), await rig.Viewer());
        var (large, small) = (await rig.Bought(anna, rig.Evening, 101, 102), await rig.Bought(bert, rig.Evening, 103));
        var screening = await IdOf(rig.Evening);
        await Move(LedgerParty.Tickets(screening), LedgerParty.Takings(rig.Chain.Id), 6000, "away");
        await rig.Chains.Cancel(rig.Owner, rig.Chain.AppId, rig.Evening);

        await rig.Tickets.ReturnCancelled();
        (await rig.State(anna, large)).Should().Be(TicketState.Paid);
        (await rig.State(bert, small)).Should().Be(TicketState.Refunded);
        (await rig.IsSettled(rig.Evening)).Should().BeFalse();
        await Move(LedgerParty.Takings(rig.Chain.Id), LedgerParty.Tickets(screening), 6000, "here");
        await rig.Tickets.ReturnCancelled();

        (await rig.State(anna, large)).Should().Be(TicketState.Refunded);
        (await rig.Money(anna)).Should().Be((100_000, 0));
        (await rig.IsSettled(rig.Evening)).Should().BeTrue();
    }

    [Fact]
    public async Task A_chain_that_is_suspended_sells_nothing_and_gives_back_what_it_sold()
    {
        var (anna, bert) = (await rig.Viewer(), await rig.Viewer());
        var bought = await rig.Bought(anna, rig.Evening, 101);
        var held = await rig.Held(bert, rig.Evening, 102);
        await using (var db = rig.Wallet.Db.CreateDbContext())
            await db.OfficialAccounts.ExecuteUpdateAsync(row => row.SetProperty(account => account.Standing, AccountStanding.Suspended));

        (await rig.Programme.Cities()).Should().BeEmpty();
        (await rig.Programme.Screening(anna, rig.Evening)).Should().BeNull();
        (await rig.Programme.Taken(rig.Evening)).Should().BeNull();
        (await rig.Pay(bert, held)).Outcome.Should().Be(TicketOutcome.Refused);
        (await rig.Tickets.Refund(anna, bought)).Outcome.Should().Be(TicketOutcome.Done);
        (await rig.Money(anna)).Should().Be((100_000, 0));
    }

    private Task PaidOut(long fen) => Move(LedgerParty.Takings(rig.Chain.Id), LedgerParty.Settling(rig.Chain.Id), fen, "settled");

    private async Task Move(LedgerParty from, LedgerParty to, long fen, string key)
    {
        await using var db = rig.Wallet.Db.CreateDbContext();
        (await rig.Wallet.Books.Move(db, async () => (await rig.Wallet.Books.Post(db, Posting.Of(key, EntryKind.Settlement, key, from, to, fen)), true))).Should().Be(PostOutcome.Posted);
    }

    private async Task<long> IdOf(string code)
    {
        await using var db = rig.Wallet.Db.CreateDbContext();
        return await db.Screenings.Where(row => row.Code == code).Select(row => row.Id).SingleAsync();
    }
}
