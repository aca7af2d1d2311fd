using System.Data;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Core.Subscribers;

/// <summary>What became of a wish for another number.</summary>
public enum NumberState
{
    /// <summary>A code is on its way to it.</summary>
    CodeSent = 1,

    /// <summary>One is on its way already; it still works.</summary>
    CodeSentBefore,

    /// <summary>The number got enough codes for today.</summary>
    TooManyCodes,

    /// <summary>The text is no number that can receive a code.</summary>
    Invalid,

    /// <summary>It is the number that the person has.</summary>
    Same,
}

/// <summary>The answer to such a wish.</summary>
/// <param name="State">What became of it.</param>
/// <param name="Number">The number that must answer; only when a code is on its way.</param>
/// <param name="Reason">What is wrong, for beside the field; empty when nothing.</param>
public sealed record NumberAnswer(NumberState State, PhoneNumber? Number, Bilingual Reason);

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
    public async Task<NumberAnswer> RequestCode(long me, string? typed, string? region, CancellationToken cancel = default)
    {
        var reading = PhoneReading.Of(typed, region);
        if (!reading.IsValid)
            return new(NumberState.Invalid, null, reading.Reason);
        var number = reading.Value;
        if (!number.CanReceiveSms)
            return new(NumberState.Invalid, null, SubscriberOperations.NoSms);
        await using var db = await dbs.CreateDbContextAsync(cancel);
        var key = Key(vault, number);
        if (await db.Subscribers.AnyAsync(row => row.Id == me && row.PhoneKey == key, cancel))
            return new(NumberState.Same, null, default);
        var sent = await codes.Send(Purpose, OutboxChannel.Sms, number.E164, cancel: cancel);
        return sent.State switch
        {
            CodeSending.Sent => new(NumberState.CodeSent, number, default),
            CodeSending.TooSoon => new(NumberState.CodeSentBefore, number, default),
            _ => new(NumberState.TooManyCodes, null, default),
        };
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
            var (old, before) = (Read(vault, person.Phone), person.PhoneKey);
            (person.Phone, person.PhoneKey) = (vault.Protect(Subscriber.PhonePurpose, number.E164), key);
            outbox.Sms(db, old.E164, string.Format(CultureInfo.CurrentCulture, Told.ToString(), edition.Name));
            db.Record(new AuditFact(clock.UtcNow, Subscriber.ActorOf(me), "subscriber.number-changed", Subscriber.ActorOf(me)));
            await db.SaveChangesAsync(cancel);
            foreach (var move in moves)
                await move.Move(db, before, key, cancel);
            return (new(check, Session: new(me, await SubscriberOperations.EndSessions(db, me, cancel))), true);
        }, cancel);
    }

    /// <summary>A number that the vault sealed.</summary>
    internal static PhoneNumber Read(Vault vault, string sealedPhone) =>
        PhoneReading.Of(vault.Unprotect(Subscriber.PhonePurpose, sealedPhone), null).Value ?? throw new InvalidOperationException("A subscriber's number is none.");

    /// <summary>By what a number's subscriber is found.</summary>
    internal static string Key(Vault vault, PhoneNumber number) => vault.Fingerprint(Subscriber.PhonePurpose, number.E164);
}
