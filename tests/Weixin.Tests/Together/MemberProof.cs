using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Weixin.Accounts;
using WeixinWeChat.Weixin.CardsAndOffers;
using WeixinWeChat.Weixin.Members;
using WeixinWeChat.Weixin.Payments;

namespace WeixinWeChat.Weixin.Together;

/// <summary>Points, told anew: by the payments, the refunds, the days, the exchanges and the record of what was done by hand.</summary>
internal static class MemberProof
{
    public static async Task Holds(PortalDb db)
    {
        (await Points.FirstFault(db)).Should().BeNull();
        var (members, entries) = (await db.Members.AsNoTracking().ToListAsync(), await db.PointEntries.AsNoTracking().OrderBy(row => row.Id).ToListAsync());
        var plans = await db.MemberPlans.AsNoTracking().ToDictionaryAsync(row => row.CardId);
        var payments = await db.Payments.AsNoTracking().ToListAsync();
        var refunds = (await db.Refunds.AsNoTracking().OrderBy(row => row.Id).ToListAsync()).ToLookup(row => row.PaymentId);
        var exchanges = await db.Exchanges.AsNoTracking().ToListAsync();
        var frozen = await db.AuditEntries.Where(row => row.Action == "member.frozen").Select(row => row.Subject).ToListAsync();
        var good = await db.CardCodes.Where(row => row.State == CodeState.Normal).Select(row => row.Id).ToListAsync();
        var faithful = members.Where(row => row.State == MemberState.Active && !frozen.Contains(row.Code) && good.Contains(row.CodeId)).Select(row => row.Id).ToHashSet();
        var due = new Dictionary<string, long>();
        foreach (var payment in payments)
        {
            // One card earns, and only its payer's with that brand.
            var earned = entries.SingleOrDefault(row => row.Key == $"pay:{payment.Code}");
            Earners(payment, members, faithful).Should().Contain(earned?.MemberId);
            if (earned is null)
                continue;
            var rate = plans[earned.CardId].PointsPerYuan;
            earned.Points.Should().Be(payment.Fen / 100 * rate);
            var left = payment.Fen;
            foreach (var refund in refunds[payment.Id])
            {
                // What is left of the payment is worth its whole yuan, and no more.
                if (((left / 100) - ((left - refund.Fen) / 100)) * rate is > 0 and var back)
                    due.Add($"refund:{refund.Code}", back);
                left -= refund.Fen;
            }
        }

        foreach (var member in members)
            One(member, plans[member.CardId], [.. entries.Where(row => row.MemberId == member.Id)], due, exchanges);
        entries.Where(row => row.Kind == PointKind.Refund).Select(row => row.Key).Should().BeEquivalentTo(due.Keys);
        entries.Count(row => row.Kind == PointKind.Adjustment).Should().Be(await db.AuditEntries.CountAsync(row => row.Action == "member.points-adjusted"));
        await Exchanges(db, exchanges, members.ToDictionary(row => row.Id));
    }

    // Whoever has always counted has earned, unless on a card that was activated before; of who was frozen meanwhile, or has left, either may be.
    private static IEnumerable<long?> Earners(Payment payment, List<Member> members, HashSet<long> faithful)
    {
        if (payment.Fen < 100)
            return [null];
        var mine = members.Where(row => row.SubscriberId == payment.PayerId && row.AccountId == payment.AccountId && row.ActivatedAt <= payment.At).OrderBy(row => row.Id).ToList();
        var sure = mine.FindIndex(row => row.ActivatedAt < payment.At && faithful.Contains(row.Id));
        return sure < 0 ? [null, .. mine.Select(row => (long?)row.Id)] : mine.Take(sure + 1).Select(row => (long?)row.Id);
    }

    // Entry by entry: the row was held by whoever wrote, so their numbers are their order.
    private static void One(Member member, MemberPlan plan, List<PointEntry> mine, Dictionary<string, long> due, List<Exchange> exchanges)
    {
        var (points, earned) = (0L, 0L);
        foreach (var entry in mine)
        {
            var (told, toLevel) = entry.Kind switch
            {
                PointKind.Activation => ((long)plan.Bonus, (long)plan.Bonus),
                PointKind.CheckIn => (plan.PointsPerCheckIn, plan.PointsPerCheckIn),
                PointKind.Refund => (-Math.Min(due[entry.Key], points), -due[entry.Key]),
                PointKind.Exchange => (-exchanges.Single(row => entry.Key == $"swap:{row.Id}").Price, 0),
                PointKind.ExchangeReturned => (exchanges.Single(row => entry.Key == $"back:{row.Id}").Price, 0),
                _ => (entry.Points, entry.Points),
            };
            entry.Points.Should().Be(told, entry.Key);
            (points, earned) = (points + told, Math.Max(0, earned + toLevel));
            points.Should().BeGreaterThanOrEqualTo(0, entry.Key);
        }

        (member.Points, member.Earned).Should().Be((points, earned));
        mine.Where(row => row.Kind == PointKind.Activation).Select(row => row.Key).Should().Equal($"bonus:{member.Id}");
        mine.Where(row => row.Kind == PointKind.CheckIn).Select(row => ChinaTime.DayOf(row.At)).Should().OnlyHaveUniqueItems();
        var own = exchanges.Where(row => row.MemberId == member.Id).ToList();
        mine.Where(row => row.Kind == PointKind.Exchange).Select(row => row.Key).Should().BeEquivalentTo(own.Select(row => $"swap:{row.Id}"));
        mine.Where(row => row.Kind == PointKind.ExchangeReturned).Select(row => row.Key).Should().BeEquivalentTo(own.Where(row => row.State == ExchangeState.Returned).Select(row => $"back:{row.Id}"));
    }

    // Points or coupon, never both and never neither.
    private static async Task Exchanges(PortalDb db, List<Exchange> exchanges, Dictionary<long, Member> members)
    {
        var (offers, copies) = (await db.ExchangeOffers.AsNoTracking().ToListAsync(), await db.CardCodes.AsNoTracking().Where(row => row.Source == ClaimSource.Points).ToListAsync());
        foreach (var offer in offers)
            exchanges.Count(row => row.OfferId == offer.Id && row.State != ExchangeState.Returned).Should().Be(offer.Given).And.BeLessThanOrEqualTo(offer.Most ?? int.MaxValue);
        var waiting = exchanges.Where(row => row.State == ExchangeState.Waiting).Select(row => row.ClaimKey).ToHashSet();
        copies.Where(row => !waiting.Contains(row.FormKey)).Select(row => (row.FormKey, row.TakerId, row.CardId)).Should().BeEquivalentTo(
            exchanges.Where(row => row.State == ExchangeState.Done).Select(row => (row.ClaimKey, members[row.MemberId].SubscriberId, offers.Single(offer => offer.Id == row.OfferId).CouponId)));
        exchanges.Should().NotContain(row => row.Coupon != null != (row.State == ExchangeState.Done));
    }
}
