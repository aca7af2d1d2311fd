using WeixinWeChat.Core.Editions;

namespace WeixinWeChat.Core.Accounts;

/// <summary>
/// A registration whose every field was read by its rule. Each portal has its own form for it; what reaches the operations is the same.
/// </summary>
/// <param name="FormKey">Made with the form: however often the form is sent, one account comes of it.</param>
/// <param name="Type">Subscription or service account.</param>
/// <param name="Name">Its name.</param>
/// <param name="Introduction">What it says about itself.</param>
/// <param name="AvatarCode">A picture that the person uploaded; null for none.</param>
/// <param name="Subject">The organisation.</param>
/// <param name="Administrator">The person who answers for it.</param>
/// <param name="TimeZone">IANA name of the account's clock; taken only where the edition has none of its own.</param>
/// <param name="Currency">ISO 4217 code; taken only where the edition has none of its own.</param>
public sealed record Registration(
    Guid FormKey,
    AccountType Type,
    AccountName Name,
    AccountIntroduction Introduction,
    string? AvatarCode,
    SubjectDetails Subject,
    AdministratorDetails Administrator,
    string TimeZone,
    string Currency);

/// <summary>The organisation as it was typed and read.</summary>
public sealed record SubjectDetails(SubjectKind Kind, string LegalName, string Country, string RegistrationNumber);

/// <summary>The administrator as they were typed and read. Never logged: a record prints its members, so this one prints none.</summary>
public sealed record AdministratorDetails(string Name, IdDocument IdDocument, string IdNumber, PhoneNumber Phone)
{
    /// <inheritdoc />
    public override string ToString() => Phone.Masked;
}

/// <summary>What is wrong with one field, by the field's name in <see cref="Fields"/>.</summary>
public sealed record FieldProblem(string Field, Bilingual Reason);

/// <summary>Names of the fields of a registration, for messages that must find their field.</summary>
public static class Fields
{
    /// <summary>Account type.</summary>
    public const string Type = nameof(Type);

    /// <summary>Kind of organisation.</summary>
    public const string SubjectKind = nameof(SubjectKind);

    /// <summary>The organisation's name.</summary>
    public const string LegalName = nameof(LegalName);

    /// <summary>The organisation's country.</summary>
    public const string Country = nameof(Country);

    /// <summary>The organisation's number.</summary>
    public const string RegistrationNumber = nameof(RegistrationNumber);

    /// <summary>The administrator's name.</summary>
    public const string AdministratorName = nameof(AdministratorName);

    /// <summary>The administrator's document.</summary>
    public const string IdNumber = nameof(IdNumber);

    /// <summary>The administrator's phone.</summary>
    public const string Phone = nameof(Phone);

    /// <summary>The account's name.</summary>
    public const string Name = nameof(Name);

    /// <summary>The account's introduction.</summary>
    public const string Introduction = nameof(Introduction);

    /// <summary>The account's avatar.</summary>
    public const string Avatar = nameof(Avatar);

    /// <summary>The account's time zone.</summary>
    public const string TimeZone = nameof(TimeZone);

    /// <summary>The account's currency.</summary>
    public const string Currency = nameof(Currency);

    /// <summary>The agreement.</summary>
    public const string Agreement = nameof(Agreement);

    /// <summary>The form as a whole.</summary>
    public const string Form = "";
}
