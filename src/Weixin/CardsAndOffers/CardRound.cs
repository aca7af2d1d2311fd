using Microsoft.EntityFrameworkCore;
using Quartz;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Weixin.Accounts;

namespace WeixinWeChat.Weixin.CardsAndOffers;

/// <summary>Writes down which copies ran out, a bounded part at a time. Whoever reads a copy before sees it over already.</summary>
public sealed class CardExpiry(IDbContextFactory<PortalDb> dbs, TimeProvider clock)
{
    private const int Together = 500;

    /// <summary>Ends what ran out.</summary>
    public async Task Run(CancellationToken cancel = default)
    {
        while (await Part(cancel) == Together)
        {
            // Until there is nothing more.
        }
    }

    private async Task<int> Part(CancellationToken cancel)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        var now = clock.UtcNow;
        return await db.InTransaction<int>(async () =>
        {
            // One on its way to a friend comes back first, and ends with the next round.
            var over = await db.CardCodes.Where(row => (row.State == CodeState.Normal || row.State == CodeState.GiftTimeout) && row.ValidUntil <= now)
                .OrderBy(row => row.ValidUntil).Take(Together).Select(row => new { row.Id, row.CardId, row.ValidUntil }).ToListAsync(cancel);
            if (over.Count == 0)
                return (0, false);
            var ids = over.Select(row => row.Id).ToList();
            // Somebody may have used one in this moment: what was counted is asked back.
            if (await db.CardCodes.Where(row => ids.Contains(row.Id) && (row.State == CodeState.Normal || row.State == CodeState.GiftTimeout))
                    .ExecuteUpdateAsync(row => row.SetProperty(it => it.State, CodeState.Expire), cancel) != over.Count)
                return (Together, false);
            foreach (var day in over.GroupBy(row => (row.CardId, Day: ChinaTime.DayOf(row.ValidUntil!.Value.AddTicks(-1)))))
                await db.CountCard(day.Key.CardId, ChinaTime.StartOf(day.Key.Day), expired: day.Count(), cancel: cancel);
            return (over.Count, true);
        }, cancel);
    }
}

/// <summary>Every few seconds: gifts that nobody took come back, copies run out. One node at a time.</summary>
[DisallowConcurrentExecution]
internal sealed class CardRound(GiftOperations gifts, CardExpiry expiry) : IJob
{
    public static readonly JobKey Key = new("round", "cards");

    public static readonly TimeSpan Pace = TimeSpan.FromSeconds(10);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        await gifts.ReturnOver(cancellationToken);
        await expiry.Run(cancellationToken);
    }
}

/// <summary>Gives cards on to followers: for itself, since to a large following it takes its time, and what comes back or runs out does not wait for it. One node at a time.</summary>
[DisallowConcurrentExecution]
internal sealed class HandoutRound(Handouts handouts) : IJob
{
    public static readonly JobKey Key = new("handouts", "cards");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await handouts.Continue(cancellationToken);
}
