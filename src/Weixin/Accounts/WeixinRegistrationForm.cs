using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Portal.Accounts;

namespace WeixinWeChat.Weixin.Accounts;

/// <summary>What a mainland brand types in: kind of account, organisation with its credit code, administrator with their resident ID. DOMAIN 1.2.</summary>
public sealed class WeixinRegistrationForm : RegistrationForm
{
    /// <summary>Kinds of organisation that may register.</summary>
    public static IReadOnlyList<SubjectKind> Kinds { get; } = [Core.Accounts.SubjectKind.Enterprise, Core.Accounts.SubjectKind.SoleProprietor, Core.Accounts.SubjectKind.PublicBody, Core.Accounts.SubjectKind.OtherOrganisation];

    /// <summary>An administrator is of age.</summary>
    public const int AdultAge = 18;

    /// <summary>订阅号 or 服务号; null before it is chosen.</summary>
    public AccountType? Type { get; set; }

    /// <summary>主体类型; null before it is chosen.</summary>
    public SubjectKind? SubjectKind { get; set; }

    /// <inheritdoc />
    public override string? PhoneRegion => Places.Mainland;

    /// <inheritdoc />
    public override int Steps => 5;

    /// <summary>Which fields stand in a step.</summary>
    public static IReadOnlyList<string> FieldsOf(int step) => step switch
    {
        0 => [Fields.Type],
        1 => [Fields.SubjectKind, Fields.LegalName, Fields.RegistrationNumber],
        2 => [Fields.AdministratorName, Fields.IdNumber, Fields.Phone],
        3 => [Fields.Name, Fields.Introduction, Fields.Avatar],
        _ => [Fields.Agreement, Fields.Form],
    };

    /// <inheritdoc />
    public override IEnumerable<FieldProblem> Check(int step, EditionPolicy edition, DateOnly today) => step switch
    {
        0 => Type is null ? [new(Fields.Type, new("Choose the kind of account. It cannot be changed later.", "请选择账号类型，注册后不可更改。"))] : [],
        1 => CheckOrganisation(),
        2 => CheckPerson(edition).Concat(CheckIdNumber(today)),
        3 => CheckAccount(),
        _ => CheckAgreement(),
    };

    /// <inheritdoc />
    public override Registration Read(Guid formKey, EditionPolicy edition, DateOnly today) => new(
        formKey,
        Type!.Value,
        AccountName.Read(Name).Value!,
        AccountIntroduction.Read(Introduction).Value!,
        AvatarCode,
        new SubjectDetails(SubjectKind!.Value, SubjectText.LegalName(LegalName).Value!, Places.Mainland, UnifiedSocialCreditCode.Read(RegistrationNumber).Value!.Value),
        new AdministratorDetails(
            SubjectText.PersonName(AdministratorName).Value!, IdDocument.ResidentId, ResidentId.Read(IdNumber, today).Value!.Value, SubjectText.Phone(edition, Phone, PhoneRegion).Value!),
        edition.TimeZone!,
        edition.Currency!);

    private IEnumerable<FieldProblem> CheckOrganisation()
    {
        if (SubjectKind is null) yield return new(Fields.SubjectKind, new("Choose the kind of organisation.", "请选择主体类型。"));
        if (SubjectText.LegalName(LegalName) is (null, var name)) yield return new(Fields.LegalName, name);
        var code = UnifiedSocialCreditCode.Read(RegistrationNumber);
        if (!code.IsValid) yield return new(Fields.RegistrationNumber, code.Reason);
        else if (SubjectKind is { } kind && KindOf(code.Value.Category) != kind)
            yield return new(Fields.RegistrationNumber, new("This code belongs to another kind of organisation. Check the code and the kind.", "该代码与所选主体类型不符，请核对代码或主体类型。"));
    }

    private IEnumerable<FieldProblem> CheckIdNumber(DateOnly today)
    {
        var id = ResidentId.Read(IdNumber, today);
        if (!id.IsValid) yield return new(Fields.IdNumber, id.Reason);
        else if (id.Value.AgeOn(today) < AdultAge) yield return new(Fields.IdNumber, new($"An administrator is at least {AdultAge} years old.", $"管理员须年满 {AdultAge} 周岁。"));
    }

    private static SubjectKind KindOf(SubjectCategory category) => category switch
    {
        SubjectCategory.Enterprise or SubjectCategory.FarmersCooperative => Core.Accounts.SubjectKind.Enterprise,
        SubjectCategory.SoleProprietor => Core.Accounts.SubjectKind.SoleProprietor,
        SubjectCategory.GovernmentOrgan or SubjectCategory.PublicInstitution => Core.Accounts.SubjectKind.PublicBody,
        _ => Core.Accounts.SubjectKind.OtherOrganisation,
    };
}
