using System.Globalization;
using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Core.Subscribers;

/// <summary>What became of a number at the door.</summary>
public enum DoorState
{
    /// <summary>A code is on its way.</summary>
    CodeSent = 1,

    /// <summary>One is on its way already; it still works.</summary>
    CodeSentBefore,

    /// <summary>The number got enough codes for today.</summary>
    TooManyCodes,

    /// <summary>The text is no number that can receive a code.</summary>
    Invalid,

    /// <summary>The number belongs to the other system. Nothing of it is kept anywhere.</summary>
    OtherEdition,

    /// <summary>It is the number that the person has, who wants another one.</summary>
    Same,
}

/// <summary>The answer at the door.</summary>
/// <param name="State">What became of the number.</param>
/// <param name="Number">The number that must answer; only when a code is on its way.</param>
/// <param name="Reason">What is wrong, for beside the field; empty when nothing.</param>
public sealed record DoorAnswer(DoorState State, PhoneNumber? Number, Bilingual Reason);

/// <summary>A signed-in subscriber, as the cookie names them.</summary>
/// <param name="SubscriberId">Internal number.</param>
/// <param name="Stamp">Must be the subscriber's own for the session to hold.</param>
public sealed record SubscriberSession(long SubscriberId, Guid Stamp);

/// <summary>What the answer to a code led to.</summary>
/// <param name="Check">Whether it was the code.</param>
/// <param name="Session">The session; only for the right code.</param>
public sealed record CodeAnswer(CodeCheck Check, SubscriberSession? Session);

/// <summary>The subscribers' door: sign-in by phone number and one-time code, and the end of all sessions.</summary>
/// <param name="dbs">The portal's database.</param>
/// <param name="edition">Whose people these are.</param>
/// <param name="codes">Sends and checks codes.</param>
/// <param name="vault">Seals the numbers.</param>
/// <param name="clock">The time.</param>
/// <param name="dice">Where first nicknames come from; the runtime's own when none is given.</param>
public sealed class SubscriberOperations(
    IDbContextFactory<PortalDb> dbs, EditionPolicy edition, ConfirmationCodes codes, Vault vault, TimeProvider clock, Random? dice = null)
{
    // Below what either engine takes as parameters of one statement.
    private const int Together = 500;

    /// <summary>What the codes of this door are for.</summary>
    public static readonly CodePurpose SignInPurpose = new("subscriber-sign-in", new("sign in", "登录"));

    private static readonly Bilingual NoSms = new("A code cannot reach this number: it is not a mobile number.", "该号码不是手机号，无法接收验证码。");

    /// <summary>
    /// First step: sends a code to the number. The edition is decided by the number of the first sign-in and kept for good, so a number
    /// of the other system opens the door only to somebody who is a subscriber here already; of everybody else's nothing is written.
    /// </summary>
    /// <param name="typed">The number as typed.</param>
    /// <param name="region">The chosen country, ISO 3166; null when none was.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<DoorAnswer> RequestCode(string? typed, string? region, CancellationToken cancel = default)
    {
        var reading = PhoneReading.Of(typed, region);
        if (!reading.IsValid)
            return new(DoorState.Invalid, null, reading.Reason);
        var number = reading.Value;
        if (!edition.Owns(number) && await Find(number, cancel) is null)
            return new(DoorState.OtherEdition, null, default);
        return await Send(codes, SignInPurpose, number, cancel);
    }

    /// <summary>Sends a code to a number that was read, whatever it is for.</summary>
    internal static async Task<DoorAnswer> Send(ConfirmationCodes codes, CodePurpose purpose, PhoneNumber number, CancellationToken cancel)
    {
        if (!number.CanReceiveSms)
            return new(DoorState.Invalid, null, NoSms);
        var sent = await codes.Send(purpose, OutboxChannel.Sms, number.E164, cancel: cancel);
        return sent.State switch
        {
            CodeSending.Sent => new(DoorState.CodeSent, number, default),
            CodeSending.TooSoon => new(DoorState.CodeSentBefore, number, default),
            _ => new(DoorState.TooManyCodes, null, default),
        };
    }

    /// <summary>Second step: the code. The right one signs in, and makes a subscriber of somebody who comes for the first time.</summary>
    public async Task<CodeAnswer> Answer(string e164, string? code, CancellationToken cancel = default)
    {
        var reading = PhoneReading.Of(e164, null);
        if (!reading.IsValid)
            return new(CodeCheck.Wrong, null);
        var check = await codes.Check(SignInPurpose, reading.Value.E164, code, cancel);
        if (check != CodeCheck.Right || await Admit(reading.Value, cancel) is not { } session)
            return new(check, null);
        PortalMeter.SignIns.Add(1);
        return new(check, session);
    }

    /// <summary>
    /// Opens a session for somebody whose number is proven; the first time it makes the subscriber, in this edition for good.
    /// Null for a newcomer whose number belongs to the other system.
    /// </summary>
    public async Task<SubscriberSession?> Admit(PhoneNumber number, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(number);
        if (await Find(number, cancel) is { } known)
            return known;
        if (!edition.Owns(number))
            return null;
        await using var db = await dbs.CreateDbContextAsync(cancel);
        var newcomer = Newcomer(number);
        db.Add(newcomer);
        try
        {
            await db.SaveChangesAsync(cancel);
            return new(newcomer.Id, newcomer.SessionStamp);
        }
        catch (DbUpdateException)
        {
            // The same number came in twice at the same moment: both are the one subscriber that the other request made.
            if (await Find(number, cancel) is { } twin)
                return twin;
            throw;
        }
    }

    /// <summary>
    /// The same for many, who all belong here; each comes at the moment at which the sequence hands them out. Who belongs to the other
    /// system is left out.
    /// </summary>
    public async Task<IReadOnlyList<SubscriberSession>> AdmitAll(IEnumerable<PhoneNumber> numbers, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        List<SubscriberSession> admitted = [];
        foreach (var part in numbers.Where(edition.Owns).Select(Newcomer).Chunk(Together))
        {
            var keys = part.Select(row => row.PhoneKey).ToList();
            var known = await db.Subscribers.AsNoTracking().Where(row => keys.Contains(row.PhoneKey)).ToDictionaryAsync(row => row.PhoneKey, cancel);
            db.AddRange(part.Where(row => known.TryAdd(row.PhoneKey, row)));
            await db.SaveChangesAsync(cancel);
            admitted.AddRange(keys.Select(key => new SubscriberSession(known[key].Id, known[key].SessionStamp)));
            db.ChangeTracker.Clear();
        }

        return admitted;
    }

    /// <summary>The stamp that a session must carry; null when there is no such subscriber.</summary>
    public async Task<Guid?> StampOf(long subscriberId, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        return await db.Subscribers.Where(row => row.Id == subscriberId).Select(row => (Guid?)row.SessionStamp).SingleOrDefaultAsync(cancel);
    }

    /// <summary>Ends every session of the subscriber, on all their devices.</summary>
    public async Task EndSessions(long subscriberId, CancellationToken cancel = default)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        await db.InTransaction(async () => (await EndSessions(db, subscriberId, cancel), true), cancel);
    }

    /// <summary>The same in a transaction of the caller.</summary>
    /// <returns>The stamp that a session must carry from now on.</returns>
    internal static async Task<Guid> EndSessions(PortalDb db, long subscriberId, CancellationToken cancel)
    {
        var stamp = Guid.NewGuid();
        await db.Subscribers.Where(row => row.Id == subscriberId).ExecuteUpdateAsync(row => row.SetProperty(one => one.SessionStamp, stamp), cancel);
        await db.Devices.Where(row => row.SubscriberId == subscriberId).ExecuteDeleteAsync(cancel);
        return stamp;
    }

    private Subscriber Newcomer(PhoneNumber number) => new()
    {
        Edition = edition.Edition,
        Phone = vault.Protect(Subscriber.PhonePurpose, number.E164),
        PhoneKey = KeyOf(number),
        Nickname = Nickname.Suggest(CultureInfo.GetCultureInfo(edition.DefaultCulture), dice ?? Random.Shared),
        Region = number.Region,
        JoinedAt = clock.UtcNow,
    };

    private async Task<SubscriberSession?> Find(PhoneNumber number, CancellationToken cancel)
    {
        await using var db = await dbs.CreateDbContextAsync(cancel);
        var key = KeyOf(number);
        return await db.Subscribers.Where(row => row.PhoneKey == key).Select(row => new SubscriberSession(row.Id, row.SessionStamp)).SingleOrDefaultAsync(cancel);
    }

    private string KeyOf(PhoneNumber number) => NumberOperations.Key(vault, number);
}
