using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Weixin.CardsAndOffers;
using WeixinWeChat.Weixin.Cinema;
using WeixinWeChat.Weixin.Payments;
using WeixinWeChat.Weixin.RedPackets;
using WeixinWeChat.Weixin.Wallet;

namespace WeixinWeChat.Weixin.Together;

/// <summary>Everything that somebody may do.</summary>
internal enum Act
{
    TopUp,
    Withdraw,
    SendToBank,
    Settle,
    AskBanks,
    Transfer,
    AcceptTransfer,
    ReturnTransfer,
    ShowBill,
    PayBill,
    CancelBill,
    ReadPaymentCode,
    PayPrinted,
    Refund,
    SendPacket,
    OpenPacket,
    OpenGift,
    StopGifts,
    HoldSeat,
    PaySeat,
    ReleaseSeat,
    ReturnSeat,
    ChangeSeat,
    CallOff,
    Claim,
    GiveCopy,
    AcceptCopy,
    TakeCopyBack,
    Consume,
    Undo,
    WithdrawCopy,
    DeleteCopy,
    ChangeStock,
    Join,
    Activate,
    CheckIn,
    TopUpPurse,
    PayOutPurse,
    PayFromPurse,
    Exchange,
    Adjust,
    Freeze,
    WithdrawMember,
    Leave,
    Rounds,
}

/// <summary>Something that somebody does.</summary>
/// <param name="Act">What.</param>
/// <param name="Who">The how manieth friend.</param>
/// <param name="Fen">How much.</param>
/// <param name="Pick">Which of what there is.</param>
/// <param name="Twice">As a double click sends it: twice at the same moment.</param>
internal sealed record Step(Act Act, int Who, int Fen, int Pick, bool Twice)
{
    /// <summary>Does a bank have to answer first?</summary>
    public bool IsOfBank => Act is Act.TopUp or Act.Withdraw or Act.SendToBank or Act.Settle or Act.AskBanks;
}

/// <summary>Does what the steps say, and remembers what was answered with a number: that must be there in the end.</summary>
internal sealed partial class Acting(World world)
{
    private readonly Pool transfers = new();
    private readonly Pool bills = new();
    private readonly Pool payments = new();
    private readonly Pool packets = new();
    private readonly Pool gifts = new();
    private readonly IReadOnlyList<Pool> orders = [.. world.Friends.Select(_ => new Pool())];
    private readonly IReadOnlyList<Pool> copies = [.. world.Friends.Select(_ => new Pool())];
    private readonly ConcurrentQueue<(string What, Func<PortalDb, Task<bool>> Stands)> promised = new();

    public async Task Do(Step step)
    {
        var (me, card, _) = world.Friends[step.Who];
        var (brand, appId, pay) = (world.Cards.Owner, world.Cards.AppId, world.Pay);
        var (yuan, key) = ($"{step.Fen / 100}.{step.Fen % 100:00}", Guid.NewGuid());
        switch (step.Act)
        {
            case Act.TopUp or Act.Withdraw:
                var form = new MoneyForm(key, card, yuan, WalletRig.Password);
                Promise("order", await Sent(step, async () => (await (step.Act == Act.TopUp ? world.Wallet.Orders.TopUp(me, form) : world.Wallet.Orders.Withdraw(me, form))).Order?.Code),
                    (db, code) => db.BankOrders.AnyAsync(row => row.Code == code));
                break;
            case Act.SendToBank:
                Promise("payout", await Sent(step, async () => (await pay.Payouts.Send(me, new(key, "陈国华", TestCards.All[2].Number, yuan, "", WalletRig.Password))).Code),
                    (db, code) => db.Payouts.AnyAsync(row => row.Code == code));
                break;
            case Act.Settle:
                var (owner, account) = step.Pick % 3 == 0 ? (world.Cinema.Owner, world.Cinema.Chain.AppId) : (brand, appId);
                await Sent(step, async () => (await pay.Payouts.Settle(owner, account, new(key, yuan))).Problems.Count == 0 ? "done" : null);
                break;
            case Act.AskBanks:
                await world.AskBanks();
                break;
            case Act.Transfer or Act.AcceptTransfer or Act.ReturnTransfer:
                await Transfer(step, me, yuan, key);
                break;
            case Act.ShowBill or Act.PayBill or Act.CancelBill or Act.ReadPaymentCode or Act.PayPrinted or Act.Refund:
                await Pay(step, me, yuan, key);
                break;
            case Act.SendPacket or Act.OpenPacket:
                await Packet(step, me, yuan, key);
                break;
            case Act.OpenGift:
                await Sent(step, async () => await world.Gifts.Open(me, world.Campaign) is { } view ? $"{view.State}" : null, same: false);
                break;
            // Seldom: little of them is left to open afterwards.
            case Act.StopGifts when step.Pick == 0:
                await world.Gifts.Stop(brand, appId, world.Campaign);
                break;
            case Act.HoldSeat or Act.PaySeat or Act.ReleaseSeat or Act.ReturnSeat or Act.ChangeSeat or Act.CallOff:
                await Seat(step, me, key);
                break;
            case Act.Join or Act.Activate or Act.CheckIn or Act.TopUpPurse or Act.PayOutPurse or Act.PayFromPurse or Act.Exchange or Act.Adjust or Act.Freeze or Act.WithdrawMember or Act.Leave:
                await Belong(step, me, yuan, key);
                break;
            case Act.Rounds:
                await world.Rounds();
                break;
            default:
                await Copy(step, me, key);
                break;
        }
    }

    /// <summary>What was answered with a number and is not there; empty when all of it is.</summary>
    public async Task<IReadOnlyList<string>> Broken(PortalDb db)
    {
        var broken = new List<string>();
        foreach (var (what, stands) in promised)
        {
            if (!await stands(db))
                broken.Add(what);
        }

        return broken;
    }

    private async Task Transfer(Step step, long me, string yuan, Guid key)
    {
        var transferring = world.Wallet.Transfers;
        if (step.Act == Act.Transfer)
        {
            var form = new TransferForm(key, Another(step).Phone, yuan, "", WalletRig.Password);
            Promise("transfer", transfers.Add(await Sent(step, async () => (await transferring.Send(me, form)).Code)), (db, code) => db.Transfers.AnyAsync(row => row.Code == code));
        }
        else if (transfers.Pick(step.Pick) is { } code)
        {
            // The one to whom it goes, and those to whom it does not.
            var (accept, state) = (step.Act == Act.AcceptTransfer, step.Act == Act.AcceptTransfer ? TransferState.Accepted : TransferState.Returned);
            var outcomes = await Task.WhenAll(world.Friends.Select(friend => Task.Run(() => accept ? transferring.Accept(friend.Id, code) : transferring.Return(friend.Id, code))));
            outcomes.Count(outcome => outcome == TakeOutcome.Done).Should().BeLessThanOrEqualTo(1);
            if (outcomes.Contains(TakeOutcome.Done))
                Promise($"transfer {state}", code, (db, it) => db.Transfers.AnyAsync(row => row.Code == it && row.State == state));
        }
    }

    private async Task Pay(Step step, long me, string yuan, Guid key)
    {
        var (brand, appId, pay) = (world.Cards.Owner, world.Cards.AppId, world.Pay);
        switch (step.Act)
        {
            case Act.ShowBill:
                bills.Add(await Sent(step, async () => (await pay.Till.Ask(brand, appId, new(key, yuan, ""))).Bill?.Code));
                break;
            case Act.ReadPaymentCode when await pay.Pay.Show(me) is { } shown:
                bills.Add(await Sent(step, async () => (await pay.Till.Ask(brand, appId, new(key, yuan, "", shown.Digits))).Bill?.Code));
                break;
            case Act.PayBill when bills.Pick(step.Pick) is { } bill:
                Paid(me, await Sent(step, async () => (await pay.Pay.Pay(me, bill, new(key, null, null, WalletRig.Password))).Payment));
                break;
            case Act.CancelBill when bills.Pick(step.Pick) is { } bill:
                await pay.Till.Cancel(brand, appId, bill);
                break;
            case Act.PayPrinted:
                Paid(me, await Sent(step, async () => (await pay.Pay.Pay(me, world.Printed, new(key, yuan, "", WalletRig.Password))).Payment));
                break;
            case Act.Refund when payments.Pick(step.Pick) is { } payment:
                await Sent(step, async () => (await pay.Takings.Refund(brand, appId, payment, new(key, yuan, "x"))).Problems.Count == 0 ? "done" : null);
                break;
            default:
                break;
        }
    }

    private void Paid(long me, string? code) => Promise("payment", payments.Add(code), (db, it) => db.Payments.AnyAsync(row => row.Code == it && row.PayerId == me));

    private async Task Packet(Step step, long me, string yuan, Guid key)
    {
        if (step.Act == Act.SendPacket)
        {
            var kind = (RedPacketKind)(1 + (step.Pick % 3));
            var form = new RedPacketForm(key, kind, Another(step).Phone, $"{1 + (step.Pick % 3)}", yuan, "", WalletRig.Password);
            Promise("red packet", packets.Add(await Sent(step, async () => (await world.Packets.Send(me, form)).Code)), (db, code) => db.RedPackets.AnyAsync(row => row.Code == code));
        }
        else if (packets.Pick(step.Pick) is { } packet && await Sent(step, async () => await world.Packets.Open(me, packet) == OpenOutcome.Opened ? packet : null, same: false) is { } opened)
        {
            Promise("share", opened, (db, code) =>
            {
                var its = db.RedPackets.Where(row => row.Code == code).Select(row => row.Id);
                return db.RedPacketShares.AnyAsync(share => share.TakenById == me && its.Contains(share.PacketId));
            });
        }
    }

    private async Task Seat(Step step, long me, Guid key)
    {
        var (tickets, shows) = (world.Cinema.Tickets, new[] { world.Cinema.Evening, world.Cinema.Late, world.Cinema.Morning });
        var (show, place, mine) = (shows[step.Pick % shows.Length], 101 + (step.Fen % 4), orders[step.Who].Pick(step.Pick));
        switch (step.Act)
        {
            case Act.HoldSeat:
                Promise("hold", orders[step.Who].Add(await Sent(step, async () => (await tickets.Hold(me, new(key, show, [place]))).Code)), (db, code) => db.TicketOrders.AnyAsync(row => row.Code == code));
                break;
            case Act.ChangeSeat when mine is not null:
                orders[step.Who].Add(await Sent(step, async () => (await tickets.Hold(me, new(key, show, [place], mine))).Code));
                break;
            case Act.PaySeat when mine is not null:
                if (await Sent(step, async () => (await tickets.Pay(me, mine, WalletRig.Password)).Outcome == TicketOutcome.Done ? mine : null) is { } paid)
                    Promise("ticket", paid, (db, code) => db.TicketOrders.AnyAsync(row => row.Code == code && row.PaidAt != null));
                break;
            case Act.ReleaseSeat when mine is not null:
                await tickets.Release(me, mine);
                break;
            case Act.ReturnSeat when mine is not null:
                if (await Sent(step, async () => (await tickets.Refund(me, mine)).Outcome == TicketOutcome.Done ? mine : null) is { } given)
                    Promise("ticket given back", given, (db, code) => db.TicketOrders.AnyAsync(row => row.Code == code && row.State == TicketState.Refunded));
                break;
            case Act.CallOff when step.Pick % 5 == 0:
                await world.Cinema.Chains.Cancel(world.Cinema.Owner, world.Cinema.Chain.AppId, show);
                break;
            default:
                break;
        }
    }

    private async Task Copy(Step step, long me, Guid key)
    {
        var (cards, copy) = (world.Cards, copies[step.Who].Pick(step.Pick));
        switch (step.Act)
        {
            case Act.Claim:
                Promise("copy", copies[step.Who].Add(await Sent(step, async () => (await cards.Take(me, world.Coupon, key)).Code)),
                    (db, _) => db.CardCodes.AnyAsync(row => row.TakerId == me && row.FormKey == key));
                break;
            case Act.GiveCopy when copy is not null:
                gifts.Add(await Sent(step, async () => (await cards.Gifts.Give(me, copy)).Gift, same: false));
                break;
            case Act.AcceptCopy when gifts.Pick(step.Pick) is { } gift:
                if (await cards.Gifts.Accept(me, gift) == GiftOutcome.Done)
                    copies[step.Who].Add((await cards.Gifts.Find(me, gift))?.Copy);
                break;
            case Act.TakeCopyBack when gifts.Pick(step.Pick) is { } gift:
                await cards.Gifts.TakeBack(me, gift);
                break;
            case Act.Consume when copy is not null:
                // At two counters at once: one of them.
                var clerks = step.Twice ? new[] { cards.Staff, cards.Owner } : [cards.Staff];
                var used = await Task.WhenAll(clerks.Select(clerk => Task.Run(() => cards.Counter.Consume(clerk, cards.AppId, copy, null))));
                used.Count(answer => answer!.Refusal is null).Should().BeLessThanOrEqualTo(1);
                break;
            case Act.Undo when copy is not null:
                await cards.Counter.Undo(cards.Staff, cards.AppId, copy, null);
                break;
            case Act.WithdrawCopy when copy is not null:
                await cards.Cards.Withdraw(cards.Owner, cards.AppId, world.Coupon, copy, "退款");
                break;
            case Act.DeleteCopy when copy is not null:
                await cards.Copies.Delete(me, copy);
                break;
            case Act.ChangeStock:
                await cards.Cards.ModifyStock(cards.Owner, cards.AppId, step.Pick % 3 == 0 ? world.Coupon : world.Reward, step.Pick % 2 == 0 ? 1 : -1);
                break;
            default:
                break;
        }
    }

    private (long Id, string Card, string Phone) Another(Step step) => world.Friends[(step.Who + 1 + (step.Pick % (World.People - 1))) % World.People];

    private void Promise(string what, string? code, Func<PortalDb, string, Task<bool>> stands)
    {
        if (code is not null)
            promised.Enqueue(($"{what} {code}", db => stands(db, code)));
    }

    // Sent twice with one key: whoever gets a number gets the same.
    private static async Task<string?> Sent(Step step, Func<Task<string?>> send, bool same = true)
    {
        var answers = (await Task.WhenAll(Enumerable.Range(0, step.Twice ? 2 : 1).Select(_ => Task.Run(send)))).OfType<string>().ToList();
        if (same)
            answers.Distinct().Count().Should().BeLessThanOrEqualTo(1, $"{step} was sent twice with one key");
        return answers.FirstOrDefault();
    }

    /// <summary>Numbers of what there is, for anybody to reach for.</summary>
    private sealed class Pool
    {
        private readonly ConcurrentQueue<string> codes = new();

        public string? Add(string? code)
        {
            if (code is not null)
                codes.Enqueue(code);
            return code;
        }

        // The latest rather than the first: with what is over nothing can be done.
        public string? Pick(int which) => codes.ToArray() is { Length: > 0 } all ? all[^(1 + (which % Math.Min(all.Length, 5)))] : null;
    }
}
