using System.Globalization;
using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Weixin.CardsAndOffers;
using WeixinWeChat.Weixin.Wallet;

namespace WeixinWeChat.Weixin.Members;

/// <summary>Coupons that a brand puts up for its members' points.</summary>
public sealed class OfferOperations(IDbContextFactory<PortalDb> dbs, TimeProvider clock)
{
    private const int CouponsShown = 200;

    /// <summary>What is put up for the members of a card; null when the card is not the actor's.</summary>
    public async Task<ExchangeDesk?> Find(Person actor, string appId, string? card, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (await db.MemberCardOf(actor, appId, card, cancel) is not { } found)
            return null;
        var cards = db.Cards;
        var offers = await (from offer in db.ExchangeOffers.Where(row => row.CardId == found.Id && row.ClosedAt == null)
                            join coupon in cards on offer.CouponId equals coupon.Id
                            orderby offer.Id descending
                            select new OfferRow(offer.Code, coupon.Terms.Title, offer.Price, offer.Most, offer.Given, coupon.State)).Take(ExchangeOffer.OpenMax).ToListAsync(cancel);
        var coupons = await cards.Where(row => row.AccountId == found.AccountId && row.State == CardState.Dispatched && row.Terms.Kind != CardKind.MemberCard).OrderByDescending(row => row.Id).Take(CouponsShown)
            .Select(row => new CouponChoice(row.Code, row.Terms.Title)).ToListAsync(cancel);
        return new(offers, coupons);
    }

    /// <summary>Puts a coupon up.</summary>
    public async Task<MemberResult> Open(Person actor, string appId, string? card, OfferForm form, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(form);
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (await db.MemberCardOf(actor, appId, card, cancel) is not { } found)
            return MemberResult.Missing;
        List<WalletProblem> problems = [];
        var coupon = Card.IsCode(form.Coupon)
            ? await db.Cards.AsNoTracking().SingleOrDefaultAsync(row => row.Code == form.Coupon && row.AccountId == found.AccountId && row.State == CardState.Dispatched && row.Terms.Kind != CardKind.MemberCard, cancel) : null;
        if (coupon is null)
            problems.Add(new(MemberFields.Coupon, new("Choose a coupon that is issued.", "请选择投放中的卡券。")));
        var price = Whole(form.Price, ExchangeOffer.PriceMax);
        if (price is null)
            problems.Add(MemberProblems.Between(MemberFields.Price, 1, ExchangeOffer.PriceMax));
        var most = string.IsNullOrWhiteSpace(form.Most) ? null : Whole(form.Most, ExchangeOffer.MostMax);
        if (most is null && !string.IsNullOrWhiteSpace(form.Most))
            problems.Add(MemberProblems.Between(MemberFields.Most, 1, ExchangeOffer.MostMax));
        if (problems.Count > 0)
            return MemberResult.No(problems);
        try
        {
            return await db.InTransaction(async () =>
            {
                if (await db.ExchangeOffers.AnyAsync(row => row.CardId == found.Id && row.FormKey == form.Key, cancel))
                    return (MemberResult.Done, false);
                if (await db.ExchangeOffers.CountAsync(row => row.CardId == found.Id && row.ClosedAt == null, cancel) >= ExchangeOffer.OpenMax)
                    return (MemberResult.No(MemberProblems.General(new($"At most {ExchangeOffer.OpenMax} at once. Take one down first.", $"最多同时上架 {ExchangeOffer.OpenMax} 个兑换，请先下架。"))), false);
                var offer = new ExchangeOffer { FormKey = form.Key, CardId = found.Id, CouponId = coupon!.Id, Price = price!.Value, Most = most, OpenedAt = clock.UtcNow };
                db.Add(offer);
                db.Record(new AuditFact(clock.UtcNow, actor.UserId, "members.offer-opened", offer.Code, appId, offer.Price.ToString(CultureInfo.InvariantCulture)));
                await db.SaveChangesAsync(cancel);
                return (MemberResult.Done, true);
            }, cancel);
        }
        catch (DbUpdateException) when (!cancel.IsCancellationRequested)
        {
            // The same click twice at the same moment.
            return MemberResult.Done;
        }
    }

    /// <summary>Takes it down: nobody gets it for points any more; what was exchanged stays good. False when there is none.</summary>
    public async Task<bool> Close(Person actor, string appId, string? card, string offer, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        return await db.InTransaction(async () =>
        {
            var now = clock.UtcNow;
            if (!Ids.IsCode(offer) || await db.MemberCardOf(actor, appId, card, cancel) is not { } found
                || await db.ExchangeOffers.Where(row => row.Code == offer && row.CardId == found.Id && row.ClosedAt == null).ExecuteUpdateAsync(row => row.SetProperty(it => it.ClosedAt, now), cancel) == 0)
                return (false, false);
            db.Record(new AuditFact(now, actor.UserId, "members.offer-closed", offer, appId));
            await db.SaveChangesAsync(cancel);
            return (true, true);
        }, cancel);
    }

    private static int? Whole(string? typed, int most) =>
        typed?.Trim() is { Length: <= 12 } text && int.TryParse(text, NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most ? number : null;
}
