using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Weixin.Ledger;

namespace WeixinWeChat.Weixin.Cinema;

/// <summary>Gives the chains what they have earned: until a screening is over its money is nobody's, and there for whoever gives seats back.</summary>
public sealed class TicketEarnings(IDbContextFactory<PortalDb> dbs, Books books, TimeProvider clock, ILogger<TicketEarnings> log)
{
    /// <summary>Moves what was paid for screenings that are over to the takings of their chains, once each.</summary>
    public Task EarnOver(CancellationToken cancel = default)
    {
        var over = clock.UtcNow - Screening.EarnedAfter;
        return dbs.Each(db => db.Screenings.Where(row => row.SettledAt == null && row.CancelledAt == null && row.EndsAt <= over), row => row.Id, screening => Earn(screening.Id, cancel),
            (screening, error) => log.LogError(error, "What was paid for screening {Screening} could not become its chain's", screening.Code), cancel);
    }

    private async Task Earn(long id, CancellationToken cancel)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        await books.Move(db, async () =>
        {
            var screening = await db.Screenings.SingleAsync(row => row.Id == id, cancel);
            if (!screening.Earn(clock.UtcNow))
                return (false, false);
            var (tickets, takings) = (LedgerParty.Tickets(id), LedgerParty.Takings(screening.AccountId));
            if (await Books.Balance(db, tickets, cancel) is > 0 and var fen
                && await books.Post(db, Posting.Of($"earned:{id}", EntryKind.TicketsEarned, screening.Code, tickets, takings, fen), cancel) is not PostOutcome.Posted and var outcome)
                throw new InvalidOperationException($"earned:{id}: {outcome}.");
            await db.SaveChangesAsync(cancel);
            return (true, true);
        }, cancel);
    }
}
