using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Core.Accounts;

/// <summary>What a registration came to.</summary>
/// <param name="AppId">The account's id; null when it was refused.</param>
/// <param name="Problems">What is wrong, by field.</param>
public sealed record Registered(string? AppId, IReadOnlyList<FieldProblem> Problems);

/// <summary>A line in somebody's list of accounts.</summary>
public sealed record AccountRow(string AppId, string Name, AccountType Type, AccountStanding Standing, string? AvatarCode, long Followers);

/// <summary>What somebody wants to change about an account's profile.</summary>
/// <param name="Introduction">As typed.</param>
/// <param name="AvatarCode">A picture of their own, or the one that was there.</param>
/// <param name="TimeZone">IANA name; not looked at where the edition has one clock.</param>
/// <param name="Version">Of the account as they saw it.</param>
public sealed record ProfileChange(string Introduction, string? AvatarCode, string TimeZone, Guid Version);

/// <summary>What a change of the profile came to.</summary>
public sealed record ProfileResult(ProfileOutcome Outcome, FieldProblem? Problem = null)
{
    /// <summary>It is changed.</summary>
    public static ProfileResult Saved { get; } = new(ProfileOutcome.Saved);

    /// <summary>Somebody else changed it meanwhile.</summary>
    public static ProfileResult Conflict { get; } = new(ProfileOutcome.Conflict);

    /// <summary>There is no such account for this person.</summary>
    public static ProfileResult Missing { get; } = new(ProfileOutcome.Missing);

    internal static ProfileResult Invalid(string field, Bilingual reason) => new(ProfileOutcome.Invalid, new(field, reason));
}

/// <summary>The ways in which a change of the profile can end.</summary>
public enum ProfileOutcome
{
    /// <summary>Changed.</summary>
    Saved,

    /// <summary>Refused for one field.</summary>
    Invalid,

    /// <summary>Somebody else changed it meanwhile.</summary>
    Conflict,

    /// <summary>No such account for this person.</summary>
    Missing,
}

/// <summary>An account as its members see it.</summary>
public sealed record OwnAccount(
    string AppId,
    string OriginalId,
    string Name,
    string Introduction,
    string? AvatarCode,
    AccountType Type,
    AccountStanding Standing,
    DateTime? VerifiedUntil,
    string TimeZone,
    string Currency,
    string QrTicket,
    DateTime RegisteredAt,
    int IntroductionChangesLeft,
    int AvatarChangesLeft,
    Guid Version,
    SubjectView? Subject)
{
    internal static OwnAccount Of(OfficialAccount account, SubjectView? subject, PlatformLimits limits, DateOnly today)
    {
        var thisMonth = account.ChangesMonth == (today.Year * 100) + today.Month;
        return new(
            account.AppId, account.OriginalId, account.Name, account.Introduction, account.AvatarCode, account.Type, account.Standing, account.VerifiedUntil,
            account.TimeZone, account.Currency, account.QrTicket, account.RegisteredAt,
            Math.Max(0, limits.IntroductionChangesPerMonth - (thisMonth ? account.IntroductionChanges : 0)),
            Math.Max(0, limits.AvatarChangesPerMonth - (thisMonth ? account.AvatarChanges : 0)),
            account.Version, subject);
    }
}

/// <summary>The organisation behind an account, and its administrator, masked.</summary>
public sealed record SubjectView(
    SubjectKind Kind, string LegalName, string Country, string RegistrationNumber, string AdministratorName, string IdNumber, string Phone, bool PhoneConfirmed)
{
    internal static SubjectView Of(AccountSubject subject, Vault vault)
    {
        var name = vault.Unprotect(AccountSubject.Purposes.Name, subject.AdministratorName);
        var id = vault.Unprotect(AccountSubject.Purposes.IdNumber, subject.IdNumber);
        var phone = vault.Unprotect(AccountSubject.Purposes.Phone, subject.Phone);
        return new(
            subject.Kind, subject.LegalName, subject.Country, subject.RegistrationNumber,
            name[..1] + new string('*', Math.Min(name.Length - 1, 8)),
            new string('*', Math.Max(id.Length - 2, 0)) + id[^Math.Min(2, id.Length)..],
            PhoneReading.Of(phone, null).Value?.Masked ?? "", subject.PhoneConfirmedAt is not null);
    }
}
