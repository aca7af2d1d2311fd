using System.Data;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Core.Subscribers;

/// <summary>What leaving means for a person at this moment.</summary>
/// <param name="MaskedPhone">Where the code goes.</param>
/// <param name="Hindrances">What stands in the way, each with what to do; empty when nothing does.</param>
/// <param name="Erased">What is erased.</param>
/// <param name="Kept">What must stay, and why.</param>
public sealed record LeavingView(string MaskedPhone, IReadOnlyList<Bilingual> Hindrances, IReadOnlyList<Bilingual> Erased, IReadOnlyList<Bilingual> Kept);

/// <summary>What became of the wish to leave.</summary>
/// <param name="Check">Whether it was the code.</param>
/// <param name="Hindrances">What stands in the way; the person is here still.</param>
public sealed record LeavingAnswer(CodeCheck Check, IReadOnlyList<Bilingual> Hindrances)
{
    /// <summary>The person is gone.</summary>
    public bool IsGone => Check == CodeCheck.Right && Hindrances.Count == 0;
}

/// <summary>
/// Leaving for good: everything of the person is erased at once, in one transaction, and what must stay points at a row that names nobody.
/// The number is free afterwards: whoever comes with it begins anew.
/// </summary>
public sealed class LeaveOperations(
    IDbContextFactory<PortalDb> dbs, ConfirmationCodes codes, IEnumerable<Leaving> rules, IEnumerable<NumberMove> moves, EditionPolicy edition, Vault vault, TimeProvider clock)
{
    /// <summary>What its codes are for.</summary>
    public static readonly CodePurpose Purpose = new("subscriber-leave", new("close your account for good", "注销账号"));

    /// <summary>What is to be read before.</summary>
    public async Task<LeavingView?> View(long me, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        if (await PhoneOf(db, me, cancel) is not { } phone)
            return null;
        return new(phone.Masked, await Hindrances(db, me, cancel), [.. rules.Select(rule => rule.Erased).Where(IsSaid)], [.. rules.Select(rule => rule.Kept).Where(IsSaid)]);
    }

    /// <summary>Sends the code to the person's own number.</summary>
    public async Task<CodeSending?> SendCode(long me, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        return await PhoneOf(db, me, cancel) is { } phone ? (await codes.Send(Purpose, OutboxChannel.Sms, phone.E164, cancel: cancel)).State : null;
    }

    /// <summary>Leaves, with the right code and when nothing stands in the way. Null when the person is gone already.</summary>
    public async Task<LeavingAnswer?> Leave(long me, string? code, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        // Serializable, so that nothing comes in for the person between the look and the end.
        return await db.InTransaction<LeavingAnswer?>(IsolationLevel.Serializable, async () =>
        {
            if (await PhoneOf(db, me, cancel) is not { } phone)
                return (null, false);
            var hindrances = await Hindrances(db, me, cancel);
            // A code is not used up where it could lead to nothing.
            if (hindrances.Count > 0)
                return (new(CodeCheck.Right, hindrances), false);
            // Every answer counts as a try, so it is kept whatever it leads to.
            var check = await codes.Check(db, Purpose, phone.E164, code, cancel);
            if (check != CodeCheck.Right)
                return (new(check, []), true);
            var now = clock.UtcNow;
            foreach (var rule in rules)
                await rule.Erase(db, me, now, cancel);
            await Erase(db, me, now, cancel);
            db.Record(new AuditFact(now, Subscriber.ActorOf(me), "subscriber.left", Subscriber.ActorOf(me)));
            await db.SaveChangesAsync(cancel);
            return (new(check, []), true);
        }, cancel);
    }

    // Last of all: what the rules erase is found by the person's row.
    private async Task Erase(PortalDb db, long me, DateTime now, CancellationToken cancel)
    {
        await db.Portraits.Where(row => row.SubscriberId == me).ExecuteDeleteAsync(cancel);
        await SubscriberOperations.EndSessions(db, me, cancel);
        var (name, key) = (Nickname.Gone(CultureInfo.GetCultureInfo(edition.DefaultCulture)), $"left {Ids.Code()}");
        var before = await db.Subscribers.Where(row => row.Id == me).Select(row => row.PhoneKey).SingleAsync(cancel);
        foreach (var move in moves)
            await move.Move(db, before, key, cancel);
        await db.Subscribers.Where(row => row.Id == me).ExecuteUpdateAsync(
            row => row.SetProperty(one => one.LeftAt, now).SetProperty(one => one.Phone, "").SetProperty(one => one.PhoneKey, key)
                .SetProperty(one => one.Nickname, name).SetProperty(one => one.PictureCode, (string?)null).SetProperty(one => one.Place, (string?)null), cancel);
    }

    private async Task<IReadOnlyList<Bilingual>> Hindrances(PortalDb db, long me, CancellationToken cancel)
    {
        List<Bilingual> found = [];
        foreach (var rule in rules)
        {
            if (rule.Hindrance is { } hindrance && await hindrance(db, me, clock.UtcNow, cancel) is { } reason)
                found.Add(reason);
        }

        return found;
    }

    private async Task<PhoneNumber?> PhoneOf(PortalDb db, long me, CancellationToken cancel) =>
        await db.Subscribers.Where(row => row.Id == me && row.LeftAt == null).Select(row => row.Phone).SingleOrDefaultAsync(cancel) is { } phone ? Subscriber.NumberIn(vault, phone) : null;

    private static bool IsSaid(Bilingual text) => text != default;
}
