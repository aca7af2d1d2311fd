using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Core.Subscribers;
using WeixinWeChat.Weixin.CardsAndOffers;
using WeixinWeChat.Weixin.Cinema;
using WeixinWeChat.Weixin.Ledger;
using WeixinWeChat.Weixin.Members;
using WeixinWeChat.Weixin.Payments;
using WeixinWeChat.Weixin.RedPackets;
using WeixinWeChat.Weixin.Wallet;

namespace WeixinWeChat.Weixin.Together;

/// <summary>What must hold at every moment: what the <c>check</c> command proves, and that each balance is what the orders, payments, packets, tickets and payouts say.</summary>
internal sealed class Proof(World world)
{
    public async Task Holds(PortalDb db)
    {
        (await Books.FirstFault(db)).Should().BeNull();
        (await AuditChain.FirstBroken(db)).Should().BeNull();
        (await SealInspection.FirstFault(db)).Should().BeNull();
        (await db.LedgerLines.SumAsync(line => line.Amount)).Should().Be(0);
        var balances = (await (from account in db.LedgerAccounts
                               join line in db.LedgerLines on account.Id equals line.AccountId
                               group line.Amount by new { account.Kind, account.Owner } into sums
                               select new { sums.Key.Kind, sums.Key.Owner, Fen = sums.Sum() }).ToListAsync())
            .Where(row => row.Fen != 0).ToDictionary(row => new LedgerParty(row.Kind, row.Owner), row => row.Fen);
        balances.Where(row => row.Value < 0 && !LedgerAccount.MayOwe(row.Key.Kind)).Should().BeEmpty();
        balances.Should().BeEquivalentTo(await Told(db));
        await Packets(db);
        await Payments(db);
        await Seats(db);
        await Copies(db);
        await MemberProof.Holds(db);
        await Year(db);
    }

    /// <summary>Whatever was on its way has arrived: nobody's money, seat or copy waits for anything.</summary>
    public static async Task Ended(PortalDb db)
    {
        (await db.BankOrders.CountAsync(row => row.State == BankOrderState.Asked)).Should().Be(0);
        (await db.Payouts.CountAsync(row => row.State == BankOrderState.Asked)).Should().Be(0);
        (await db.Transfers.CountAsync(row => row.State == TransferState.Waiting)).Should().Be(0);
        (await db.RedPackets.CountAsync(row => row.State == RedPacketState.Open)).Should().Be(0);
        (await db.BrandPackets.CountAsync(row => row.ClosedAt == null)).Should().Be(0);
        (await db.TicketOrders.CountAsync(row => row.State == TicketState.Held)).Should().Be(0);
        (await db.Screenings.CountAsync(row => row.SettledAt == null)).Should().Be(0);
        (await db.CardGifts.CountAsync(row => row.State == GiftState.Waiting)).Should().Be(0);
        (await db.Exchanges.CountAsync(row => row.State == ExchangeState.Waiting)).Should().Be(0);
        (await db.CardCodes.CountAsync(row => row.State == CodeState.Gifting)).Should().Be(0);
        var passing = new[] { LedgerKind.Held, LedgerKind.Settling, LedgerKind.Pot, LedgerKind.Budget, LedgerKind.Tickets };
        var accounts = db.LedgerAccounts.Where(row => passing.Contains(row.Kind));
        (await db.LedgerLines.Where(line => accounts.Any(account => account.Id == line.AccountId)).GroupBy(line => line.AccountId).CountAsync(lines => lines.Sum(line => line.Amount) != 0)).Should().Be(0);
    }

    /// <summary>Every balance, told by everything but the ledger; those that are nothing are left out.</summary>
    private async Task<Dictionary<LedgerParty, long>> Told(PortalDb db)
    {
        var told = new Dictionary<LedgerParty, long>();
        foreach (var order in await db.BankOrders.AsNoTracking().ToListAsync())
        {
            var done = order.State == BankOrderState.Done ? order.Fen : 0;
            Add(LedgerParty.Card(order.CardId), order.Direction == BankDirection.In ? -done : done);
            Add(LedgerParty.Wallet(order.SubscriberId), order.Direction == BankDirection.In ? done : order.State == BankOrderState.Refused ? 0 : -order.Fen);
            Add(LedgerParty.Held(order.SubscriberId), order is { Direction: BankDirection.Out, State: BankOrderState.Asked } ? order.Fen : 0);
            if (order.State != BankOrderState.Asked)
                (await db.Set<SimulatedOrder>().AnyAsync(row => row.Number == order.Code && row.Done)).Should().Be(order.State == BankOrderState.Done, "the bank and the wallet say the same");
        }

        foreach (var payout in await db.Payouts.AsNoTracking().ToListAsync())
        {
            var (from, way, bank) = payout.AccountId is { } account
                ? (LedgerParty.Takings(account), LedgerParty.Settling(account), LedgerParty.Bank(account))
                : (LedgerParty.Wallet(payout.FromId!.Value), LedgerParty.Held(payout.FromId.Value), LedgerParty.Payee(payout.FromId.Value));
            Add(from, payout.State == BankOrderState.Refused ? 0 : -payout.Fen);
            Add(way, payout.State == BankOrderState.Asked ? payout.Fen : 0);
            Add(bank, payout.State == BankOrderState.Done ? payout.Fen : 0);
        }

        var keys = await db.Subscribers.ToDictionaryAsync(row => row.PhoneKey, row => row.Id);
        foreach (var transfer in await db.Transfers.AsNoTracking().ToListAsync())
        {
            Add(LedgerParty.Wallet(transfer.FromId), transfer.State == TransferState.Returned ? 0 : -transfer.Fen);
            Add(LedgerParty.Held(transfer.FromId), transfer.State == TransferState.Waiting ? transfer.Fen : 0);
            if (transfer.State == TransferState.Accepted)
                Add(LedgerParty.Wallet(keys[transfer.ToKey]), transfer.Fen);
        }

        foreach (var payment in await db.Payments.AsNoTracking().ToListAsync())
        {
            Add(payment.PurseId is { } purse ? LedgerParty.Purse(purse) : LedgerParty.Wallet(payment.PayerId), payment.RefundedFen - payment.Fen);
            Add(LedgerParty.Takings(payment.AccountId), payment.Fen - payment.RefundedFen);
        }

        foreach (var packet in await db.RedPackets.AsNoTracking().ToListAsync())
        {
            var shares = await db.RedPacketShares.AsNoTracking().Where(row => row.PacketId == packet.Id).ToListAsync();
            var taken = shares.Where(share => share.TakenById is not null).ToList();
            Add(LedgerParty.Wallet(packet.FromId), packet.State == RedPacketState.Returned ? -taken.Sum(share => share.Fen) : -packet.Fen);
            Add(LedgerParty.Pot(packet.Id), packet.State == RedPacketState.Open ? packet.Fen - taken.Sum(share => share.Fen) : 0);
            taken.ForEach(share => Add(LedgerParty.Wallet(share.TakenById!.Value), share.Fen));
        }

        foreach (var gift in await db.BrandPackets.AsNoTracking().ToListAsync())
        {
            Add(LedgerParty.Takings(gift.AccountId), gift.ClosedAt is null ? -gift.BudgetFen : -gift.SpentFen);
            Add(LedgerParty.Budget(gift.Id), gift.ClosedAt is null ? gift.BudgetFen - gift.SpentFen : 0);
            foreach (var share in await db.BrandPacketShares.AsNoTracking().Where(row => row.PacketId == gift.Id).ToListAsync())
                Add(LedgerParty.Wallet(share.SubscriberId), share.Fen);
            Add(LedgerParty.Bank(gift.AccountId), -World.Seed);
            Add(LedgerParty.Takings(gift.AccountId), World.Seed);
        }

        var screenings = await db.Screenings.AsNoTracking().ToDictionaryAsync(row => row.Id);
        foreach (var order in await db.TicketOrders.AsNoTracking().ToListAsync())
        {
            var screening = screenings[order.ScreeningId];
            Add(LedgerParty.Wallet(order.SubscriberId), -order.PaidFen);
            if (order.State == TicketState.Paid)
                Add(screening.SettledAt is null ? LedgerParty.Tickets(screening.Id) : LedgerParty.Takings(screening.AccountId), order.Fen);
        }

        var members = await (from member in db.Members join copy in db.CardCodes on member.CodeId equals copy.Id select new { member.Id, member.SubscriberId, member.State, copy.Code }).ToListAsync();
        foreach (var (code, fen) in world.Carried)
        {
            var member = members.Single(row => row.Code == code);
            Add(LedgerParty.Purse(member.Id), fen);
            Add(LedgerParty.Wallet(member.SubscriberId), -fen);
        }

        // Whoever leaves has taken everything along, and what comes back later goes on into the wallet.
        foreach (var left in members.Where(row => row.State == MemberState.Left))
        {
            Add(LedgerParty.Wallet(left.SubscriberId), told.GetValueOrDefault(LedgerParty.Purse(left.Id)));
            told.Remove(LedgerParty.Purse(left.Id));
        }

        return told.Where(row => row.Value != 0).ToDictionary();

        void Add(LedgerParty party, long fen) => told[party] = told.GetValueOrDefault(party) + fen;
    }

    private static async Task Packets(PortalDb db)
    {
        foreach (var packet in await db.RedPackets.AsNoTracking().ToListAsync())
        {
            var shares = await db.RedPacketShares.AsNoTracking().Where(row => row.PacketId == packet.Id).OrderBy(row => row.Number).ToListAsync();
            shares.Should().HaveCount(packet.Shares).And.NotContain(share => share.Fen < 1);
            shares.Sum(share => share.Fen).Should().Be(packet.Fen);
            shares.Where(share => share.TakenById is not null).Select(share => share.TakenById).Should().OnlyHaveUniqueItems();
            // The first that come take the first.
            shares.Select(share => share.TakenById is not null).Should().Equal(Enumerable.Range(1, packet.Shares).Select(number => number <= packet.Taken));
            (packet.State == RedPacketState.Empty).Should().Be(packet.Taken == packet.Shares);
        }

        foreach (var gift in await db.BrandPackets.AsNoTracking().ToListAsync())
        {
            var shares = await db.BrandPacketShares.AsNoTracking().Where(row => row.PacketId == gift.Id).ToListAsync();
            (shares.Sum(share => share.Fen), (long)shares.Count).Should().Be((gift.SpentFen, gift.Given));
            gift.SpentFen.Should().BeLessThanOrEqualTo(gift.BudgetFen);
            shares.Should().NotContain(share => share.Fen < gift.LeastFen || share.Fen > gift.MostFen);
            shares.GroupBy(share => share.SubscriberId).Should().NotContain(mine => mine.Count() > gift.PerPerson);
        }
    }

    private static async Task Payments(PortalDb db)
    {
        var (payments, refunds) = (await db.Payments.AsNoTracking().ToListAsync(), await db.Refunds.AsNoTracking().ToListAsync());
        foreach (var payment in payments)
        {
            payment.RefundedFen.Should().Be(refunds.Where(refund => refund.PaymentId == payment.Id).Sum(refund => refund.Fen));
            payment.RefundedFen.Should().BeInRange(0, payment.Fen);
        }

        // A bill is paid once, and by a payment of its own.
        var paid = await db.Bills.AsNoTracking().Where(row => row.State == BillState.Paid).ToListAsync();
        paid.Select(bill => bill.PaymentCode).Should().OnlyHaveUniqueItems();
        paid.Should().NotContain(bill => payments.Count(payment => payment.Code == bill.PaymentCode && payment.Fen == bill.Fen && payment.AccountId == bill.AccountId) != 1);
        payments.Count(payment => payment.Way != PaymentWay.StaticCode).Should().Be(paid.Count);
    }

    private async Task Seats(PortalDb db)
    {
        var (orders, claims) = (await db.TicketOrders.AsNoTracking().ToListAsync(), await db.SeatClaims.AsNoTracking().ToListAsync());
        claims.Select(claim => (claim.ScreeningId, claim.Place)).Should().OnlyHaveUniqueItems();
        foreach (var order in orders)
        {
            var mine = claims.Where(claim => claim.OrderId == order.Id).ToList();
            if (order.State == TicketState.Paid)
                mine.Should().HaveCount(order.SeatCount).And.NotContain(claim => claim.HeldUntil != null);
            else if (order.State != TicketState.Held)
                mine.Should().BeEmpty($"{order.State} leaves its seats to others");
            else if (order.HeldUntil > world.Db.Clock.UtcNow)
                mine.Should().HaveCount(order.SeatCount).And.NotContain(claim => claim.HeldUntil != order.HeldUntil);
        }

        orders.Where(order => order.State == TicketState.Paid).SelectMany(order => order.Places.Select(place => (order.ScreeningId, place))).Should().OnlyHaveUniqueItems();
        orders.Where(order => order.OpenFor is not null).Select(order => order.OpenFor).Should().OnlyHaveUniqueItems();
    }

    private static async Task Copies(PortalDb db)
    {
        var copies = await db.CardCodes.AsNoTracking().ToListAsync();
        foreach (var stock in await db.CardStocks.AsNoTracking().ToListAsync())
        {
            var (cap, mine) = (await db.Cards.Where(row => row.Id == stock.CardId).Select(row => row.Terms.GetLimit).SingleAsync(), copies.Where(copy => copy.CardId == stock.CardId).ToList());
            stock.Left.Should().BeGreaterThanOrEqualTo(0);
            mine.Should().HaveCount(stock.Taken);
            mine.GroupBy(copy => copy.TakerId).Should().NotContain(taken => taken.Count() > cap);
            var days = db.CardDays.Where(day => day.CardId == stock.CardId);
            (await days.SumAsync(day => day.Taken), await days.SumAsync(day => day.Used)).Should().Be((stock.Taken, mine.Count(copy => copy.State == CodeState.Consumed)));
        }

        var used = copies.Count(copy => copy.State == CodeState.Consumed);
        (await db.AuditEntries.CountAsync(entry => entry.Action == "card.consumed") - await db.AuditEntries.CountAsync(entry => entry.Action == "card.consume-undone")).Should().Be(used);
        var gifts = await db.CardGifts.AsNoTracking().ToListAsync();
        gifts.Count(gift => gift.State == GiftState.Waiting).Should().Be(copies.Count(copy => copy.State == CodeState.Gifting));
        (await db.CardDays.SumAsync(day => day.Given)).Should().Be(gifts.Count(gift => gift.State == GiftState.Taken));
        (await db.CardDays.SumAsync(day => day.Expired)).Should().BeGreaterThanOrEqualTo(copies.Count(copy => copy.State == CodeState.Expire), "one that ran out may have been thrown away since");
    }

    // All friends have shown one ID card: what they may pay in a year they may pay together.
    private static async Task Year(PortalDb db)
    {
        EntryKind[] kinds =
        [
            EntryKind.Transfer, EntryKind.Payment, EntryKind.Ticket, EntryKind.RedPacket, EntryKind.BankTransfer, EntryKind.PurseTopUp,
            EntryKind.TransferReturned, EntryKind.Refund, EntryKind.TicketRefund, EntryKind.RedPacketReturned, EntryKind.BankTransferReturned,
        ];
        var (accounts, entries) = (db.LedgerAccounts.Where(row => row.Kind == LedgerKind.Wallet), db.LedgerEntries.Where(row => kinds.Contains(row.Kind)));
        (-await db.LedgerLines.Where(line => accounts.Any(account => account.Id == line.AccountId) && entries.Any(entry => entry.Id == line.EntryId)).SumAsync(line => line.Amount))
            .Should().BeLessThanOrEqualTo(World.YearFen);
    }
}
