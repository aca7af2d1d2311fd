using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Weixin.CardsAndOffers;
using WeixinWeChat.Weixin.Cinema;
using WeixinWeChat.Weixin.Ledger;
using WeixinWeChat.Weixin.Members;
using WeixinWeChat.Weixin.Payments;
using WeixinWeChat.Weixin.RedPackets;
using WeixinWeChat.Weixin.Wallet;

namespace WeixinWeChat.Weixin.Together;

/// <summary>What must be there after a portal has died often: what was answered, once, and nothing else.</summary>
internal sealed class CrashProof(CrashWorld world, IReadOnlyList<Wish> wishes)
{
    public async Task Holds(PortalDb db)
    {
        await Copies(db);
        await Shares(db);
        await Seats(db);
        await Balances(db);
        await Members(db);
    }

    private IEnumerable<(Wish Wish, long Me)> Done(WishKind kind) => wishes.Where(wish => wish.Kind == kind && wish.Answer is not null).Select(wish => (wish, world.Customers[wish.Who].Id));

    private async Task Copies(PortalDb db)
    {
        var copies = await db.CardCodes.AsNoTracking().ToListAsync();
        // With the cards that they had from the beginning.
        copies.Where(copy => copy.Source != ClaimSource.Points).Select(copy => (copy.TakerId, copy.FormKey, copy.Code)).Should().BeEquivalentTo(
            Done(WishKind.Claim).Concat(Done(WishKind.Join)).Select(done => (done.Me, done.Wish.Key, done.Wish.Answer!)).Concat(world.Customers.Select(customer => (customer.Id, customer.MembershipKey, customer.Membership))));
        foreach (var (code, quantity, cap) in world.Cards.Append(world.Reward))
        {
            var card = await db.Cards.Where(row => row.Code == code).Select(row => row.Id).SingleAsync();
            var (stock, taken) = (await db.CardStocks.AsNoTracking().SingleAsync(row => row.CardId == card), copies.Where(copy => copy.CardId == card).ToList());
            (stock.Quantity, stock.Taken).Should().Be((quantity, taken.Count));
            stock.Left.Should().BeGreaterThanOrEqualTo(0);
            taken.GroupBy(copy => copy.TakerId).Should().NotContain(mine => mine.Count() > cap);
            (await db.CardDays.Where(day => day.CardId == card).SumAsync(day => day.Taken)).Should().Be(taken.Count);
        }
    }

    private async Task Shares(PortalDb db)
    {
        var taken = await (from share in db.RedPacketShares where share.TakenById != null join packet in db.RedPackets on share.PacketId equals packet.Id select new { packet.Code, Me = share.TakenById!.Value, share.Fen }).ToListAsync();
        taken.Select(share => (share.Code, share.Me, Money.Yuan(share.Fen))).Should().BeEquivalentTo(Done(WishKind.Share).Select(done => (done.Wish.Target, done.Me, done.Wish.Answer!)).Distinct());
        foreach (var packet in await db.RedPackets.AsNoTracking().ToListAsync())
        {
            var shares = await db.RedPacketShares.Where(row => row.PacketId == packet.Id).ToListAsync();
            (shares.Count, shares.Sum(share => share.Fen), shares.Count(share => share.TakenById is not null)).Should().Be((packet.Shares, packet.Fen, packet.Taken));
            (await Books.Balance(db, LedgerParty.Pot(packet.Id))).Should().Be(shares.Where(share => share.TakenById is null).Sum(share => share.Fen));
        }
    }

    private async Task Seats(PortalDb db)
    {
        var orders = await db.TicketOrders.AsNoTracking().ToListAsync();
        orders.Where(order => order.State == TicketState.Paid).Select(order => (order.SubscriberId, order.FormKey, order.Code)).Should().BeEquivalentTo(Done(WishKind.Seat).Select(done => (done.Me, done.Wish.Key, done.Wish.Answer!)));
        orders.Should().NotContain(order => order.State != TicketState.Paid, "whoever held a seat has paid it in the end");
        var claims = await db.SeatClaims.AsNoTracking().ToListAsync();
        claims.Select(claim => (claim.ScreeningId, claim.Place, claim.OrderId, claim.HeldUntil)).Should().BeEquivalentTo(orders.Select(order => (order.ScreeningId, order.Places.Single(), order.Id, (DateTime?)null)));
        foreach (var shown in orders.GroupBy(order => order.ScreeningId))
            (await Books.Balance(db, LedgerParty.Tickets(shown.Key))).Should().Be(shown.Count() * CrashWorld.SeatFen);
    }

    private async Task Balances(PortalDb db)
    {
        var payments = await db.Payments.AsNoTracking().ToListAsync();
        payments.Select(payment => (payment.PayerId, payment.FormKey, payment.Code, payment.Fen, payment.PurseId is not null)).Should().BeEquivalentTo(
            Done(WishKind.Payment).Select(done => (done.Me, done.Wish.Key, done.Wish.Answer!, (long)done.Wish.Number, done.Wish.FromPurse)));
        foreach (var customer in world.Customers)
        {
            var mine = payments.Where(payment => payment.PayerId == customer.Id).ToLookup(payment => payment.PurseId is not null, payment => payment.Fen);
            var (carried, seats) = (Done(WishKind.Carry).Where(done => done.Me == customer.Id).Sum(done => done.Wish.Number), Done(WishKind.Seat).Count(done => done.Me == customer.Id) * CrashWorld.SeatFen);
            var shares = await db.RedPacketShares.Where(share => share.TakenById == customer.Id).SumAsync(share => share.Fen);
            (await Books.Balance(db, LedgerParty.Wallet(customer.Id))).Should().Be(CrashWorld.Begun - mine[false].Sum() - seats + shares - carried);
            var cards = db.CardCodes.Where(copy => copy.Code == customer.Membership);
            var member = await db.Members.Where(row => cards.Any(copy => copy.Id == row.CodeId)).Select(row => row.Id).SingleAsync();
            (await Books.Balance(db, LedgerParty.Purse(member))).Should().Be(carried - mine[true].Sum());
        }

        (await db.LedgerLines.SumAsync(line => line.Amount)).Should().Be(0);
        (await Books.FirstFault(db)).Should().BeNull();
    }

    private async Task Members(PortalDb db)
    {
        await MemberProof.Holds(db);
        var members = await (from member in db.Members join copy in db.CardCodes on member.CodeId equals copy.Id select new { member.Id, member.SubscriberId, copy.Code }).ToListAsync();
        members.Select(member => (member.SubscriberId, member.Code)).Should().BeEquivalentTo(Done(WishKind.Join).Select(done => (done.Me, done.Wish.Answer!)).Concat(world.Customers.Select(customer => (customer.Id, customer.Membership))));
        var owners = members.ToDictionary(member => member.Id);
        var exchanges = await db.Exchanges.AsNoTracking().ToListAsync();
        exchanges.Should().NotContain(row => row.State == ExchangeState.Waiting, "whoever asked was answered in the end");
        exchanges.Where(row => row.State == ExchangeState.Done).Select(row => (owners[row.MemberId].SubscriberId, row.FormKey, row.Coupon!)).Should().BeEquivalentTo(Done(WishKind.Exchange).Select(done => (done.Me, done.Wish.Key, done.Wish.Answer!)));
        (await db.PointEntries.Where(row => row.Kind == PointKind.CheckIn).Select(row => row.MemberId).Distinct().ToListAsync()).Select(id => owners[id].Code).Should().BeEquivalentTo(Done(WishKind.CheckIn).Select(done => done.Wish.Target).Distinct());
    }
}
