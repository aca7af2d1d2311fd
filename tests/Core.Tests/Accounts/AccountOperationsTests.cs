using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Tests;

namespace WeixinWeChat.Core.Tests.Accounts;

public sealed class AccountOperationsTests : IDisposable
{
    private readonly AccountsRig rig = new(EditionPolicy.Weixin);

    public void Dispose() => rig.Dispose();

    [Fact]
    public async Task A_registered_account_waits_for_its_administrators_phone()
    {
        var anna = await rig.Db.PersonNamed("anna");

        var appId = await rig.Registered(anna);

        var account = await rig.Accounts.Find(anna, appId);
        (account!.Name, account.Standing, account.Type).Should().Be(("云上茶事", AccountStanding.NotActivated, AccountType.Service));
        (account.TimeZone, account.Currency).Should().Be(("Asia/Shanghai", "CNY"), "the mainland has one clock and one money, whatever the form says");
        (await rig.Messages()).Should().ContainSingle().Which.Recipient.Should().Be("+8613123456789");
        (await rig.Accounts.List(anna)).Should().ContainSingle().Which.AppId.Should().Be(appId);
    }

    [Fact]
    public async Task Abroad_an_account_has_its_own_clock_and_money()
    {
        using var wechat = new AccountsRig(EditionPolicy.WeChat);
        var anna = await wechat.Db.PersonNamed("anna");

        var account = await wechat.Accounts.Find(anna, await wechat.Registered(anna));

        (account!.TimeZone, account.Currency).Should().Be(("Europe/Lisbon", "EUR"));
    }

    [Fact]
    public async Task Another_brand_sees_nothing_of_it()
    {
        var (anna, boris) = (await rig.Db.PersonNamed("anna"), await rig.Db.PersonNamed("boris"));
        var appId = await rig.Registered(anna);

        (await rig.Accounts.Find(boris, appId)).Should().BeNull();
        (await rig.Accounts.Find(boris, "wx0000000000000000")).Should().BeNull();
        (await rig.Accounts.List(boris)).Should().BeEmpty();
        (await rig.Phones.Send(boris, appId)).Outcome.Should().Be(PhoneOutcome.Missing);
        (await rig.Phones.Confirm(boris, appId, await rig.LastCode())).Outcome.Should().Be(PhoneOutcome.Missing);
        (await rig.Phones.Change(boris, appId, "+86 132 2345 6789", null)).Outcome.Should().Be(PhoneOutcome.Missing);
        (await rig.Accounts.ChangeProfile(boris, appId, new("改成别的介绍", null, "Asia/Shanghai", Guid.Empty))).Outcome.Should().Be(ProfileOutcome.Missing);
    }

    [Fact]
    public async Task Personal_data_is_masked_on_screen_and_unreadable_in_the_file()
    {
        var anna = await rig.Db.PersonNamed("anna");
        var appId = await rig.Registered(anna);

        var subject = (await rig.Accounts.Find(anna, appId))!.Subject!;

        (subject.AdministratorName, subject.IdNumber, subject.Phone).Should().Be(("张**", "****************17", "+86 131****6789"));
        var file = await File.ReadAllBytesAsync(Path.Combine(rig.Db.DataDirectory, "portal.db"));
        foreach (var secret in new[] { "990000199001010017", "13123456789", "张三丰", await rig.LastCode() })
            file.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(secret)).Should().Be(-1, "{0} is personal", secret);
    }

    [Fact]
    public async Task The_same_form_sent_twice_makes_one_account_and_one_message()
    {
        var anna = await rig.Db.PersonNamed("anna");
        var form = rig.Form();

        var both = await Task.WhenAll(rig.Accounts.Register(anna, form), rig.Accounts.Register(anna, form));

        both.Should().OnlyContain(registered => registered.AppId != null);
        both.Select(registered => registered.AppId).Distinct().Should().ContainSingle();
        (await rig.Accounts.List(anna)).Should().ContainSingle();
        (await rig.Messages()).Should().ContainSingle();
    }

    [Fact]
    public async Task Of_many_who_want_the_same_name_at_once_exactly_one_wins()
    {
        var people = new List<WeixinWeChat.Core.People.Person>();
        for (var i = 0; i < 6; i++) people.Add(await rig.Db.PersonNamed($"person{i}"));
        string[] names = ["Aurora Tea", "AURORA TEA", "aurora tea", "Ａurora Tea", "Aurora tea", "aUrora Tea"];

        var results = await Task.WhenAll(people.Select((person, i) => Task.Run(() => rig.Accounts.Register(person, rig.Form(names[i], $"+86 131 2345 670{i}", Codes[i], Ids(i))))));

        results.Count(result => result.AppId is not null).Should().Be(1);
        results.Where(result => result.AppId is null).Should().HaveCount(5)
            .And.OnlyContain(result => result.Problems.Single().Field == Fields.Name && result.Problems.Single().Reason.Zh.Length > 0);
    }

    [Fact]
    public async Task The_same_form_sent_twice_makes_one_account_and_another_name_under_its_key_is_not_taken_for_it()
    {
        using var rig = new AccountsRig(EditionPolicy.Weixin);
        var anna = await rig.Db.PersonNamed("anna");
        var key = (await rig.Drafts.Open(anna)).FormKey;
        var first = rig.Form("山岚茶社") with { FormKey = key };
        var appId = (await rig.Accounts.Register(anna, first)).AppId;

        (await rig.Accounts.Register(anna, first)).AppId.Should().Be(appId);
        var other = await rig.Accounts.Register(anna, rig.Form("海边书店") with { FormKey = key });

        other.AppId.Should().BeNull();
        other.Problems.Should().ContainSingle(problem => problem.Field == Fields.Form);
        (await rig.Drafts.IsOpen(anna, key)).Should().BeFalse("it was sent");
        var next = (await rig.Drafts.Open(anna)).FormKey;
        (await rig.Accounts.Register(anna, rig.Form("海边书店") with { FormKey = next })).AppId.Should().NotBeNull().And.NotBe(appId);
    }

    [Theory]
    [InlineData(Edition.Weixin)]
    [InlineData(Edition.WeChat)]
    public async Task A_phone_of_the_other_side_is_pointed_there_and_nothing_is_kept(Edition edition)
    {
        using var side = new AccountsRig(EditionPolicy.Of(edition));
        var anna = await side.Db.PersonNamed("anna");
        var before = await side.Drafts.Open(anna);

        var result = await side.Accounts.Register(anna, side.Form(phone: side.OtherPhone) with { FormKey = before.FormKey });

        var problem = result.Problems.Should().ContainSingle().Subject;
        problem.Field.Should().Be(Fields.Phone);
        problem.Reason.En.Should().Contain(side.Db.Policy.Counterpart.Name.En);
        problem.Reason.Zh.Should().Contain(side.Db.Policy.Counterpart.Name.Zh);
        (await side.Messages()).Should().BeEmpty();
        await using var db = side.Db.CreateDbContext();
        ((await db.OfficialAccounts.CountAsync()) + (await db.AccountSubjects.CountAsync()) + (await db.AuditEntries.CountAsync())).Should().Be(0);
    }

    [Fact]
    public async Task A_landline_or_a_kind_of_account_that_is_not_offered_is_refused()
    {
        using var wechat = new AccountsRig(EditionPolicy.WeChat);
        var anna = await wechat.Db.PersonNamed("anna");

        var result = await wechat.Accounts.Register(anna, wechat.Form(phone: "+44 20 7946 0000") with { Type = AccountType.Subscription, TimeZone = "Mars/Olympus", Currency = "???" });

        result.Problems.Select(problem => problem.Field).Should().Equal(Fields.Type, Fields.Phone, Fields.TimeZone, Fields.Currency);
    }

    [Fact]
    public async Task An_organisation_has_two_accounts_and_no_third()
    {
        var anna = await rig.Db.PersonNamed("anna");
        await rig.Registered(anna, rig.Form("第一茶馆"));
        await rig.Registered(anna, rig.Form("第二茶馆"));

        var third = await rig.Accounts.Register(anna, rig.Form("第三茶馆"));

        third.Problems.Should().ContainSingle().Which.Field.Should().Be(Fields.RegistrationNumber);
    }

    [Fact]
    public async Task A_person_a_document_and_a_phone_have_their_caps()
    {
        (rig.Db.Limits.AccountsPerPerson, rig.Db.Limits.AccountsPerIdNumber, rig.Db.Limits.AccountsPerPhone) = (1, 1, 1);
        var (anna, boris) = (await rig.Db.PersonNamed("anna"), await rig.Db.PersonNamed("boris"));
        await rig.Registered(anna, rig.Form("第一茶馆"));

        (await rig.Accounts.Register(anna, rig.Form("第二茶馆", "+86 132 2345 6789", Codes[1], Ids(1)))).Problems.Should().ContainSingle().Which.Field.Should().Be(Fields.Form);
        (await rig.Accounts.Register(boris, rig.Form("第二茶馆", "+86 132 2345 6789", Codes[1]))).Problems.Should().ContainSingle().Which.Field.Should().Be(Fields.IdNumber);
        (await rig.Accounts.Register(boris, rig.Form("第二茶馆", number: Codes[1], id: Ids(1)))).Problems.Should().ContainSingle().Which.Field.Should().Be(Fields.Phone);
    }

    [Fact]
    public async Task Who_has_not_confirmed_an_e_mail_registers_nothing()
    {
        var anna = await rig.Db.PersonNamed("anna");
        await using (var db = rig.Db.CreateDbContext()) await db.Users.ExecuteUpdateAsync(user => user.SetProperty(row => row.EmailConfirmed, false));

        (await rig.Accounts.Register(anna, rig.Form())).Problems.Should().ContainSingle().Which.Field.Should().Be(Fields.Form);
    }

    [Fact]
    public async Task Nobody_wears_a_picture_that_somebody_else_uploaded()
    {
        var anna = await rig.Db.PersonNamed("anna");
        var (own, foreign) = (new string('a', 22), new string('b', 22));
        rig.Foreign.Add(foreign);
        (await rig.Accounts.Register(anna, rig.Form() with { AvatarCode = foreign })).Problems.Should().ContainSingle().Which.Field.Should().Be(Fields.Avatar);

        var appId = await rig.Active(anna, rig.Form() with { AvatarCode = own });
        var seen = (await rig.Accounts.Find(anna, appId))!;
        (await rig.Accounts.ChangeProfile(anna, appId, new(seen.Introduction, foreign, "Asia/Shanghai", seen.Version))).Problem!.Field.Should().Be(Fields.Avatar);
        // What the account wears already may have been uploaded by a colleague.
        rig.Foreign.Add(own);
        (await rig.Accounts.ChangeProfile(anna, appId, new("新的功能介绍", own, "Asia/Shanghai", seen.Version))).Outcome.Should().Be(ProfileOutcome.Saved);
    }

    [Fact]
    public async Task A_profile_is_changed_by_who_saw_its_last_state()
    {
        var anna = await rig.Db.PersonNamed("anna");
        var appId = await rig.Active(anna);
        var seen = (await rig.Accounts.Find(anna, appId))!.Version;

        (await rig.Accounts.ChangeProfile(anna, appId, new("新的功能介绍", null, "Europe/Lisbon", seen))).Outcome.Should().Be(ProfileOutcome.Saved);
        (await rig.Accounts.ChangeProfile(anna, appId, new("更新的功能介绍", null, "Europe/Lisbon", seen))).Outcome.Should().Be(ProfileOutcome.Conflict);

        var account = (await rig.Accounts.Find(anna, appId))!;
        (account.Introduction, account.TimeZone, account.IntroductionChangesLeft).Should().Be(("新的功能介绍", "Asia/Shanghai", 4));
    }

    [Fact]
    public async Task The_months_changes_end_and_come_back_with_the_next_month()
    {
        rig.Db.Limits.IntroductionChangesPerMonth = 1;
        var anna = await rig.Db.PersonNamed("anna");
        var appId = await rig.Active(anna);
        await Change("第一次修改介绍");

        var refused = await Change("第二次修改介绍");
        rig.Db.Clock.Advance(TimeSpan.FromDays(10));
        var taken = await Change("下个月修改介绍");

        (refused.Outcome, refused.Problem!.Field).Should().Be((ProfileOutcome.Invalid, Fields.Introduction));
        taken.Outcome.Should().Be(ProfileOutcome.Saved);

        async Task<ProfileResult> Change(string introduction) => await rig.Accounts.ChangeProfile(
            anna, appId, new(introduction, null, "", (await rig.Accounts.Find(anna, appId))!.Version));
    }

    [Fact]
    public async Task What_is_no_code_of_a_picture_is_no_avatar()
    {
        var anna = await rig.Db.PersonNamed("anna");
        var appId = await rig.Active(anna);
        var seen = (await rig.Accounts.Find(anna, appId))!;

        (await rig.Accounts.ChangeProfile(anna, appId, new(seen.Introduction, "../../keys", "", seen.Version))).Problem!.Field.Should().Be(Fields.Avatar);
        (await rig.Accounts.Register(anna, rig.Form("第二茶馆") with { AvatarCode = "javascript:alert(1)" })).Problems.Should().ContainSingle().Which.Field.Should().Be(Fields.Avatar);
    }

    [Fact]
    public async Task Registering_and_activating_stand_in_the_audit_log_and_the_chain_holds()
    {
        var anna = await rig.Db.PersonNamed("anna");
        var appId = await rig.Active(anna);

        await using var db = rig.Db.CreateDbContext();
        (await db.AuditEntries.OrderBy(entry => entry.Sequence).Select(entry => entry.Action).ToListAsync()).Should().Equal("account.registered", "account.activated");
        (await db.AuditEntries.AllAsync(entry => entry.AppId == appId && entry.Actor == anna.UserId)).Should().BeTrue();
        (await AuditChain.FirstBroken(db)).Should().BeNull();
    }

    // Fictional codes and numbers: region 990000 does not exist.
    private static readonly string[] Codes = ["91990000FACT1NAL8E", "91990000MA0D0021X0", "91990000MA0D00105Y", "92990000MA0DEM0135", "9131000000000ABC6H", "11990000000000000D"];

    private static string Ids(int i) => $"99000019900101{i:D3}X";
}
