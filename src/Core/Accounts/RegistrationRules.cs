using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Core.Accounts;

/// <summary>What a registration must fulfil beyond the shape of its fields: the edition's facts, and the platform's caps (DOMAIN 1.3).</summary>
internal static class RegistrationRules
{
    public static readonly Bilingual NameTaken = new("This name is taken. Choose another one.", "该名称已被使用，请更换名称。");
    public static readonly Bilingual ChooseTimeZone = new("Choose a time zone from the list.", "请从列表中选择时区。");
    public static readonly Bilingual UploadAgain = new("The picture got lost. Upload it again.", "图片已失效，请重新上传。");

    private static readonly Bilingual ChooseCurrency = new("Choose a currency from the list.", "请从列表中选择币种。");
    private static readonly Bilingual ChooseType = new("Choose a kind of account.", "请选择公众号类型。");
    private static readonly Bilingual NoSms = new("A code cannot arrive at this number. Use a mobile number.", "该号码无法接收短信验证码，请使用手机号。");
    private static readonly Bilingual ConfirmEmail = new("Confirm your e-mail address first.", "请先验证您的邮箱。");

    public static Bilingual ChangesUsedUp(int limit) => new($"This can be changed {limit} times a month, and this month's changes are used up.", $"每月可修改 {limit} 次，本月次数已用完。");

    public static Bilingual FormUsed { get; } = new(
        "This form was sent from another tab already, with another name. What you typed here is kept: send it once more for a second account.",
        "该表单已在其他标签页以另一名称提交。此处填写的内容已保留，如需再注册一个公众号，请重新提交。");

    public static Bilingual PhoneUsedUp(int count) => new($"This number was used for {count} official accounts already, the most it may be.", $"该手机号已用于注册 {count} 个公众号，达到上限。");

    /// <summary>Why an administrator cannot have this number; null when they can.</summary>
    public static Bilingual? PhoneProblem(EditionPolicy edition, PhoneNumber phone)
    {
        if (!edition.Owns(phone)) return OtherSide(edition);
        return phone.CanReceiveSms ? null : NoSms;
    }

    /// <summary>A name between Chinese characters: with spaces around it when it is written in Latin letters.</summary>
    public static string Spaced(string name) => char.IsAscii(name[0]) ? $" {name} " : name;

    // Said kindly; and it is true: nothing of the number is kept.
    private static Bilingual OtherSide(EditionPolicy edition)
    {
        var (here, there) = (edition.Name, edition.Counterpart.Name);
        return new(
            $"This number belongs to {there.En}. Register the account at the {there.En} portal, or use another number. Nothing of it was kept here.",
            $"该号码属于{Spaced(there.Zh)}用户，请前往{Spaced(there.Zh)}平台注册，或更换号码。{Spaced(here.Zh).TrimStart()}平台未保存该号码。");
    }

    /// <summary>What can be said without asking the database.</summary>
    public static List<FieldProblem> Check(EditionPolicy edition, Registration form)
    {
        var problems = new List<FieldProblem>();
        if (!edition.AccountTypes.Contains(form.Type)) problems.Add(new(Fields.Type, ChooseType));
        if (PhoneProblem(edition, form.Administrator.Phone) is { } phone) problems.Add(new(Fields.Phone, phone));
        if (form.AvatarCode is not null && !Ids.IsCode(form.AvatarCode)) problems.Add(new(Fields.Avatar, UploadAgain));
        if (edition.TimeZone is null && !Places.IsTimeZone(form.TimeZone)) problems.Add(new(Fields.TimeZone, ChooseTimeZone));
        if (edition.Currency is null && !Places.IsCurrency(form.Currency)) problems.Add(new(Fields.Currency, ChooseCurrency));
        return problems;
    }

    /// <summary>Counts what there is already. Runs inside the transaction that will add one more.</summary>
    public static async Task<List<FieldProblem>> Count(
        PortalDb db, Person actor, Registration form, AccountSubject subject, PlatformLimits limits, CancellationToken cancel)
    {
        var problems = new List<FieldProblem>();
        if (!await db.Users.AnyAsync(user => user.Id == actor.UserId && user.EmailConfirmed, cancel)) problems.Add(new(Fields.Form, ConfirmEmail));
        if (await db.OfficialAccounts.AnyAsync(account => account.NameKey == form.Name.Key, cancel)) problems.Add(new(Fields.Name, NameTaken));

        var open = db.OfficialAccounts.Where(account => account.Standing != AccountStanding.Closed);
        var (subjects, memberships) = (db.AccountSubjects, db.Memberships);
        var mine = await open.CountAsync(account => memberships.Where(row => row.UserId == actor.UserId && row.Role == MemberRole.Administrator).Select(row => row.AccountId).Contains(account.Id), cancel);
        Cap(mine, limits.AccountsPerPerson, Fields.Form, n => new($"You administer {n} official accounts already, the most for one person.", $"您已管理 {n} 个公众号，达到个人上限。"));

        var ofSubject = await open.CountAsync(account => subjects.Where(row =>
            row.Country == form.Subject.Country && row.RegistrationNumber == form.Subject.RegistrationNumber).Select(row => row.AccountId).Contains(account.Id), cancel);
        Cap(ofSubject, form.Subject.Kind == SubjectKind.PublicBody ? limits.AccountsPerPublicBody : limits.AccountsPerSubject, Fields.RegistrationNumber,
            n => new($"This organisation has {n} official accounts already, the most it may have.", $"该主体已注册 {n} 个公众号，达到上限。"));

        var ofId = await open.CountAsync(account => subjects.Where(row => row.IdKey == subject.IdKey).Select(row => row.AccountId).Contains(account.Id), cancel);
        Cap(ofId, limits.AccountsPerIdNumber, Fields.IdNumber, n => new($"This document was used for {n} official accounts already, the most it may be.", $"该证件已用于注册 {n} 个公众号，达到上限。"));

        var ofPhone = await WithPhone(db, subject.PhoneKey, subject.AccountId, cancel);
        Cap(ofPhone, limits.AccountsPerPhone, Fields.Phone, PhoneUsedUp);
        return problems;

        void Cap(int there, int limit, string field, Func<int, Bilingual> text)
        {
            if (there >= limit) problems.Add(new(field, text(there)));
        }
    }

    /// <summary>Other accounts whose administrator has this number. One that is closed no longer counts.</summary>
    public static Task<int> WithPhone(PortalDb db, string phoneKey, long exceptAccount, CancellationToken cancel)
    {
        var subjects = db.AccountSubjects;
        return db.OfficialAccounts.CountAsync(account => account.Standing != AccountStanding.Closed && account.Id != exceptAccount
            && subjects.Where(row => row.PhoneKey == phoneKey).Select(row => row.AccountId).Contains(account.Id), cancel);
    }
}
