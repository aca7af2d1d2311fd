using System.Globalization;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Portal.Accounts;

namespace WeixinWeChat.WeChat.Accounts;

/// <summary>What a brand outside the mainland types in: its organisation and country, administrator with passport or identity card. DOMAIN, sections 0 and 2.</summary>
public sealed class WeChatRegistrationForm : RegistrationForm
{
    /// <summary>Countries and regions whose organisations register here. The place of an organisation decides its portal, as the number does for people.</summary>
    public static IReadOnlyList<string> Countries { get; } = [.. Places.Countries.Where(code => code != Places.Mainland)];

    /// <summary>Documents that an administrator may show.</summary>
    public static IReadOnlyList<IdDocument> Documents { get; } = [Core.Accounts.IdDocument.Passport, Core.Accounts.IdDocument.NationalId];

    /// <summary>Where the organisation is registered, ISO 3166.</summary>
    public string? Country { get; set; }

    /// <summary>Passport or identity card.</summary>
    public IdDocument IdDocument { get; set; } = IdDocument.Passport;

    /// <summary>The account's clock, IANA.</summary>
    public string? TimeZone { get; set; }

    /// <summary>The account's money, ISO 4217.</summary>
    public string? Currency { get; set; }

    /// <inheritdoc />
    public override string? PhoneRegion => Country;

    /// <inheritdoc />
    public override int Steps => 4;

    /// <summary>Which fields stand in a step.</summary>
    public static IReadOnlyList<string> FieldsOf(int step) => step switch
    {
        0 => [Fields.LegalName, Fields.Country, Fields.RegistrationNumber],
        1 => [Fields.AdministratorName, Fields.IdNumber, Fields.Phone],
        2 => [Fields.Name, Fields.Introduction, Fields.Avatar, Fields.TimeZone, Fields.Currency],
        _ => [Fields.Agreement, Fields.Form, Fields.Type],
    };

    /// <summary>Takes the country, and with it the money that is used there, as long as none was chosen.</summary>
    public void ChooseCountry(string? country)
    {
        Country = country;
        if (!Places.IsCountry(country)) return;
        var money = new RegionInfo(country!).ISOCurrencySymbol;
        if (Currency is null && Places.IsCurrency(money)) Currency = money;
    }

    /// <inheritdoc />
    public override IEnumerable<FieldProblem> Check(int step, EditionPolicy edition, DateOnly today) => step switch
    {
        0 => CheckOrganisation(),
        1 => CheckPerson(edition).Concat(CheckIdNumber()),
        2 => CheckAccount().Concat(CheckPlace()),
        _ => CheckAgreement(),
    };

    /// <inheritdoc />
    public override Registration Read(Guid formKey, EditionPolicy edition, DateOnly today) => new(
        formKey,
        edition.AccountTypes[0],
        AccountName.Read(Name).Value!,
        AccountIntroduction.Read(Introduction).Value!,
        AvatarCode,
        new SubjectDetails(SubjectKind.OverseasOrganisation, SubjectText.LegalName(LegalName).Value!, Country!, SubjectText.RegistrationNumber(RegistrationNumber).Value!),
        new AdministratorDetails(
            SubjectText.PersonName(AdministratorName).Value!, IdDocument, SubjectText.IdNumber(IdNumber).Value!, SubjectText.Phone(edition, Phone, PhoneRegion).Value!),
        TimeZone!,
        Currency!);

    private IEnumerable<FieldProblem> CheckOrganisation()
    {
        if (SubjectText.LegalName(LegalName) is (null, var name)) yield return new(Fields.LegalName, name);
        if (Country is null || !Countries.Contains(Country)) yield return new(Fields.Country, new("Choose the country or region from the list.", "请从列表中选择国家或地区。"));
        if (SubjectText.RegistrationNumber(RegistrationNumber) is (null, var number)) yield return new(Fields.RegistrationNumber, number);
    }

    private IEnumerable<FieldProblem> CheckIdNumber()
    {
        if (SubjectText.IdNumber(IdNumber) is (null, var id)) yield return new(Fields.IdNumber, id);
    }

    private IEnumerable<FieldProblem> CheckPlace()
    {
        if (!Places.IsTimeZone(TimeZone)) yield return new(Fields.TimeZone, new("Choose a time zone from the list.", "请从列表中选择时区。"));
        if (!Places.IsCurrency(Currency)) yield return new(Fields.Currency, new("Choose a currency from the list.", "请从列表中选择币种。"));
    }
}
