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
        Gen.Select(Gen.Int[0, 12], Gen.Int[0, People - 1], Gen.Int[1, 4], Gen.Int[0, 1]).Array[30, 60].Sample(steps => Run(steps).GetAwaiter().GetResult(), iter: 12, threads: 1);

    private static async Task Run((int Act, int Who, int Seat, int Show)[] steps)
    {
        using var rig = await CinemaRig.Open();
        rig.Wallet.Db.Limits.SeatHoldsPerDay = 1000;
        var people = new List<long>();
        for (var i = 0; i < People; i++)
            people.Add(await rig.Viewer());
        var (shows, prices) = (new[] { rig.Evening, rig.Late }, new[] { 4000L, 5000L });
        var orders = new List<Order>();
        var starts = new[] { await rig.At(rig.Evening), await rig.At(rig.Late) };
        var (off, earned, takings) = (new HashSet<int>(), new HashSet<int>(), 0L);
        var balances = people.ToDictionary(me => me, _ => Start);

        foreach (var (act, who, seat, show) in steps)
        {
            var (me, now) = (people[who], rig.Now);
            var open = orders.SingleOrDefault(order => order.Who == me && order.State == TicketState.Held && order.Until > now && !off.Contains(order.Show));
            var paid = orders.LastOrDefault(order => order.Who == me && order.State == TicketState.Paid);
            switch (act)
            {
                case 0 or 1 or 2:
                    var place = 100 + seat;
                    var former = act > 0 ? paid : null;
                    if (act > 0 && former is null)
                        break;
                    var owner = Owner(show, place, now);
                    var changes = OnSale(show, now) && (former is null || (former.Former is null && former.Show != show && MayReturn(former.Show, now)));
                    var result = await rig.Tickets.Hold(me, new(Guid.NewGuid(), shows[show], [place], former?.Code));
                    (result.Code is not null).Should().Be(open is null && owner is null && changes);
                    if (result.Code is { } code)
                        orders.Add(new(code, me, show, place, now + TicketOrder.HoldTime) { Former = former });
                    else if (open is null && changes)
                        result.Taken.Should().Equal(place);
                    break;
                case 3 or 4 or 5 when orders.LastOrDefault(order => order.Who == me) is { } last:
                    var payable = last.State == TicketState.Held && last.Until > now && OnSale(last.Show, now)
                        && (last.Former is null || (last.Former.State == TicketState.Paid && MayReturn(last.Former.Show, now)));
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
                    var back = off.Contains(paid.Show) || MayReturn(paid.Show, now);
                    (await rig.Tickets.Refund(me, paid.Code)).Outcome.Should().Be(back ? TicketOutcome.Done : TicketOutcome.Refused);
                    if (back)
                        (paid.State, balances[me]) = (TicketState.Refunded, balances[me] + prices[paid.Show]);
                    break;
                case 8:
                    rig.Wallet.Db.Clock.Advance(TimeSpan.FromMinutes(4));
                    break;
                case 9:
                    await rig.Tickets.ReleaseOver();
                    await rig.Tickets.ReturnCancelled();
                    foreach (var order in orders.Where(order => off.Contains(order.Show) && order.State == TicketState.Paid))
                        (order.State, balances[order.Who]) = (TicketState.Refunded, balances[order.Who] + prices[order.Show]);
                    break;
                case 10:
                    await rig.Earnings.EarnOver();
                    foreach (var over in Enumerable.Range(0, shows.Length).Where(one => !off.Contains(one) && now >= End(one) + Screening.EarnedAfter && earned.Add(one)))
                        takings += Paid(over);
                    break;
                // Seldom: little else happens after them.
                case 11 when seat == 4 && who == 0:
                    await rig.Chains.Cancel(rig.Owner, rig.Chain.AppId, shows[show]);
                    if (now < End(show))
                        off.Add(show);
                    break;
                case 12 when seat == 4:
                    rig.Wallet.Db.Clock.Advance(TimeSpan.FromHours(20));
                    break;
            }

            await Proved();
        }

        (await rig.Wallet.Fault()).Should().BeNull();

        Order? Owner(int show, int place, DateTime now) =>
            orders.SingleOrDefault(order => order.Show == show && order.Place == place && (order.State == TicketState.Paid || (order.State == TicketState.Held && order.Until > now)));

        DateTime End(int show) => starts[show].AddMinutes(118);

        bool OnSale(int show, DateTime now) => !off.Contains(show) && now < starts[show] + Screening.SaleAfterStart;

        bool MayReturn(int show, DateTime now) => !off.Contains(show) && now < starts[show] - Screening.DoorOpens;

        long Paid(int show) => orders.Count(order => order.Show == show && order.State == TicketState.Paid) * prices[show];

        async Task Proved()
        {
            foreach (var show in Enumerable.Range(0, shows.Length).Where(one => !off.Contains(one)))
            {
                var expected = Enumerable.Range(101, 4).Where(place => Owner(show, place, rig.Now) is not null);
                (await rig.Programme.Taken(shows[show])).Should().Equal(expected);
            }

            await using var db = rig.Wallet.Db.CreateDbContext();
            foreach (var me in people)
                (await Books.Balance(db, LedgerParty.Wallet(me))).Should().Be(balances[me]);
            for (var show = 0; show < shows.Length; show++)
            {
                var code = shows[show];
                var id = await db.Screenings.Where(row => row.Code == code).Select(row => row.Id).SingleAsync();
                (await Books.Balance(db, LedgerParty.Tickets(id))).Should().Be(earned.Contains(show) ? 0 : Paid(show));
            }

            (await Books.Balance(db, LedgerParty.Takings(rig.Chain.Id))).Should().Be(takings);
            (await db.SeatClaims.GroupBy(row => new { row.ScreeningId, row.Place }).AnyAsync(group => group.Count() > 1)).Should().BeFalse();
        }
    }

    private sealed record Order(string Code, long Who, int Show, int Place, DateTime Until)
    {
        public TicketState State { get; set; } = TicketState.Held;

        public Order? Former { get; init; }
    }
}
