using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Editions;

namespace WeixinWeChat.Portal.Accounts;

/// <summary>
/// What is typed into a registration: texts as they were typed, kept as they are until the rules of the core read them. Each portal has
/// its own form; these fields are in both.
/// </summary>
public abstract class RegistrationForm
{
    /// <summary>The step that is open, from 0.</summary>
    public int Step { get; set; }

    /// <summary>The organisation's registered name.</summary>
    public string? LegalName { get; set; }

    /// <summary>Its number in its register.</summary>
    public string? RegistrationNumber { get; set; }

    /// <summary>The administrator's name.</summary>
    public string? AdministratorName { get; set; }

    /// <summary>Their document's number.</summary>
    public string? IdNumber { get; set; }

    /// <summary>Their phone.</summary>
    public string? Phone { get; set; }

    /// <summary>The account's name.</summary>
    public string? Name { get; set; }

    /// <summary>Its introduction.</summary>
    public string? Introduction { get; set; }

    /// <summary>Its picture in the media store.</summary>
    public string? AvatarCode { get; set; }

    /// <summary>The person stands by what they typed.</summary>
    public bool Agreed { get; set; }

    /// <summary>The document's number for a last look: enough to see that it is the right one, for whoever looks over a shoulder too little.</summary>
    public string MaskedIdNumber()
    {
        const int Shown = 4;
        var number = IdNumber?.Trim() ?? "";
        var hidden = Math.Max(number.Length - Shown, Math.Min(number.Length, Shown));
        return new string('*', hidden) + number[hidden..];
    }

    /// <summary>The country that a phone number without a country code is of.</summary>
    public abstract string? PhoneRegion { get; }

    /// <summary>How many steps there are.</summary>
    public abstract int Steps { get; }

    /// <summary>What is wrong in a step, by field.</summary>
    public abstract IEnumerable<FieldProblem> Check(int step, EditionPolicy edition, DateOnly today);

    /// <summary>The registration, once no step has a problem left.</summary>
    public abstract Registration Read(Guid formKey, EditionPolicy edition, DateOnly today);

    /// <summary>What is wrong with the fields that describe the account.</summary>
    protected IEnumerable<FieldProblem> CheckAccount()
    {
        var name = AccountName.Read(Name);
        if (!name.IsValid) yield return new(Fields.Name, name.Reason);
        var introduction = AccountIntroduction.Read(Introduction);
        if (!introduction.IsValid) yield return new(Fields.Introduction, introduction.Reason);
    }

    /// <summary>What is wrong with the administrator's name and phone.</summary>
    protected IEnumerable<FieldProblem> CheckPerson(EditionPolicy edition)
    {
        if (SubjectText.PersonName(AdministratorName) is (null, var name)) yield return new(Fields.AdministratorName, name);
        if (SubjectText.Phone(edition, Phone, PhoneRegion) is (null, var phone)) yield return new(Fields.Phone, phone);
    }

    /// <summary>The last step: the person must stand by it.</summary>
    protected IEnumerable<FieldProblem> CheckAgreement()
    {
        if (!Agreed) yield return new(Fields.Agreement, new("Confirm that this is right.", "请先确认以上信息真实有效。"));
    }
}
