using System.Globalization;
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

/// <summary>A brand's members: who they are as far as a brand may know, and points by hand.</summary>
public sealed class MemberOperations(IDbContextFactory<PortalDb> dbs, Books books, Points points, Vault vault, TimeProvider clock)
{
    /// <summary>Members of a page.</summary>
    public const int PageSize = 20;

    /// <summary>Most points that are added or taken at once by hand.</summary>
    public const int AdjustMax = 1_000_000;

    /// <summary>Most days of the numbers.</summary>
    public const int DaysMax = 90;

    /// <summary>A page of a card's members, newest first; null when the card is not the actor's.</summary>
    public async Task<MemberList?> List(Person actor, string appId, string? card, MemberSearch search, long? before = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(search);
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (await db.MemberCardOf(actor, appId, card, cancel) is not { } found)
            return null;
        var plan = await db.PlanOf(found.Id, cancel);
        var members = db.Members.AsNoTracking().Where(row => row.CardId == found.Id && (before == null || row.Id < before));
        if (search.Text?.Trim() is { Length: > 0 } text)
        {
            var (digits, masked) = (string.Concat(text.Where(c => !char.IsWhiteSpace(c))), Member.Masked(text));
            // A range of the numbers' index, where a pattern would look at every member.
            var (first, last) = (digits.PadRight(MemberNumber.Length, '0'), digits.PadRight(MemberNumber.Length, '9'));
            members = digits.All(char.IsAsciiDigit)
                ? members.Where(row => row.AccountId == found.AccountId && row.Number.CompareTo(first) >= 0 && row.Number.CompareTo(last) <= 0)
                : members.Where(row => row.MaskedName == masked);
        }

        if (search.Level is { } number && plan.Levels.SingleOrDefault(level => level.Number == number) is { } chosen)
        {
            var (from, until) = (chosen.FromPoints, plan.NextAfter(chosen.FromPoints)?.FromPoints ?? long.MaxValue);
            members = members.Where(row => row.Earned >= from && row.Earned < until);
        }

        var rows = await members.OrderByDescending(row => row.Id).Take(PageSize + 1).ToListAsync(cancel);
        return new([.. rows.Take(PageSize).Select(row => new MemberRow(row.Id, row.Code, row.Number, row.MaskedName, plan.LevelAt(row.Earned).Name, row.Points, row.State, row.ActivatedAt))],
            rows.Count > PageSize ? rows[PageSize - 1].Id : null, [.. plan.Levels.OrderBy(level => level.Number).Select(level => (level.Number, level.Name))]);
    }

    /// <summary>A card's members in numbers; null when the card is not the actor's.</summary>
    public async Task<MemberNumbers?> Numbers(Person actor, string appId, string? card, int days, CancellationToken cancel = default)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(days, DaysMax);
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (await db.MemberCardOf(actor, appId, card, cancel) is not { } found)
            return null;
        var first = ChinaTime.DayOf(clock.UtcNow).AddDays(1 - days);
        var from = ChinaTime.StartOf(first);
        // Grouped by the database: a row for each hour at most, however many members there are.
        var hours = await db.Members.Where(row => row.CardId == found.Id && row.ActivatedAt >= from)
            .GroupBy(row => new { row.ActivatedAt.Year, row.ActivatedAt.Month, row.ActivatedAt.Day, row.ActivatedAt.Hour }).Select(group => new { group.Key, Count = group.Count() }).ToListAsync(cancel);
        var byDay = hours.ToLookup(row => ChinaTime.DayOf(new DateTime(row.Key.Year, row.Key.Month, row.Key.Day, row.Key.Hour, 0, 0, DateTimeKind.Utc)), row => row.Count);
        var entries = db.PointEntries.Where(row => row.CardId == found.Id && row.At >= from);
        return new(await db.Members.CountAsync(row => row.CardId == found.Id && row.State != MemberState.Left, cancel),
            [.. Enumerable.Range(0, days).Select(day => (ChinaTime.StartOf(first.AddDays(day)), byDay[first.AddDays(day)].Sum()))],
            await entries.Where(row => row.Points > 0).SumAsync(row => row.Points, cancel), -await entries.Where(row => row.Points < 0).SumAsync(row => row.Points, cancel));
    }

    /// <summary>One member; null when there is none for the actor.</summary>
    public async Task<MemberSheet?> Find(Person actor, string appId, string code, long? before = null, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (await db.MemberOf(actor, appId, code, cancel) is not { } member)
            return null;
        var card = await db.Cards.Where(row => row.Id == member.CardId).Select(row => new { row.Code, row.Terms.Title }).SingleAsync(cancel);
        var copy = await db.CardCodes.Where(row => row.Id == member.CodeId).Select(row => new { row.State, row.ValidUntil }).SingleAsync(cancel);
        var (birthday, phone, city) = (Opened(Member.Purposes.Birthday, member.Birthday), Opened(Member.Purposes.Phone, member.Phone), Opened(Member.Purposes.City, member.City));
        return new(member.Code, card.Code, card.Title, Memberships.FaceOf(member, await db.PlanOf(member.CardId, cancel)), member.Earned, await Books.Balance(db, LedgerParty.Purse(member.Id), cancel),
            member.MaskedName, birthday is null ? null : $"****-{birthday[^5..]}", phone is null ? null : PhoneReading.Of(phone, null).Value?.Masked, city,
            member.State, CardCode.StateAt(copy.State, copy.ValidUntil, clock.UtcNow), member.ActivatedAt, await Memberships.PageOf(db, member.Id, before, cancel));
    }

    /// <summary>Adds points by hand, or takes them: with a reason that the member reads, and a record of who did it.</summary>
    public async Task<MemberResult> Adjust(Person actor, string appId, string code, AdjustForm form, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(form);
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (await db.MemberOf(actor, appId, code, cancel) is not { } member)
            return MemberResult.Missing;
        var amount = AmountOf(form.Points);
        var (reason, wrongReason) = NoteText.Read(form.Reason, PointEntry.SubjectMax);
        if (reason?.Length == 0)
            (reason, wrongReason) = (null, new("Say why: the member reads it.", "请填写原因，会员可见。"));
        if (amount is not { } fine || reason is null)
        {
            return MemberResult.No([.. new[] { (amount is null, MemberFields.Points, new($"A whole number from -{AdjustMax:N0} to {AdjustMax:N0}, and not 0.", $"请输入 -{AdjustMax:N0} 到 {AdjustMax:N0} 之间的整数，不能为 0。")), (reason is null, MemberFields.Reason, wrongReason) }
                .Where(field => field.Item1).Select(field => new WalletProblem(field.Item2, field.Item3))]);
        }

        var key = $"hand:{member.Id}:{form.Key:N}";
        return await books.Move(db, async () =>
        {
            if (await db.PointEntries.Where(row => row.Key == key).Select(row => (long?)row.Points).SingleOrDefaultAsync(cancel) is { } before)
                return (before == fine ? MemberResult.Done : MemberResult.No(WalletProblems.Used), false);
            if (!await points.Move(db, new(member, key, PointKind.Adjustment, fine, fine, reason), cancel))
                return (MemberResult.No(new WalletProblem(MemberFields.Points, new("The member has fewer points than that.", "会员的积分不足。"))), false);
            db.Record(new AuditFact(clock.UtcNow, actor.UserId, "member.points-adjusted", member.Code, appId, fine.ToString("+#;-#", CultureInfo.InvariantCulture)));
            await db.SaveChangesAsync(cancel);
            return (MemberResult.Done, true);
        }, cancel);
    }

    /// <summary>Freezes a membership: nothing is earned or spent until it is unfrozen; its balance can still be paid out. False when there is none to freeze.</summary>
    public Task<bool> Freeze(Person actor, string appId, string code, CancellationToken cancel = default) => Turn(actor, appId, code, MemberState.Active, MemberState.Frozen, "member.frozen", cancel);

    /// <summary>Lets it count again. False when there is none to unfreeze.</summary>
    public Task<bool> Unfreeze(Person actor, string appId, string code, CancellationToken cancel = default) => Turn(actor, appId, code, MemberState.Frozen, MemberState.Active, "member.unfrozen", cancel);

    private async Task<bool> Turn(Person actor, string appId, string code, MemberState from, MemberState to, string action, CancellationToken cancel)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        return await db.InTransaction(async () =>
        {
            if (await db.MemberOf(actor, appId, code, cancel) is not { } member
                || await db.Members.Where(row => row.Id == member.Id && row.State == from).ExecuteUpdateAsync(row => row.SetProperty(it => it.State, to), cancel) == 0)
                return (false, false);
            db.Record(new AuditFact(clock.UtcNow, actor.UserId, action, member.Code, appId));
            await db.SaveChangesAsync(cancel);
            return (true, true);
        }, cancel);
    }

    private string? Opened(string purpose, string text) => text.Length == 0 ? null : vault.Unprotect(purpose, text);

    private static long? AmountOf(string? typed) =>
        typed?.Trim() is { Length: > 0 and <= 12 } text && long.TryParse(text.Replace('−', '-').Replace('＋', '+'), NumberStyles.AllowLeadingSign | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var points)
        && points is not 0 and >= -AdjustMax and <= AdjustMax ? points : null;
}
