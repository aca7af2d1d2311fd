using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Weixin.Accounts;
using WeixinWeChat.Weixin.CardsAndOffers;
using WeixinWeChat.Weixin.Members;
using WeixinWeChat.Weixin.Payments;
using WeixinWeChat.Weixin.Wallet;

namespace WeixinWeChat.Weixin.Together;

/// <summary>What somebody does as a member of the brand, and the brand with its members.</summary>
internal sealed partial class Acting
{
    private readonly IReadOnlyList<Pool> memberships = [.. world.Friends.Select(_ => new Pool())];

    private async Task Belong(Step step, long me, string yuan, Guid key)
    {
        var (brand, appId, own) = (world.Cards.Owner, world.Cards.AppId, memberships[step.Who].Pick(step.Pick));
        switch (step.Act)
        {
            case Act.Join:
                memberships[step.Who].Add(await Sent(step, async () => (await world.Cards.Take(me, world.Clubs[step.Pick % world.Clubs.Count].Card, key)).Code));
                break;
            case Act.Activate when own is not null:
                Promise("membership", await Sent(step, async () => await world.Own.Activate(me, own, new(null, null, false, null, true)) is [] ? own : null), (db, code) => Rows(db, me, code).AnyAsync());
                break;
            case Act.CheckIn when own is not null:
                await CheckIn(step, me, own);
                break;
            case Act.TopUpPurse or Act.PayOutPurse when own is not null:
                await Carry(step, me, own, yuan, key);
                break;
            case Act.PayFromPurse:
                var code = step.Pick % 2 == 0 ? bills.Pick(step.Pick) : world.Printed;
                if (code is not null)
                    Paid(me, await Sent(step, async () => (await world.Pay.Pay.Pay(me, code, new(key, code == world.Printed ? yuan : null, "", WalletRig.Password, FromPurse: true))).Payment));
                break;
            case Act.Exchange when own is not null:
                await Exchange(step, me, own, key);
                break;
            case Act.Adjust when own is not null && await MemberOf(me, own) is { } member:
                var points = (step.Pick % 2 == 0 ? 1 : -1) * (step.Fen / 500);
                Promise("adjustment", await Sent(step, async () => await world.Members.Adjust(brand, appId, member.Code, new(key, $"{points}", "x")) is { IsMissing: false, Problems.Count: 0 } ? $"hand:{member.Id}:{key:N}" : null),
                    (db, it) => db.PointEntries.AnyAsync(row => row.Key == it && row.Points == points));
                break;
            // Frozen seldom and thawed often: little can be done with one that is frozen.
            case Act.Freeze when own is not null && await MemberOf(me, own) is { } member:
                await Sent(step, async () => await (step.Pick % 3 == 0 ? world.Members.Freeze(brand, appId, member.Code) : world.Members.Unfreeze(brand, appId, member.Code)) ? "done" : null);
                break;
            case Act.WithdrawMember when own is not null && step.Pick == 0:
                foreach (var (card, _) in world.Clubs)
                    await world.Cards.Cards.Withdraw(brand, appId, card, own, "x");
                break;
            case Act.Leave when own is not null && step.Pick % 6 == 0:
                if (await Sent(step, async () => await world.Own.Leave(me, own) == LeaveOutcome.Done ? own : null) is { } left)
                    Promise("leaving", left, (db, it) => db.CardCodes.AnyAsync(row => row.Code == it && row.State == CodeState.Delete));
                break;
            default:
                break;
        }
    }

    private async Task CheckIn(Step step, long me, string own)
    {
        var day = ChinaTime.DayOf(world.Db.Clock.UtcNow);
        if (await Sent(step, async () => await world.Own.CheckIn(me, own) is [] ? own : null) is { } checkedIn)
        {
            Promise($"check-in of {day}", checkedIn, async (db, code) =>
                (await db.PointEntries.Where(row => row.Kind == PointKind.CheckIn && Rows(db, me, code).Select(member => member.Id).Contains(row.MemberId)).ToListAsync()).Exists(row => ChinaTime.DayOf(row.At) == day));
        }
    }

    // The ledger alone knows of these: what was answered is what it is held against.
    private async Task Carry(Step step, long me, string own, string yuan, Guid key)
    {
        var isIn = step.Act == Act.TopUpPurse;
        if (await Sent(step, async () => await (isIn ? world.Pay.Purses.TopUp(me, own, new(key, yuan, WalletRig.Password)) : world.Pay.Purses.PayOut(me, own, new(key, yuan, null))) is [] ? own : null) is not null)
            world.Carried.Enqueue((own, isIn ? step.Fen : -step.Fen));
    }

    private async Task Exchange(Step step, long me, string own, Guid key)
    {
        if (await MemberOf(me, own) is not { } member)
            return;
        var (offer, who) = (world.Clubs[await CardOf(member)].Offer, member.Id);
        if (copies[step.Who].Add(await Sent(step, async () => (await world.Exchanges.Take(me, own, offer, key))?.Coupon)) is { } coupon)
            Promise("exchange", coupon, (db, it) => db.Exchanges.AnyAsync(row => row.MemberId == who && row.FormKey == key && row.State == ExchangeState.Done && row.Coupon == it));
    }

    private async Task<int> CardOf(Member member)
    {
        await using var db = world.Db.CreateDbContext();
        var card = await db.Cards.Where(row => row.Id == member.CardId).Select(row => row.Code).SingleAsync();
        return world.Clubs.FindIndex(club => club.Card == card);
    }

    private async Task<Member?> MemberOf(long me, string code)
    {
        await using var db = world.Db.CreateDbContext();
        return await Rows(db, me, code).SingleOrDefaultAsync();
    }

    private static IQueryable<Member> Rows(PortalDb db, long me, string code)
    {
        var codes = db.CardCodes;
        return db.Members.AsNoTracking().Where(row => row.SubscriberId == me && codes.Any(copy => copy.Id == row.CodeId && copy.Code == code));
    }
}
