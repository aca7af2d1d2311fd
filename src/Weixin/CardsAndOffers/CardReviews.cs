using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Weixin.CardsAndOffers;

/// <summary>A card in the reviewers' queue.</summary>
public sealed record CardReviewRow(long Id, string Code, string AccountName, string Title, CardKind Kind, DateTime SubmittedAt);

/// <summary>Where the next part of the queue begins: after this row.</summary>
public readonly record struct CardReviewCursor(DateTime SubmittedAt, long Id);

/// <summary>A card before a reviewer.</summary>
/// <param name="AccountName">Whose.</param>
/// <param name="AvatarCode">The account's picture.</param>
/// <param name="Sheet">The card.</param>
/// <param name="Stores">The shops that are named with it.</param>
/// <param name="SubmittedAt">UTC.</param>
public sealed record CardReviewDesk(string AccountName, string? AvatarCode, CardSheet Sheet, IReadOnlyList<StoreRow> Stores, DateTime SubmittedAt);

/// <summary>The platform's review of cards. A card of an account of which the reviewer is a member does not exist for them.</summary>
public sealed class CardReviews(IDbContextFactory<PortalDb> dbs, CardMails mails, TimeProvider clock)
{
    /// <summary>Rows of a part of the queue.</summary>
    public const int PageSize = 25;

    /// <summary>A part of the queue, the longest waiting first.</summary>
    public async Task<(IReadOnlyList<CardReviewRow> Rows, CardReviewCursor? Next)> Queue(Person actor, CardReviewCursor? after = null, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        var waiting = Waiting(db, actor);
        if (after is { } last)
            waiting = waiting.Where(row => row.SubmittedAt > last.SubmittedAt || (row.SubmittedAt == last.SubmittedAt && row.Id > last.Id));
        var accounts = db.OfficialAccounts;
        var rows = await (from row in waiting.OrderBy(row => row.SubmittedAt).ThenBy(row => row.Id).Take(PageSize + 1)
                          join account in accounts on row.AccountId equals account.Id
                          orderby row.SubmittedAt, row.Id
                          select new CardReviewRow(row.Id, row.Code, account.Name, row.Terms.Title, row.Terms.Kind, row.SubmittedAt!.Value)).ToListAsync(cancel);
        return rows.Count > PageSize ? (rows[..PageSize], new(rows[PageSize - 1].SubmittedAt, rows[PageSize - 1].Id)) : (rows, null);
    }

    /// <summary>How many wait.</summary>
    public async Task<int> Count(Person actor, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        return await Waiting(db, actor).CountAsync(cancel);
    }

    /// <summary>A card that waits, or null.</summary>
    public async Task<CardReviewDesk?> Open(Person actor, string code, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (await Load(db, actor, code, cancel) is not { } card)
            return null;
        var account = await db.OfficialAccounts.AsNoTracking().SingleAsync(row => row.Id == card.AccountId, cancel);
        var sheet = await CardOperations.Sheet(db, card, cancel);
        var stores = await StoreOperations.Of(db, account.Id, cancel);
        return new(account.Name, account.AvatarCode, sheet, [.. stores.Where(store => sheet.Stores.Contains(store.Code))], card.SubmittedAt!.Value);
    }

    /// <summary>Lets a card pass: it has its stock from the same transaction on.</summary>
    public Task<CardOutcome> Approve(Person actor, string code, Guid version, CancellationToken cancel = default) =>
        Decide(actor, code, version, "card.approved", async (db, account, card) =>
        {
            if (!card.Approve(actor.UserId, clock.UtcNow))
                return false;
            db.Add(new CardStock { CardId = card.Id, Quantity = card.Terms.Quantity, Initial = card.Terms.Quantity });
            await mails.Approved(db, account, card, cancel);
            return true;
        }, cancel);

    /// <summary>Refuses a card, with a reason in both languages.</summary>
    public async Task<CardOutcome> Refuse(Person actor, string code, Guid version, string? reasonEn, string? reasonZh, CancellationToken cancel = default)
    {
        var reason = new Bilingual(reasonEn?.Trim() ?? "", reasonZh?.Trim() ?? "");
        if (!IsReason(reason.En) || !IsReason(reason.Zh))
            return CardOutcome.Invalid;
        return await Decide(actor, code, version, "card.refused", async (db, account, card) =>
        {
            if (!card.Refuse(actor.UserId, reason, clock.UtcNow))
                return false;
            await mails.Refused(db, account, card, cancel);
            return true;
        }, cancel);
    }

    /// <summary>Could this be a reason?</summary>
    public static bool IsReason(string text) => text.Length <= Card.ReasonMax && VisibleText.IsSeen(text) && VisibleText.IsQuiet(text.ReplaceLineEndings(""));

    private async Task<CardOutcome> Decide(Person actor, string code, Guid version, string action, Func<PortalDb, OfficialAccount, Card, Task<bool>> decide, CancellationToken cancel)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (await Load(db, actor, code, cancel) is not { } card)
            return CardOutcome.Missing;
        if (card.Version != version)
            return CardOutcome.Conflict;
        var account = await db.OfficialAccounts.AsNoTracking().SingleAsync(row => row.Id == card.AccountId, cancel);
        if (!await decide(db, account, card))
            return CardOutcome.NotNow;
        db.Record(new AuditFact(clock.UtcNow, actor.UserId, action, card.Code, account.AppId));
        try
        {
            await db.SaveChangesAsync(cancel);
            return CardOutcome.Done;
        }
        catch (DbUpdateException)
        {
            // A colleague decided in this moment, or the brand took it back.
            return CardOutcome.Conflict;
        }
    }

    private static Task<Card?> Load(PortalDb db, Person actor, string code, CancellationToken cancel) =>
        Card.IsCode(code) ? Waiting(db, actor).SingleOrDefaultAsync(row => row.Code == code, cancel) : Task.FromResult<Card?>(null);

    // The four eyes, and nobody who is no reviewer any more.
    private static IQueryable<Card> Waiting(PortalDb db, Person actor)
    {
        var (memberships, reviewers) = (db.Memberships, db.HoldersOf(Permissions.CasesReview));
        return db.Cards.Where(row => row.State == CardState.NotVerified && reviewers.Any(holder => holder == actor.UserId)
            && !memberships.Any(member => member.AccountId == row.AccountId && member.UserId == actor.UserId));
    }
}
