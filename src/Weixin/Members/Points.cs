using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Weixin.Payments;

namespace WeixinWeChat.Weixin.Members;

/// <summary>Points that are to move.</summary>
/// <param name="Member">Whose.</param>
/// <param name="Key">What it is recognised by when it comes a second time.</param>
/// <param name="Kind">What for.</param>
/// <param name="Amount">How many; fewer is negative.</param>
/// <param name="Earned">By how much what was earned in all changes: the level hangs on it.</param>
/// <param name="Subject">The offer's title, or the reason.</param>
public sealed record PointMove(Member Member, string Key, PointKind Kind, long Amount, long Earned, string Subject = "");

/// <summary>
/// Members' points: an entry and the member's row change together, in the transaction of whatever the points are for. The row's guard
/// keeps them from falling below zero, the entry's unique key from counting twice.
/// </summary>
public sealed class Points(TimeProvider clock)
{
    private const long FenOfYuan = 100;

    /// <summary>Moves points within the caller's transaction.</summary>
    /// <returns>False when not enough are left; then nothing was moved.</returns>
    public async Task<bool> Move(PortalDb db, PointMove move, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(move);
        var id = move.Member.Id;
        if (await db.PointEntries.AnyAsync(row => row.Key == move.Key, cancel))
            return true;
        if (await db.Members.Where(row => row.Id == id && row.Points + move.Amount >= 0)
                .ExecuteUpdateAsync(row => row.SetProperty(it => it.Points, it => it.Points + move.Amount)
                    .SetProperty(it => it.Earned, it => it.Earned + move.Earned > 0 ? it.Earned + move.Earned : 0), cancel) == 0)
            return false;
        db.Add(new PointEntry { Key = move.Key, MemberId = id, CardId = move.Member.CardId, Kind = move.Kind, Points = move.Amount, Subject = move.Subject, At = clock.UtcNow });
        await db.SaveChangesAsync(cancel);
        return true;
    }

    /// <summary>What a payment brings its payer, and what a refund takes back of it; in its transaction.</summary>
    public Task AfterPayment(PortalDb db, Payment payment, Refund? refund, CancellationToken cancel) =>
        refund is null ? Earn(db, payment, cancel) : TakeBack(db, payment, refund, cancel);

    /// <summary>What is wrong with members' points; null when each has the sum of their entries.</summary>
    public static async Task<string?> FirstFault(PortalDb db, CancellationToken cancel = default)
    {
        var entries = db.PointEntries;
        var wrong = await db.Members.Where(row => row.Points != entries.Where(entry => entry.MemberId == row.Id).Sum(entry => entry.Points)).OrderBy(row => row.Id).Select(row => row.Code).FirstOrDefaultAsync(cancel);
        return wrong is null ? null : $"The points of member {wrong} are not the sum of their entries.";
    }

    private async Task Earn(PortalDb db, Payment payment, CancellationToken cancel)
    {
        // Whoever has several of a brand's cards earns on the one that was activated first.
        if (await db.CountingMembers(clock.UtcNow).AsNoTracking().Where(row => row.SubscriberId == payment.PayerId && row.AccountId == payment.AccountId)
                .OrderBy(row => row.Id).FirstOrDefaultAsync(cancel) is not { } member)
            return;
        var points = payment.Fen / FenOfYuan * (await db.PlanOf(member.CardId, cancel)).PointsPerYuan;
        if (points > 0)
            await Move(db, new(member, KeyOf(payment), PointKind.Payment, points, points), cancel);
    }

    // In proportion, at the rate of that payment. Points that were spent meanwhile are not asked back later: what is there is taken, and the
    // level falls by the whole part.
    private async Task TakeBack(PortalDb db, Payment payment, Refund refund, CancellationToken cancel)
    {
        var key = KeyOf(payment);
        if (await db.PointEntries.AsNoTracking().SingleOrDefaultAsync(row => row.Key == key, cancel) is not { } earned)
            return;
        var (rate, left) = (earned.Points / (payment.Fen / FenOfYuan), payment.Fen - payment.RefundedFen);
        var due = (((left + refund.Fen) / FenOfYuan) - (left / FenOfYuan)) * rate;
        if (due == 0)
            return;
        // Held first: what is read then stays so until the commit.
        await db.Members.Where(row => row.Id == earned.MemberId).ExecuteUpdateAsync(row => row.SetProperty(it => it.Points, it => it.Points), cancel);
        var member = await db.Members.AsNoTracking().SingleAsync(row => row.Id == earned.MemberId, cancel);
        await Move(db, new(member, $"refund:{refund.Code}", PointKind.Refund, -Math.Min(due, member.Points), -due), cancel);
    }

    private static string KeyOf(Payment payment) => $"pay:{payment.Code}";
}
