using System.Data;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Core.Subscribers;

/// <summary>What the code for another number led to.</summary>
/// <param name="Check">Whether it was the code.</param>
/// <param name="Taken">It was, but somebody else signs in with this number.</param>
/// <param name="Session">The session from now on; every other one is ended. Null when nothing was changed.</param>
public sealed record NumberChange(CodeCheck Check, bool Taken = false, SubscriberSession? Session = null);

/// <summary>
/// Changing the number by which a subscriber signs in. Any number that receives codes will do, one of the other system's too: the edition
/// was decided by the first one, for good, and so was the region.
/// </summary>
public sealed class NumberOperations(
    IDbContextFactory<PortalDb> dbs, ConfirmationCodes codes, Outbox outbox, IEnumerable<NumberMove> moves, Vault vault, EditionPolicy edition, TimeProvider clock)
{
    /// <summary>What its codes are for.</summary>
    public static readonly CodePurpose Purpose = new("subscriber-number", new("change your number", "更换手机号"));

    private static readonly Bilingual Told = new(
        "[{0}] Your account signs in with another number from now on. If it was not you who changed it, write to us at once.",
        "【{0}】您的账号已更换登录手机号。如非本人操作，请立即联系我们。");

    /// <summary>First step: sends a code to the new number. Whether somebody else has it is told only to who can read that code.</summary>
    /// <param name="me">Who changes.</param>
    /// <param name="typed">The number as typed.</param>
    /// <param name="region">The chosen country, ISO 3166; null when none was.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<DoorAnswer> RequestCode(long me, string? typed, string? region, CancellationToken cancel = default)
    {
        var reading = PhoneReading.Of(typed, region);
        if (!reading.IsValid)
            return new(DoorState.Invalid, null, reading.Reason);
        var number = reading.Value;
        await using var db = await dbs.CreateDbContextAsync(cancel);
        var key = Key(vault, number);
        return await db.Subscribers.AnyAsync(row => row.Id == me && row.PhoneKey == key, cancel)
            ? new(DoorState.Same, null, default)
            : await SubscriberOperations.Send(codes, Purpose, number, cancel);
    }

    /// <summary>Second step: the code. The right one changes the number, ends every session, and tells the old number.</summary>
    public async Task<NumberChange> Change(long me, PhoneNumber number, string? code, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(number);
        var key = Key(vault, number);
        await using var db = await dbs.CreateDbContextAsync(cancel);
        // Serializable, so that nobody comes through the door with this number between the look and the change.
        return await db.InTransaction<NumberChange>(IsolationLevel.Serializable, async () =>
        {
            // Every answer counts as a try, so it is kept whatever it leads to.
            var check = await codes.Check(db, Purpose, number.E164, code, cancel);
            if (check != CodeCheck.Right)
                return (new(check), true);
            if (await db.Subscribers.AnyAsync(row => row.PhoneKey == key && row.Id != me, cancel))
                return (new(check, Taken: true), true);
            var person = await db.Subscribers.SingleAsync(row => row.Id == me && row.LeftAt == null, cancel);
            var (old, before) = (Subscriber.NumberIn(vault, person.Phone), person.PhoneKey);
            (person.Phone, person.PhoneKey) = (vault.Protect(Subscriber.PhonePurpose, number.E164), key);
            outbox.Sms(db, old.E164, string.Format(CultureInfo.CurrentCulture, Told.ToString(), edition.Name));
            db.Record(new AuditFact(clock.UtcNow, Subscriber.ActorOf(me), "subscriber.number-changed", Subscriber.ActorOf(me)));
            await db.SaveChangesAsync(cancel);
            foreach (var move in moves)
                await move.Move(db, before, key, cancel);
            return (new(check, Session: new(me, await SubscriberOperations.EndSessions(db, me, cancel))), true);
        }, cancel);
    }

    /// <summary>By what a number's subscriber is found.</summary>
    internal static string Key(Vault vault, PhoneNumber number) => vault.Fingerprint(Subscriber.PhonePurpose, number.E164);
}
