using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Weixin.CardsAndOffers;
using WeixinWeChat.Weixin.Wallet;

namespace WeixinWeChat.Weixin.Members;

/// <summary>A membership card of a brand.</summary>
/// <param name="Code">The card's public id.</param>
/// <param name="Title">Its headline.</param>
/// <param name="State">Where it stands.</param>
public sealed record MemberCardRow(string Code, string Title, CardState State);

/// <summary>A plan as its brand works on it.</summary>
/// <param name="Card">The card.</param>
/// <param name="Form">What was decided, in the fields.</param>
public sealed record PlanSheet(MemberCardRow Card, PlanForm Form);

/// <summary>What a form of the console came to.</summary>
/// <param name="IsMissing">There is nothing of the kind for the actor.</param>
/// <param name="Problems">What is wrong; empty when it is done.</param>
public sealed record MemberResult(bool IsMissing, IReadOnlyList<WalletProblem> Problems)
{
    /// <summary>Done.</summary>
    public static MemberResult Done { get; } = new(false, []);

    /// <summary>There is nothing of the kind.</summary>
    public static MemberResult Missing { get; } = new(true, []);

    internal static MemberResult No(params IReadOnlyList<WalletProblem> problems) => new(false, problems);
}

/// <summary>What a brand decides for the members of its cards.</summary>
public sealed class PlanOperations(IDbContextFactory<PortalDb> dbs, TimeProvider clock)
{
    /// <summary>Most membership cards of a brand that are offered for choice.</summary>
    public const int CardsMax = 50;

    /// <summary>The brand's membership cards, the newest first. Null when the actor may not.</summary>
    public async Task<IReadOnlyList<MemberCardRow>?> Cards(Person actor, string appId, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (await db.AccountOf(actor, appId, Permissions.CardsManage, cancel) is not { } account)
            return null;
        return await db.Cards.Where(row => row.AccountId == account.Id && row.Terms.Kind == CardKind.MemberCard).OrderByDescending(row => row.Id).Take(CardsMax)
            .Select(row => new MemberCardRow(row.Code, row.Terms.Title, row.State)).ToListAsync(cancel);
    }

    /// <summary>A card's plan; null when the card is not the actor's, or no membership card.</summary>
    public async Task<PlanSheet?> Find(Person actor, string appId, string? card, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (await db.MemberCardOf(actor, appId, card, cancel) is not { } found)
            return null;
        var isSaved = await db.MemberPlans.AnyAsync(row => row.CardId == found.Id, cancel);
        return new(new(found.Code, found.Terms.Title, found.State), PlanForm.Of(await db.PlanOf(found.Id, cancel), isSaved));
    }

    /// <summary>Keeps a plan. It holds from now on: points that were given stay, levels follow at once.</summary>
    public async Task<MemberResult> Save(Person actor, string appId, string? card, PlanForm form, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(form);
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (await db.MemberCardOf(actor, appId, card, cancel) is not { } found)
            return MemberResult.Missing;
        var (terms, problems) = form.Read();
        if (terms is null)
            return MemberResult.No(problems);
        try
        {
            return await db.InTransaction(async () =>
            {
                var plan = await db.MemberPlans.Include(row => row.Levels).SingleOrDefaultAsync(row => row.CardId == found.Id, cancel);
                if (plan?.Version != form.Version)
                    return (MemberResult.No(MemberProblems.Conflict), false);
                if (plan is null)
                    db.Add(plan = new() { CardId = found.Id });
                plan.Write(terms, clock.UtcNow);
                db.Record(new AuditFact(clock.UtcNow, actor.UserId, "members.plan-saved", found.Code, appId));
                await db.SaveChangesAsync(cancel);
                return (MemberResult.Done, true);
            }, cancel);
        }
        catch (DbUpdateException) when (!cancel.IsCancellationRequested)
        {
            // Two at once: one of them.
            return MemberResult.No(MemberProblems.Conflict);
        }
    }
}
