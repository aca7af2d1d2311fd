using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Core.Subscribers;
using WeixinWeChat.Weixin.Accounts;
using WeixinWeChat.Weixin.CardsAndOffers;
using WeixinWeChat.Weixin.Ledger;
using WeixinWeChat.Weixin.Wallet;

namespace WeixinWeChat.Weixin.Members;

/// <summary>A subscriber's own memberships: activating a card, checking in, what became of the points. What is not theirs is not there.</summary>
public sealed class MembershipOperations(IDbContextFactory<PortalDb> dbs, Books books, Points points, Vault vault, TimeProvider clock)
{
    /// <summary>Who leaves for good leaves every membership: what was told the brands is erased, the points are lost, money on a card is paid out before.</summary>
    public static Leaving Leaving => new(
        async (db, me, _, cancel) => await db.Members.Where(row => row.SubscriberId == me).ExecuteUpdateAsync(
            row => row.SetProperty(it => it.State, MemberState.Left).SetProperty(it => it.Name, "").SetProperty(it => it.Birthday, "")
                .SetProperty(it => it.Phone, "").SetProperty(it => it.City, "").SetProperty(it => it.MaskedName, "**"), cancel),
        new("Your memberships, with what you told the brands, and all points.", "会员卡、填写的会员资料和全部积分。"),
        default,
        async (db, me, _, cancel) =>
        {
            foreach (var id in await db.Members.Where(row => row.SubscriberId == me).Select(row => row.Id).ToListAsync(cancel))
            {
                if (await Books.Balance(db, LedgerParty.Purse(id), cancel) > 0)
                    return new("There is money on a membership card. Have it paid out first.", "会员卡中还有余额，请先转出。");
            }

            return null;
        });

    /// <summary>Entries of a page.</summary>
    public const int PageSize = 20;

    /// <summary>The membership behind one of the reader's copies; null for every other, and for what is no membership card.</summary>
    public async Task<MembershipView?> Find(long me, string code, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (await Own(db, me, code, cancel) is not { } own)
            return null;
        var (now, plan) = (clock.UtcNow, await db.PlanOf(own.CardId, cancel));
        var member = await db.Members.AsNoTracking().SingleOrDefaultAsync(row => row.CodeId == own.CodeId, cancel);
        var against = Memberships.Against(member?.State, own.State, own.ValidFrom, own.ValidUntil, own.Reason, own.Standing, now);
        if (member is null)
        {
            var sheet = new ActivationSheet(plan.AsksName, plan.AsksBirthday, plan.AsksPhone, plan.AsksCity, plan.Consent, plan.Bonus, (await PhoneOf(db, me, cancel)).Masked);
            return new(code, own.Terms, own.AppId, own.AvatarCode, own.ValidFrom, own.ValidUntil, against, sheet, null, null, 0, 0, false);
        }

        var key = DayKey(member.Id, now);
        var checkedIn = await db.PointEntries.AnyAsync(row => row.Key == key, cancel);
        return new(code, own.Terms, own.AppId, own.AvatarCode, own.ValidFrom, own.ValidUntil, against, null, Memberships.FaceOf(member, plan), NextOf(member, plan),
            await Books.Balance(db, LedgerParty.Purse(member.Id), cancel), plan.PointsPerCheckIn, checkedIn);
    }

    /// <summary>Activates a card: from then on it has a number, and the points for it are given. One that is activated stays as it is.</summary>
    /// <returns>What is wrong; empty when it is activated. Null when there is no such card.</returns>
    public async Task<IReadOnlyList<WalletProblem>?> Activate(long me, string code, ActivationForm form, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(form);
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (await Own(db, me, code, cancel) is not { } own)
            return null;
        var plan = await db.PlanOf(own.CardId, cancel);
        if (await db.Members.AnyAsync(row => row.CodeId == own.CodeId, cancel))
            return [];
        var (read, problems) = Activating.Read(form, plan, ChinaTime.DayOf(clock.UtcNow));
        if (read is null)
            return problems;
        var person = await db.Subscribers.Where(row => row.Id == me).Select(row => new { row.Nickname, row.Phone }).SingleAsync(cancel);
        var phone = read.TellsPhone ? vault.Unprotect(Subscriber.PhonePurpose, person.Phone) : "";
        return await books.Move<IReadOnlyList<WalletProblem>>(db, async () =>
        {
            if (await Own(db, me, code, cancel) is not { } still
                || Memberships.Against(null, still.State, still.ValidFrom, still.ValidUntil, still.Reason, still.Standing, clock.UtcNow) is not null)
                return ([MemberProblems.NotNow], false);
            if (await db.Members.AnyAsync(row => row.CodeId == own.CodeId, cancel))
                return ([], false);
            var member = new Member
            {
                CodeId = own.CodeId,
                CardId = own.CardId,
                AccountId = own.AccountId,
                SubscriberId = me,
                // Another one each time the work is done anew: so a number that somebody else has got is none the next time.
                Number = MemberNumber.New(),
                Name = Sealed(Member.Purposes.Name, read.Name),
                Birthday = Sealed(Member.Purposes.Birthday, read.Birthday),
                Phone = Sealed(Member.Purposes.Phone, phone),
                City = Sealed(Member.Purposes.City, read.City),
                MaskedName = Member.Masked(read.Name.Length > 0 ? read.Name : person.Nickname),
                ActivatedAt = clock.UtcNow,
            };
            db.Add(member);
            await db.SaveChangesAsync(cancel);
            if (plan.Bonus > 0)
                await points.Move(db, new(member, $"bonus:{member.Id}", PointKind.Activation, plan.Bonus, plan.Bonus), cancel);
            return ([], true);
        }, cancel);
    }

    /// <summary>Checks in: once a day of China's clock, however often it is pressed. Null when there is no such membership.</summary>
    /// <returns>What stands against it; no problem when today's is done.</returns>
    public async Task<IReadOnlyList<WalletProblem>?> CheckIn(long me, string code, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        return await books.Move<IReadOnlyList<WalletProblem>?>(db, async () =>
        {
            if (await db.MembershipOf(me, code, cancel) is not { } member)
                return (null, false);
            var (now, plan) = (clock.UtcNow, await db.PlanOf(member.CardId, cancel));
            if (plan.PointsPerCheckIn == 0 || !await db.MayEarn(member, now, cancel))
                return ([MemberProblems.NotNow], false);
            await points.Move(db, new(member, DayKey(member.Id, now), PointKind.CheckIn, plan.PointsPerCheckIn, plan.PointsPerCheckIn), cancel);
            return ([], true);
        }, cancel);
    }

    /// <summary>A page of the reader's points, newest first. Null when there is no such membership.</summary>
    public async Task<PointPage?> History(long me, string code, long? before, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        return await db.MembershipOf(me, code, cancel) is { } member ? await Memberships.PageOf(db, member.Id, before, cancel) : null;
    }

    /// <summary>Leaves: the card is thrown away, and the points with it. Money on it is paid out before.</summary>
    public async Task<LeaveOutcome> Leave(long me, string code, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        return await books.Move(db, async () =>
        {
            await db.HoldWallets(me, cancel);
            if (await Own(db, me, code, cancel) is not { } own)
                return (LeaveOutcome.Missing, false);
            var member = await db.MembershipOf(me, code, cancel);
            // Gone first, then the balance: a refund that comes at this moment is on the card by then, or finds that the member has left.
            await db.Members.Where(row => row.CodeId == own.CodeId).ExecuteUpdateAsync(row => row.SetProperty(it => it.State, MemberState.Left), cancel);
            if (member is not null && await Books.Balance(db, LedgerParty.Purse(member.Id), cancel) > 0)
                return (LeaveOutcome.HasBalance, false);
            await db.CardCodes.Where(row => row.Id == own.CodeId).ExecuteUpdateAsync(row => row.SetProperty(it => it.State, CodeState.Delete), cancel);
            return (LeaveOutcome.Done, true);
        }, cancel);
    }

    private static NextLevel? NextOf(Member member, MemberPlan plan)
    {
        if (plan.NextAfter(member.Earned) is not { } next)
            return null;
        var from = plan.LevelAt(member.Earned).FromPoints;
        return new(next.Name, next.FromPoints - member.Earned, (int)Math.Clamp((member.Earned - from) * 100 / (next.FromPoints - from), 0, 99));
    }

    private static string DayKey(long memberId, DateTime now) => $"day:{memberId}:{ChinaTime.DayOf(now):yyyy-MM-dd}";

    private string Sealed(string purpose, string text) => text.Length == 0 ? "" : vault.Protect(purpose, text);

    private async Task<PhoneNumber> PhoneOf(PortalDb db, long me, CancellationToken cancel) =>
        Subscriber.NumberIn(vault, await db.Subscribers.Where(row => row.Id == me).Select(row => row.Phone).SingleAsync(cancel));

    private sealed record OwnCard(
        long CodeId, long CardId, long AccountId, CardTerms Terms, string AppId, string? AvatarCode, AccountStanding Standing, CodeState State, DateTime ValidFrom, DateTime? ValidUntil, string? Reason);

    private static async Task<OwnCard?> Own(PortalDb db, long me, string code, CancellationToken cancel)
    {
        if (!CardCode.IsCode(code))
            return null;
        var (cards, accounts) = (db.Cards.AsNoTracking(), db.OfficialAccounts);
        return await (from copy in db.CardCodes
                      join card in cards on copy.CardId equals card.Id
                      join account in accounts on card.AccountId equals account.Id
                      where copy.Code == code && copy.OwnerId == me && copy.State != CodeState.Delete && card.Terms.Kind == CardKind.MemberCard
                      select new OwnCard(copy.Id, card.Id, account.Id, card.Terms, account.AppId, account.AvatarCode, account.Standing, copy.State, copy.ValidFrom, copy.ValidUntil, copy.Reason)).SingleOrDefaultAsync(cancel);
    }
}
