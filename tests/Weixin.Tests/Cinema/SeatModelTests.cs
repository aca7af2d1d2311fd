using CsCheck;
using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Weixin.Ledger;

namespace WeixinWeChat.Weixin.Cinema;

/// <summary>Random interleavings of everything that is done with seats, against a model that is plain enough to be believed.</summary>
public sealed class SeatModelTests
{
    private const int People = 2;
    private const long Start = 100_000;

    [Fact]
    public void No_seat_has_two_owners_and_no_fen_is_lost_whatever_comes_after_what() =>
        Gen.Select(Gen.Int[0, 9], Gen.Int[0, People - 1], Gen.Int[1, 4], Gen.Int[0, 1]).Array[30, 60].Sample(steps => Run(steps).GetAwaiter().GetResult(), iter: 12, threads: 1);

    private static async Task Run((int Act, int Who, int Seat, int Show)[] steps)
    {
        using var rig = await CinemaRig.Open();
        rig.Wallet.Db.Limits.SeatHoldsPerDay = 1000;
        var people = new List<long>();
        for (var i = 0; i < People; i++)
            people.Add(await rig.Viewer());
        var (shows, prices) = (new[] { rig.Evening, rig.Late }, new[] { 4000L, 5000L });
        var orders = new List<Order>();
        var balances = people.ToDictionary(me => me, _ => Start);

        foreach (var (act, who, seat, show) in steps)
        {
            var (me, now) = (people[who], rig.Now);
            var open = orders.SingleOrDefault(order => order.Who == me && order.State == TicketState.Held && order.Until > now);
            var paid = orders.LastOrDefault(order => order.Who == me && order.State == TicketState.Paid);
            switch (act)
            {
                case 0 or 1 or 2:
                    var place = 100 + seat;
                    var former = act > 0 ? paid : null;
                    if (act > 0 && former is null)
                        break;
                    var owner = Owner(show, place, now);
                    var changes = former is null || (former.Former is null && former.Show != show);
                    var result = await rig.Tickets.Hold(me, new(Guid.NewGuid(), shows[show], [place], former?.Code));
                    (result.Code is not null).Should().Be(open is null && owner is null && changes);
                    if (result.Code is { } code)
                        orders.Add(new(code, me, show, place, now + TicketOrder.HoldTime) { Former = former });
                    else if (open is null && changes)
                        result.Taken.Should().Equal(place);
                    break;
                case 3 or 4 or 5 when orders.LastOrDefault(order => order.Who == me) is { } last:
                    var payable = last.State == TicketState.Held && last.Until > now && (last.Former is null || last.Former.State == TicketState.Paid);
                    (await rig.Pay(me, last.Code)).Outcome.Should().Be(payable || last.State == TicketState.Paid ? TicketOutcome.Done : TicketOutcome.Refused);
                    if (!payable)
                        break;
                    balances[me] -= prices[last.Show] - (last.Former is { } old ? prices[old.Show] : 0);
                    last.State = TicketState.Paid;
                    if (last.Former is not null)
                        last.Former.State = TicketState.Changed;
                    break;
                case 6 when open is not null:
                    (await rig.Tickets.Release(me, open.Code)).Outcome.Should().Be(TicketOutcome.Done);
                    open.State = TicketState.Released;
                    break;
                case 7 when paid is not null:
                    (await rig.Tickets.Refund(me, paid.Code)).Outcome.Should().Be(TicketOutcome.Done);
                    (paid.State, balances[me]) = (TicketState.Refunded, balances[me] + prices[paid.Show]);
                    break;
                case 8:
                    rig.Wallet.Db.Clock.Advance(TimeSpan.FromMinutes(4));
                    break;
                case 9:
                    await rig.Tickets.ReleaseOver();
                    break;
            }

            await Proved();
        }

        (await rig.Wallet.Fault()).Should().BeNull();

        Order? Owner(int show, int place, DateTime now) =>
            orders.SingleOrDefault(order => order.Show == show && order.Place == place && (order.State == TicketState.Paid || (order.State == TicketState.Held && order.Until > now)));

        async Task Proved()
        {
            for (var show = 0; show < shows.Length; show++)
            {
                var expected = Enumerable.Range(101, 4).Where(place => Owner(show, place, rig.Now) is not null);
                (await rig.Programme.Taken(shows[show])).Should().Equal(expected);
            }

            await using var db = rig.Wallet.Db.CreateDbContext();
            foreach (var me in people)
                (await Books.Balance(db, LedgerParty.Wallet(me))).Should().Be(balances[me]);
            (await Books.Balance(db, LedgerParty.Takings(rig.Chain.Id))).Should().Be((People * Start) - balances.Values.Sum());
            (await db.SeatClaims.GroupBy(row => new { row.ScreeningId, row.Place }).AnyAsync(group => group.Count() > 1)).Should().BeFalse();
        }
    }

    private sealed record Order(string Code, long Who, int Show, int Place, DateTime Until)
    {
        public TicketState State { get; set; } = TicketState.Held;

        public Order? Former { get; init; }
    }
}
