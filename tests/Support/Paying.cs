using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Subscribers;
using WeixinWeChat.Weixin.Cinema;
using WeixinWeChat.Weixin.Ledger;
using WeixinWeChat.Weixin.Wallet;

namespace WeixinWeChat.Tests;

/// <summary>Gives a subscriber of the Weixin portal a wallet with a card, money, and orders that the bank carried out and refused.</summary>
internal sealed class Paying(TestDb dbs, string canary)
{
    /// <returns>The codes of an order that was refused, and of a transfer that waits.</returns>
    public async Task<(string Order, string Transfer)> Wallet(long subscriberId)
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
        await Books.Move(db, async () => (await books.Post(db, Posting.Of($"in:{done.Code}", EntryKind.TopUp, done.Code, LedgerParty.Card(card.Id), LedgerParty.Wallet(subscriberId), done.Fen)), true));
        var transfer = new Transfer { FormKey = Guid.NewGuid(), FromId = subscriberId, ToKey = dbs.Vault.Fingerprint(Subscriber.PhonePurpose, "+8613900139000"), ToMasked = "+86 139****9000", Fen = 800, Note = $"{canary} lunch", SentAt = now, ExpiresAt = now + Transfer.Lifetime };
        await Books.Move(db, async () =>
        {
            db.Add(transfer);
            return (await books.Post(db, Posting.Of($"send:{transfer.Code}", EntryKind.Transfer, transfer.Code, LedgerParty.Wallet(subscriberId), LedgerParty.Held(subscriberId), transfer.Fen)), true);
        });
        return (refused.Code, transfer.Code);

        BankOrder Order() => new() { FormKey = Guid.NewGuid(), SubscriberId = subscriberId, CardId = card.Id, Direction = BankDirection.In, Fen = 8800, AskedAt = now };
    }

    /// <summary>Gives an account a cinema that shows a film tomorrow, and the subscriber a ticket for it.</summary>
    /// <returns>The codes of the film, of the screening and of the order.</returns>
    public async Task<(string Film, string Screening, string Ticket)> Ticket(long accountId, long subscriberId)
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
        await Books.Move(db, async () =>
        {
            db.Add(order);
            await db.SaveChangesAsync();
            db.Add(new SeatClaim { ScreeningId = screening.Id, Place = 104, OrderId = order.Id });
            return (await books.Post(db, Posting.Of($"ticket:{order.Code}", EntryKind.Payment, order.Code, LedgerParty.Wallet(subscriberId), LedgerParty.Takings(accountId), order.Fen)), true);
        });
        return (film.Code, screening.Code, order.Code);
    }
}
