using WeixinWeChat.Core.Editions;

namespace WeixinWeChat.Weixin.Verification;

/// <summary>A reason for a negative decision.</summary>
/// <param name="Code">Stable, kept in the history.</param>
/// <param name="Title">For the reviewer's list.</param>
/// <param name="Template">What the brand reads; the reviewer may change it.</param>
/// <param name="Places">Where it can stand.</param>
public sealed record Reason(string Code, Bilingual Title, Bilingual Template, params IReadOnlyList<CaseField> Places)
{
    /// <summary>Longest code.</summary>
    public const int CodeMax = 40;
}

/// <summary>The table of reasons: no negative decision without one.</summary>
public static class Reasons
{
    /// <summary>Given by the platform itself when a correction did not come in time.</summary>
    public const string Overdue = "overdue";

    /// <summary>All that a reviewer may choose.</summary>
    public static IReadOnlyList<Reason> All { get; } =
    [
        new("licence.illegible", new("Not legible", "图片不清晰"),
            new("The licence cannot be read. Upload a sharp, well-lit picture in which every character is legible.", "营业执照图片不清晰，请重新上传光线充足、文字清晰可辨的图片。"),
            CaseField.BusinessLicence),
        new("licence.incomplete", new("Cut off or covered", "图片不完整"),
            new("Part of the licence is cut off or covered. Upload the whole page with all four corners.", "营业执照被裁切或遮挡，请上传四角完整、无遮挡的图片。"),
            CaseField.BusinessLicence),
        new("licence.wrong-document", new("Another document", "证件类型不符"),
            new("This is not a business licence. Upload the business licence of the subject.", "上传的文件不是营业执照，请上传该主体的营业执照。"),
            CaseField.BusinessLicence),
        new("licence.expired", new("Expired licence", "执照已过期"),
            new("The business licence has expired. Upload the one in force.", "营业执照已过有效期，请上传现行有效的营业执照。"),
            CaseField.BusinessLicence),
        new("licence.other-subject", new("Licence of another subject", "执照主体不符"),
            new("The licence belongs to another subject than the one named in the application.", "营业执照与申请主体不一致，请上传申请主体的营业执照。"),
            CaseField.BusinessLicence, CaseField.LegalName),
        new("data.mismatch", new("Differs from the licence", "与营业执照不一致"),
            new("What was entered differs from the business licence. Enter it exactly as printed there.", "所填内容与营业执照不一致，请按营业执照上的内容原样填写。"),
            CaseField.LegalName, CaseField.CreditCode, CaseField.LegalRepresentative),
        new("data.incomplete", new("Incomplete", "填写不完整"),
            new("What was entered is incomplete. Enter it in full.", "所填内容不完整，请填写完整。"),
            CaseField.LegalName, CaseField.CreditCode, CaseField.LegalRepresentative, CaseField.ContactName, CaseField.ContactPhone),
        new("contact.unreachable", new("Contact not reached", "联系人无法接通"),
            new("We could not reach the contact by phone. Enter a number that is answered on working days.", "审核人员致电未能接通，请填写工作日可接通的手机号。"),
            CaseField.ContactPhone, CaseField.ContactName),
        new("contact.not-authorised", new("Contact does not act for the subject", "联系人未获授权"),
            new("The contact said that they do not act for the subject. Name somebody who does.", "联系人表示未获主体授权，请填写经授权的运营者。"),
            CaseField.ContactName),
        new("account.name", new("Misleading account name", "账号名称易混淆"),
            new("The account's name may be mistaken for that of another organisation.", "账号名称容易与其他机构混淆，请修改账号名称。"),
            CaseField.Account),
        new("account.impersonation", new("Impersonation", "冒用他人身份"),
            new("The application uses the identity of an organisation that did not authorise it.", "该申请冒用了其他机构的身份，未获其授权。"),
            CaseField.Account, CaseField.LegalName, CaseField.BusinessLicence),
        new("subject.not-existing", new("Subject revoked or closed", "主体已吊销或注销"),
            new("The public register shows the subject as revoked or closed.", "企业信用信息公示系统显示该主体已被吊销或注销。"),
            CaseField.Account, CaseField.CreditCode, CaseField.LegalName),
        new("document.altered", new("Altered document", "证件疑似篡改"),
            new("The document shows signs of having been altered.", "证件存在篡改痕迹，无法通过审核。"),
            CaseField.BusinessLicence),
    ];

    /// <summary>The reason with that code, or null.</summary>
    public static Reason? Find(string? code) => All.FirstOrDefault(reason => reason.Code == code);

    /// <summary>The reasons that can stand at a place.</summary>
    public static IReadOnlyList<Reason> For(CaseField place) => [.. All.Where(reason => reason.Places.Contains(place))];
}
