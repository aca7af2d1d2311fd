using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Subscribers;
using WeixinWeChat.Weixin.Cinema;
using WeixinWeChat.Weixin.Ledger;
using WeixinWeChat.Weixin.Payments;
using WeixinWeChat.Weixin.RedPackets;
using WeixinWeChat.Weixin.Wallet;

namespace WeixinWeChat.Tests;

/// <summary>Gives a subscriber of the Weixin portal a wallet with a card, money, and orders that the bank carried out and refused.</summary>
internal sealed class Paying(TestDb dbs, string canary)
{
    /// <returns>The codes of what the subscriber has there, by the beginning of the addresses that they stand in.</returns>
    public async Task<IReadOnlyDictionary<string, string>> Wallet(long subscriberId)
    {
        var (now, books) = (TimeProvider.System.GetUtcNow().UtcDateTime, new Books(TimeProvider.System));
        await using var db = dbs.CreateDbContext();
        db.Add(new Wallet
        {
            SubscriberId = subscriberId,
            Name = dbs.Vault.Protect(Weixin.Wallet.Wallet.Purposes.Name, $"{canary} Lin"),
            IdNumber = dbs.Vault.Protect(Weixin.Wallet.Wallet.Purposes.IdNumber, $"{canary} 9"),
            IdKey = dbs.Vault.Fingerprint(Weixin.Wallet.Wallet.Purposes.IdNumber, $"{canary} 9"),
            PasswordHash = "none opens it",
            OpenedAt = now,
        });
        var number = TestCards.All[0].Number;
        var card = new BankCard { SubscriberId = subscriberId, Bank = Banks.Of(number)!, Number = dbs.Vault.Protect(BankCard.NumberPurpose, $"{canary} {number}"), LastFour = number[^4..], BoundAt = now }
            .Bound(dbs.Vault.Fingerprint(BankCard.NumberPurpose, number));
        db.Add(card);
        await db.SaveChangesAsync();

        var (done, refused) = (Order(), Order());
        done.End(BankAnswer.Yes, now);
        refused.End(BankAnswer.No(new($"{canary} refused", $"{canary} 拒绝")), now);
        db.AddRange(done, refused, new SimulatedOrder { Number = done.Code, Done = true });
        await db.SaveChangesAsync();
        await books.Move(db, async () => (await books.Post(db, Posting.Of($"in:{done.Code}", EntryKind.TopUp, done.Code, LedgerParty.Card(card.Id), LedgerParty.Wallet(subscriberId), done.Fen)), true));
        var transfer = new Transfer { FormKey = Guid.NewGuid(), FromId = subscriberId, ToKey = dbs.Vault.Fingerprint(Subscriber.PhonePurpose, "+8613900139000"), ToMasked = "+86 139****9000", Fen = 800, Note = $"{canary} lunch", SentAt = now, ExpiresAt = now + Transfer.Lifetime };
        await books.Move(db, async () =>
        {
            db.Add(transfer);
            return (await books.Post(db, Posting.Of($"send:{transfer.Code}", EntryKind.Transfer, transfer.Code, LedgerParty.Wallet(subscriberId), LedgerParty.Held(subscriberId), transfer.Fen)), true);
        });
        var packet = new RedPacket { FormKey = Guid.NewGuid(), FromId = subscriberId, Kind = RedPacketKind.Friend, ToKey = transfer.ToKey, ToMasked = transfer.ToMasked, Fen = 500, Shares = 1, Greeting = $"{canary} wishes", SentAt = now, ExpiresAt = now + RedPacket.Lifetime };
        await books.Move(db, async () =>
        {
            db.Add(packet);
            await db.SaveChangesAsync();
            db.Add(new RedPacketShare { PacketId = packet.Id, Number = 1, Fen = packet.Fen });
            return (await books.Post(db, Posting.Of($"packet:{packet.Code}", EntryKind.RedPacket, packet.Code, LedgerParty.Wallet(subscriberId), LedgerParty.Pot(packet.Id), packet.Fen)), true);
        });
        return new Dictionary<string, string> { ["/app/wallet/orders/"] = refused.Code, ["/app/wallet/transfers/"] = transfer.Code, ["/app/red-packets/{"] = packet.Code };

        BankOrder Order() => new() { FormKey = Guid.NewGuid(), SubscriberId = subscriberId, CardId = card.Id, Direction = BankDirection.In, Fen = 8800, AskedAt = now };
    }

    /// <summary>Lets the subscriber pay an official account, by a bill that was refused before, and have a part of it back; and both send money to banks, which refuse.</summary>
    /// <returns>The codes of the payment, of the transfer to a bank account, and of the account's printed code.</returns>
    public async Task<IReadOnlyDictionary<string, string>> Merchant(long subscriberId, long accountId, string userId)
    {
        var (now, books) = (TimeProvider.System.GetUtcNow().UtcDateTime, new Books(TimeProvider.System));
        await using var db = dbs.CreateDbContext();
        var (number, no) = (TestCards.All[1].Number, BankAnswer.No(new($"{canary} refused", $"{canary} 拒绝")));
        var payment = new Payment { FormKey = Guid.NewGuid(), AccountId = accountId, PayerId = subscriberId, Fen = 1200, Goods = $"{canary} tea", Way = PaymentWay.TillCode, At = now };
        var refund = new Refund { FormKey = Guid.NewGuid(), Fen = 200, Reason = $"{canary} broken", By = userId, At = now };
        var bill = new Bill { FormKey = Guid.NewGuid(), AccountId = accountId, By = userId, Fen = 900, Note = $"{canary} cups", AskedId = subscriberId, MadeAt = now, ExpiresAt = now + Bill.Lifetime };
        bill.Refuse(no.Reason!.Value, now);
        var paid = new Bill { FormKey = Guid.NewGuid(), AccountId = accountId, By = userId, Fen = payment.Fen, Note = payment.Goods, MadeAt = now, ExpiresAt = now + Bill.Lifetime };
        paid.Pay(payment.Code, now);
        var code = new MerchantCode { AccountId = accountId, MadeAt = now };
        var wire = Wire(null, subscriberId);
        var settlement = Wire(accountId, null);
        wire.End(no, now);
        settlement.End(no, now);
        await books.Move(db, async () =>
        {
            await books.Post(db, Posting.Of($"pay:{payment.Code}", EntryKind.Payment, payment.Code, LedgerParty.Wallet(subscriberId), LedgerParty.Takings(accountId), payment.Fen));
            await books.Post(db, Posting.Of($"refund:{refund.Code}", EntryKind.Refund, payment.Code, LedgerParty.Takings(accountId), LedgerParty.Wallet(subscriberId), refund.Fen));
            payment.Refund(refund.Fen);
            db.AddRange(payment, bill, paid, code, wire, settlement);
            db.Add(new ShownCode { SubscriberId = subscriberId, Key = dbs.Vault.Fingerprint(ShownCode.KeyPurpose, ShownCode.New()), ShownAt = now, ExpiresAt = now });
            db.Add(new MerchantBank
            {
                AccountId = accountId,
                Bank = Banks.Of(number)!,
                LastFour = number[^4..],
                SetAt = now,
                Holder = dbs.Vault.Protect(MerchantBank.Purposes.Holder, $"{canary} Ltd"),
                Number = dbs.Vault.Protect(MerchantBank.Purposes.Number, $"{canary} {number}"),
            });
            await db.SaveChangesAsync();
            db.Add(new Refund { Code = refund.Code, FormKey = refund.FormKey, PaymentId = payment.Id, Fen = refund.Fen, Reason = refund.Reason, By = refund.By, At = refund.At });
            await db.SaveChangesAsync();
            return (true, true);
        });
        return new Dictionary<string, string> { ["/app/wallet/payments/"] = payment.Code, ["/app/wallet/bank-transfers/"] = wire.Code, ["/app/pay/"] = code.Code };

        Payout Wire(long? account, long? from) => new()
        {
            FormKey = Guid.NewGuid(),
            AccountId = account,
            FromId = from,
            Fen = 100,
            Note = $"{canary} rent",
            AskedAt = now,
            Bank = Banks.Of(number)!,
            LastFour = number[^4..],
            Holder = dbs.Vault.Protect(Payout.Purposes.Holder, $"{canary} Li"),
            Number = dbs.Vault.Protect(Payout.Purposes.Number, $"{canary} {number}"),
        };
    }

    /// <summary>Gives an account a cinema that shows a film tomorrow, and the subscriber a ticket for it.</summary>
    /// <returns>The codes of the film, of the screening and of the order.</returns>
    public async Task<IReadOnlyDictionary<string, string>> Ticket(long accountId, long subscriberId)
    {
        var (now, books) = (TimeProvider.System.GetUtcNow().UtcDateTime, new Books(TimeProvider.System));
        await using var db = dbs.CreateDbContext();
        var film = new Film { AccountId = accountId, TitleZh = $"{canary} 长夜", TitleEn = $"{canary} night", Minutes = 100, Genre = FilmGenre.Drama };
        var cinema = new Cinema { AccountId = accountId, Name = $"{canary} palace", City = $"{canary} town", Address = $"1 {canary} street" };
        db.AddRange(film, cinema);
        await db.SaveChangesAsync();
        var hall = new Hall { CinemaId = cinema.Id, Name = $"{canary} 1", Plan = "####\n.==.", SeatCount = 6 };
        db.Add(hall);
        await db.SaveChangesAsync();
        var screening = new Screening { AccountId = accountId, CinemaId = cinema.Id, HallId = hall.Id, FilmId = film.Id, StartsAt = now.AddDays(1), EndsAt = now.AddDays(1).AddMinutes(100), Fen = 400, Language = ScreeningLanguage.Mandarin, Format = ScreeningFormat.Flat };
        db.Add(screening);
        await db.SaveChangesAsync();
        var order = TicketOrder.Hold(subscriberId, Guid.NewGuid(), screening, [104], null, now);
        order.Pay(order.Fen, now);
        await books.Move(db, async () =>
        {
            db.Add(order);
            await db.SaveChangesAsync();
            db.Add(new SeatClaim { ScreeningId = screening.Id, Place = 104, OrderId = order.Id });
            return (await books.Post(db, Posting.Of($"ticket:{order.Code}", EntryKind.Ticket, order.Code, LedgerParty.Wallet(subscriberId), LedgerParty.Tickets(screening.Id), order.Fen)), true);
        });
        return new Dictionary<string, string> { ["/app/cinema/films/"] = film.Code, ["/app/cinema/screenings/"] = screening.Code, ["/app/cinema/orders/"] = order.Code };
    }
}
