using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Weixin.CardsAndOffers;
using WeixinWeChat.Weixin.Ledger;
using WeixinWeChat.Weixin.Wallet;

namespace WeixinWeChat.Weixin.Members;

/// <summary>
/// Members' points for coupons. Coupons are taken at one place only, which commits by itself: so the points go first, with a row that says
/// what for; then the coupon is taken under the row's own key; then the row ends. A process that dies between leaves the row, and the round
/// takes the same coupon under the same key, or gives the points back.
/// </summary>
public sealed class ExchangeOperations(IDbContextFactory<PortalDb> dbs, Books books, Points points, Claims claims, TimeProvider clock, ILogger<ExchangeOperations> log)
{
    /// <summary>How long an exchange may be on its way before the round ends it.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private static readonly Bilingual Gone = new("This offer is not there any more.", "该兑换已下架。");
    private static readonly Bilingual NoneLeft = new("None is left; no points were taken.", "已兑完，未扣除积分。");
    private static readonly Bilingual TooFew = new("You have too few points.", "积分不足。");
    private static readonly Bilingual OnItsWay = new("The exchange is on its way. Look again in a minute.", "兑换处理中，请一分钟后查看。");

    /// <summary>What one of the reader's memberships can have for points; null when there is no such membership.</summary>
    public async Task<ExchangeMenu?> Menu(long me, string code, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (await db.MembershipOf(me, code, cancel) is not { } member)
            return null;
        var (now, cards) = (clock.UtcNow, db.Cards.AsNoTracking());
        var account = await db.OfficialAccounts.Where(row => row.Id == member.AccountId).Select(row => new { row.Name, row.AvatarCode }).SingleAsync(cancel);
        var offers = await (from offer in db.ExchangeOffers.Where(row => row.CardId == member.CardId && row.ClosedAt == null)
                            join card in cards on offer.CouponId equals card.Id
                            where card.State == CardState.Dispatched
                            orderby offer.Id descending
                            select new { offer.Code, offer.Price, offer.Most, offer.Given, CardCode = card.Code, card.Terms }).Take(ExchangeOffer.OpenMax).ToListAsync(cancel);
        List<ExchangeChoice> choices = [];
        foreach (var offer in offers)
        {
            var against = offer.Given >= offer.Most ? NoneLeft : Refusal(await Claims.Look(db, me, offer.CardCode, now, cancel)) ?? (member.Points < offer.Price ? TooFew : (Bilingual?)null);
            choices.Add(new(offer.Code, offer.Terms, offer.Price, against));
        }

        return new(account.Name, account.AvatarCode, member.Points, await db.MayEarn(member, now, cancel) ? null : MemberProblems.NotNow.Reason, choices);
    }

    /// <summary>Exchanges points for a coupon, once for each form. Null when there is no such membership.</summary>
    public async Task<ExchangeResult?> Take(long me, string code, string offer, Guid key, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (await db.MembershipOf(me, code, cancel) is not { } member)
            return null;
        if (!Ids.IsCode(offer))
            return ExchangeResult.No(Gone);
        var (problem, exchange) = await books.Move(db, () => Begin(db, member, offer, key, cancel), cancel);
        if (exchange is null)
            return ExchangeResult.No(problem ?? Gone);
        // Not given up half-way when the reader goes: the points are taken by now.
        return await End(exchange, me, CancellationToken.None);
    }

    /// <summary>Ends what a process that died has left on its way.</summary>
    public Task EndHanging(CancellationToken cancel = default)
    {
        var since = clock.UtcNow - Patience;
        return dbs.Each(db => db.Exchanges.Where(row => row.State == ExchangeState.Waiting && row.At <= since), row => row.Id, async exchange =>
        {
            await using var db = await dbs.CreateDbContextAsync(cancel);
            var me = await db.Members.Where(row => row.Id == exchange.MemberId).Select(row => row.SubscriberId).SingleAsync(cancel);
            await End(exchange, me, cancel);
        }, (exchange, error) => log.LogError(error, "Exchange {Exchange} could not be ended", exchange.Id), cancel);
    }

    private async Task<((Bilingual? Problem, Exchange? Exchange) Answer, bool Keep)> Begin(PortalDb db, Member member, string code, Guid key, CancellationToken cancel)
    {
        var now = clock.UtcNow;
        var offer = await db.ExchangeOffers.AsNoTracking().SingleOrDefaultAsync(row => row.Code == code && row.CardId == member.CardId, cancel);
        if (offer is null)
            return ((Gone, null), false);
        if (await db.Exchanges.AsNoTracking().SingleOrDefaultAsync(row => row.MemberId == member.Id && row.FormKey == key, cancel) is { } before)
            return (before.OfferId == offer.Id ? (null, before) : (WalletProblems.Used.Reason, null), false);
        if (!await db.MayEarn(member, now, cancel))
            return ((MemberProblems.NotNow.Reason, null), false);
        var coupon = await db.Cards.Where(row => row.Id == offer.CouponId).Select(row => new { row.Code, row.Terms.Title }).SingleAsync(cancel);
        // A look that spares most people a way there and back.
        if (Refusal(await Claims.Look(db, member.SubscriberId, coupon.Code, now, cancel)) is { } refusal)
            return ((refusal, null), false);
        if (await db.ExchangeOffers.Where(row => row.Id == offer.Id && row.ClosedAt == null && (row.Most == null || row.Given < row.Most))
                .ExecuteUpdateAsync(row => row.SetProperty(it => it.Given, it => it.Given + 1), cancel) == 0)
            return ((offer.ClosedAt is null ? NoneLeft : Gone, null), false);
        var exchange = new Exchange { MemberId = member.Id, FormKey = key, OfferId = offer.Id, Price = offer.Price, At = now };
        db.Add(exchange);
        await db.SaveChangesAsync(cancel);
        return await points.Move(db, new(member, $"swap:{exchange.Id}", PointKind.Exchange, -offer.Price, 0, coupon.Title), cancel) ? ((null, exchange), true) : ((TooFew, null), false);
    }

    private async Task<ExchangeResult> End(Exchange exchange, long me, CancellationToken cancel)
    {
        if (exchange.State == ExchangeState.Waiting)
        {
            string card;
            await using (var db = await dbs.CreateDbContextAsync(cancel))
            {
                var offers = db.ExchangeOffers.Where(row => row.Id == exchange.OfferId);
                card = await db.Cards.Where(row => offers.Select(offer => offer.CouponId).Contains(row.Id)).Select(row => row.Code).SingleAsync(cancel);
            }

            // Only while the points are out: they may have gone back between, by the same form sent twice or by the round.
            var claim = await claims.Take(me, card, exchange.ClaimKey, ClaimSource.Points, stands: db => Hold(db, exchange, cancel), cancel: cancel);
            return await Settle(exchange, me, claim, cancel);
        }

        return exchange.State == ExchangeState.Done ? new(null, exchange.Coupon) : ExchangeResult.No(NoneLeft);
    }

    private async Task<ExchangeResult> Settle(Exchange exchange, long me, ClaimResult claim, CancellationToken cancel)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        return await books.Move(db, async () =>
        {
            // Held first: whoever takes the coupon at this moment has taken it before this goes on, or does not take it any more.
            await Hold(db, exchange, cancel);
            // Whatever the answer was: the coupon itself says whether it was taken, maybe by the attempt before.
            var coupon = await db.CardCodes.Where(row => row.TakerId == me && row.FormKey == exchange.ClaimKey).Select(row => row.Code).SingleOrDefaultAsync(cancel);
            var waiting = db.Exchanges.Where(row => row.Id == exchange.Id && row.State == ExchangeState.Waiting);
            if (coupon is not null)
            {
                await waiting.ExecuteUpdateAsync(row => row.SetProperty(it => it.State, ExchangeState.Done).SetProperty(it => it.Coupon, coupon), cancel);
                return (new ExchangeResult(null, coupon), true);
            }

            if (await waiting.ExecuteUpdateAsync(row => row.SetProperty(it => it.State, ExchangeState.Returned), cancel) == 0)
                return (ExchangeResult.No(OnItsWay), false);
            await db.ExchangeOffers.Where(row => row.Id == exchange.OfferId).ExecuteUpdateAsync(row => row.SetProperty(it => it.Given, it => it.Given - 1), cancel);
            var member = await db.Members.AsNoTracking().SingleAsync(row => row.Id == exchange.MemberId, cancel);
            await points.Move(db, new(member, $"back:{exchange.Id}", PointKind.ExchangeReturned, exchange.Price, 0), cancel);
            return (ExchangeResult.No(Refusal(claim.Outcome) ?? NoneLeft), true);
        }, cancel);
    }

    // A write that changes nothing: false when the exchange has ended, else it cannot end before the commit.
    private static async Task<bool> Hold(PortalDb db, Exchange exchange, CancellationToken cancel) =>
        await db.Exchanges.Where(row => row.Id == exchange.Id && row.State == ExchangeState.Waiting).ExecuteUpdateAsync(row => row.SetProperty(it => it.State, it => it.State), cancel) > 0;

    private static Bilingual? Refusal(ClaimOutcome outcome) => outcome switch
    {
        ClaimOutcome.Taken => null,
        ClaimOutcome.OverLimit => new("You have taken as many of this coupon as one person may; no points were taken.", "您领取该券的数量已达上限，未扣除积分。"),
        ClaimOutcome.NotStarted => new("This coupon cannot be had yet; no points were taken.", "该券尚未开始发放，未扣除积分。"),
        ClaimOutcome.SoldOut => NoneLeft,
        _ => Gone,
    };
}
