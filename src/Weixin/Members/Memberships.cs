using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Core.Subscribers;
using WeixinWeChat.Weixin.Accounts;
using WeixinWeChat.Weixin.CardsAndOffers;

namespace WeixinWeChat.Weixin.Members;

/// <summary>How memberships stand, for whoever shows them: their owner, their brand, the counter.</summary>
public static class Memberships
{
    /// <summary>What cards ask for whoever is behind them.</summary>
    public static MemberLookup Lookup(TimeProvider clock) => new((db, accountId, digits, cancel) => AtCounter(db, accountId, digits, clock.UtcNow, cancel), Faces);

    extension(PortalDb db)
    {
        /// <summary>May this member earn and spend at this moment? Asked in the transaction that does it.</summary>
        internal async Task<bool> MayEarn(Member member, DateTime now, CancellationToken cancel) =>
            await db.CountingMembers(now).AnyAsync(row => row.Id == member.Id, cancel)
            && RedemptionOperations.Redeems(await db.OfficialAccounts.Where(row => row.Id == member.AccountId).Select(row => row.Standing).SingleAsync(cancel));
    }

    /// <summary>Why a membership does not count at a moment; null when it does.</summary>
    /// <param name="member">As its brand and its member left it; null before it is activated.</param>
    /// <param name="copy">Where the copy of the card stands.</param>
    /// <param name="from">UTC from which it is valid.</param>
    /// <param name="until">UTC until which; null for ever.</param>
    /// <param name="reason">Why it was withdrawn.</param>
    /// <param name="standing">The brand's account.</param>
    /// <param name="now">UTC.</param>
    internal static Bilingual? Against(MemberState? member, CodeState copy, DateTime from, DateTime? until, string? reason, AccountStanding standing, DateTime now) => CardCode.StateAt(copy, until, now) switch
    {
        CodeState.Unavailable => new($"The brand has withdrawn this card: {reason}", $"商家已作废该会员卡：{reason}"),
        CodeState.Expire => new($"This card was valid until {ChinaTime.Day(until!.Value.AddTicks(-1))}.", $"该会员卡已于 {ChinaTime.Day(until.Value.AddTicks(-1))} 到期。"),
        not CodeState.Normal => new("This card is not usable.", "该会员卡不可用。"),
        _ when !RedemptionOperations.Redeems(standing) => new("The platform has suspended the brand's account; points and levels stay as they are.", "商家账号已被平台暂停使用，积分与等级保留。"),
        _ when member == MemberState.Frozen => new("The brand has frozen this membership. Ask it why; the balance can still be paid out.", "商家已冻结该会员资格，请联系商家；余额仍可退回零钱。"),
        _ when member == MemberState.Left => new("The member has left.", "该会员已退出。"),
        _ when from > now => new($"This card is valid from {ChinaTime.Day(from)}.", $"该会员卡自 {ChinaTime.Day(from)} 起有效。"),
        _ => null,
    };

    /// <summary>What stands on a member's card.</summary>
    internal static MemberFace FaceOf(Member member, MemberPlan plan) => new(member.Number, plan.LevelAt(member.Earned).Name, member.Points);

    /// <summary>A page of a member's points, newest first.</summary>
    internal static async Task<PointPage> PageOf(PortalDb db, long memberId, long? before, CancellationToken cancel)
    {
        var rows = await db.PointEntries.Where(row => row.MemberId == memberId && (before == null || row.Id < before)).OrderByDescending(row => row.Id).Take(MembershipOperations.PageSize + 1)
            .Select(row => new PointRow(row.Id, row.Kind, row.Points, row.Subject, row.At)).ToListAsync(cancel);
        return rows.Count > MembershipOperations.PageSize ? new(rows[..MembershipOperations.PageSize], rows[MembershipOperations.PageSize - 1].Id) : new(rows, null);
    }

    /// <summary>A member of an account by what its counter reads: the card's digits, or the member's number.</summary>
    private static async Task<MemberAtCounter?> AtCounter(PortalDb db, long accountId, string digits, DateTime now, CancellationToken cancel)
    {
        var (cards, accounts, codes) = (db.Cards.AsNoTracking(), db.OfficialAccounts, db.CardCodes.AsNoTracking());
        var number = MemberNumber.Is(digits) ? digits : null;
        var codeId = number is null ? null : await db.Members.Where(row => row.AccountId == accountId && row.Number == number && row.State != MemberState.Left).Select(row => (long?)row.CodeId).SingleOrDefaultAsync(cancel);
        var found = await (from copy in codes
                           join card in cards on copy.CardId equals card.Id
                           join account in accounts on card.AccountId equals account.Id
                           where (codeId == null ? copy.Code == digits : copy.Id == codeId) && account.Id == accountId && copy.State != CodeState.Delete && card.Terms.Kind == CardKind.MemberCard
                           select new { copy, card.Terms, account.Standing }).SingleOrDefaultAsync(cancel);
        if (found is null)
            return null;
        var member = await db.Members.AsNoTracking().SingleOrDefaultAsync(row => row.CodeId == found.copy.Id, cancel);
        var against = Against(member?.State, found.copy.State, found.copy.ValidFrom, found.copy.ValidUntil, found.copy.Reason, found.Standing, now);
        if (member is null)
        {
            var nickname = await db.Subscribers.Where(row => row.Id == found.copy.OwnerId).Select(row => row.Nickname).SingleAsync(cancel);
            return new(found.Terms, null, Member.Masked(nickname), against ?? new("The card is not activated yet: its owner does that in the app.", "会员卡尚未激活，请顾客先在 App 内激活。"));
        }

        return new(found.Terms, FaceOf(member, await db.PlanOf(member.CardId, cancel)), member.MaskedName, against);
    }

    /// <summary>What stands on the cards of these copies; those that are not activated are left out.</summary>
    private static async Task<IReadOnlyDictionary<long, MemberFace>> Faces(PortalDb db, IReadOnlyList<long> codeIds, CancellationToken cancel)
    {
        var members = await db.Members.AsNoTracking().Where(row => codeIds.Contains(row.CodeId)).ToListAsync(cancel);
        var cards = members.Select(member => member.CardId).Distinct().ToList();
        var plans = await db.MemberPlans.AsNoTracking().Include(row => row.Levels).Where(row => cards.Contains(row.CardId)).ToDictionaryAsync(row => row.CardId, cancel);
        return members.ToDictionary(member => member.CodeId, member => FaceOf(member, plans.GetValueOrDefault(member.CardId) ?? MemberPlan.Usual(member.CardId)));
    }
}
