using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Weixin.CardsAndOffers;

namespace WeixinWeChat.Weixin.Members;

/// <summary>The tables of memberships, and the ways to load one that ask for the right first.</summary>
public static class MemberTables
{
    extension(PortalDb db)
    {
        /// <summary>All members. A console loads through <c>MemberOf</c>, the app through <c>MembershipOf</c> instead.</summary>
        public DbSet<Member> Members => db.Set<Member>();

        /// <summary>What brands have decided for their cards.</summary>
        public DbSet<MemberPlan> MemberPlans => db.Set<MemberPlan>();

        /// <summary>Points, entry by entry.</summary>
        public DbSet<PointEntry> PointEntries => db.Set<PointEntry>();

        /// <summary>Coupons for points.</summary>
        public DbSet<ExchangeOffer> ExchangeOffers => db.Set<ExchangeOffer>();

        /// <summary>Points that became coupons.</summary>
        public DbSet<Exchange> Exchanges => db.Set<Exchange>();

        /// <summary>A membership card of that account, if the actor holds the permission there: also one that is still written, so that its plan stands before its first member.</summary>
        public Task<Card?> MemberCardOf(Person actor, string appId, string? code, CancellationToken cancel = default) => Card.IsCode(code)
            ? db.CardsOf(actor, appId, Permissions.CardsManage).AsNoTracking().SingleOrDefaultAsync(row => row.Code == code && row.Terms.Kind == CardKind.MemberCard, cancel)
            : Task.FromResult<Card?>(null);

        /// <summary>The member of that account with that public id, if the actor holds the permission there.</summary>
        public Task<Member?> MemberOf(Person actor, string appId, string code, CancellationToken cancel = default)
        {
            var cards = db.CardsOf(actor, appId, Permissions.CardsManage);
            return Ids.IsCode(code)
                ? db.Members.AsNoTracking().SingleOrDefaultAsync(row => row.Code == code && cards.Any(card => card.Id == row.CardId), cancel)
                : Task.FromResult<Member?>(null);
        }

        /// <summary>The reader's own membership by the digits of its card; null before it is activated, and for everybody else's.</summary>
        public Task<Member?> MembershipOf(long me, string code, CancellationToken cancel = default)
        {
            var codes = db.CardCodes;
            return CardCode.IsCode(code)
                ? db.Members.AsNoTracking().SingleOrDefaultAsync(row => row.SubscriberId == me && row.State != MemberState.Left && codes.Any(copy => copy.Id == row.CodeId && copy.Code == code), cancel)
                : Task.FromResult<Member?>(null);
        }

        /// <summary>The members who count at a moment: neither frozen nor gone, with a card that is neither withdrawn nor over.</summary>
        public IQueryable<Member> CountingMembers(DateTime now)
        {
            var codes = db.CardCodes;
            return db.Members.Where(row => row.State == MemberState.Active
                && codes.Any(copy => copy.Id == row.CodeId && copy.State == CodeState.Normal && copy.ValidFrom <= now && (copy.ValidUntil == null || copy.ValidUntil > now)));
        }

        /// <summary>What was decided for a card; the usual plan where nothing was.</summary>
        public async Task<MemberPlan> PlanOf(long cardId, CancellationToken cancel = default) =>
            await db.MemberPlans.AsNoTracking().Include(row => row.Levels).SingleOrDefaultAsync(row => row.CardId == cardId, cancel) ?? MemberPlan.Usual(cardId);
    }
}
