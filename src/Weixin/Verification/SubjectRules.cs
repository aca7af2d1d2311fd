using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Editions;

namespace WeixinWeChat.Weixin.Verification;

/// <summary>Something wrong, to be said beside its field.</summary>
public sealed record FieldProblem(CaseField Field, Bilingual Message);

/// <summary>What subject data must be before it can be handed in. One place for the page and the operation.</summary>
public static class SubjectRules
{
    private const int NameMin = 2;

    /// <summary>Too long is refused at once, also in a draft.</summary>
    public static IReadOnlyList<FieldProblem> CheckDraft(SubjectData data) =>
        [.. SubjectData.Fields.Where(field => data[field].Length > SubjectData.MaxOf(field)).Select(field => new FieldProblem(field, new(
            $"At most {SubjectData.MaxOf(field)} characters.", $"最多 {SubjectData.MaxOf(field)} 个字符。")))];

    /// <summary>Everything that stands between the data and a hand-in.</summary>
    public static IReadOnlyList<FieldProblem> Check(SubjectData data)
    {
        List<FieldProblem> problems = [.. CheckDraft(data)];
        Need(CaseField.LegalName, new("Enter the name exactly as on the business licence.", "请填写与营业执照完全一致的主体名称。"));
        Need(CaseField.LegalRepresentative, new("Enter the legal representative's name.", "请填写法定代表人姓名。"));
        Need(CaseField.ContactName, new("Enter the name of the person whom we may call.", "请填写运营者姓名，审核时可能会致电。"));
        if (UnifiedSocialCreditCode.Read(data.CreditCode) is { IsValid: false } code) Say(CaseField.CreditCode, code.Reason);
        var phone = PhoneReading.Of(data.ContactPhone, "CN");
        if (!phone.IsValid) Say(CaseField.ContactPhone, phone.Reason);
        else if (!EditionPolicy.Weixin.Owns(phone.Value)) Say(CaseField.ContactPhone, new("Enter a mainland China number (+86).", "请填写中国大陆手机号（+86）。"));
        else if (!phone.Value.CanReceiveSms) Say(CaseField.ContactPhone, new("Enter a mobile number: a landline gets no text message.", "请填写手机号码，固定电话无法接收短信。"));
        return problems;

        void Need(CaseField field, Bilingual message)
        {
            if (data[field].Trim().Length < NameMin) Say(field, message);
        }

        void Say(CaseField field, Bilingual message)
        {
            if (problems.All(problem => problem.Field != field)) problems.Add(new(field, message));
        }
    }
}
