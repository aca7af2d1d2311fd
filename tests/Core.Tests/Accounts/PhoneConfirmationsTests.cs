using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Tests;

namespace WeixinWeChat.Core.Tests.Accounts;

public sealed class PhoneConfirmationsTests : IDisposable
{
    private readonly AccountsRig rig = new(EditionPolicy.Weixin);

    public void Dispose() => rig.Dispose();

    [Fact]
    public async Task The_right_code_activates_and_a_second_click_does_no_harm()
    {
        var anna = await rig.Db.PersonNamed("anna");
        var appId = await rig.Registered(anna);
        var code = await rig.LastCode();

        (await rig.Phones.Confirm(anna, appId, $" {code[..3]} {code[3..]} ")).Outcome.Should().Be(PhoneOutcome.Confirmed);
        (await rig.Phones.Confirm(anna, appId, code)).Outcome.Should().Be(PhoneOutcome.Confirmed);

        (await rig.Accounts.Find(anna, appId))!.Standing.Should().Be(AccountStanding.Activated);
        (await rig.Phones.Send(anna, appId)).Outcome.Should().Be(PhoneOutcome.Missing, "there is nothing left to confirm");
        (await rig.Phones.Change(anna, appId, "+86 132 2345 6789", null)).Outcome.Should().Be(PhoneOutcome.Missing);
    }

    [Fact]
    public async Task Clicks_at_the_same_moment_are_all_told_that_it_is_confirmed()
    {
        var anna = await rig.Db.PersonNamed("anna");
        var appId = await rig.Registered(anna);
        var code = await rig.LastCode();

        var clicks = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => rig.Phones.Confirm(anna, appId, code))));

        clicks.Should().OnlyContain(click => click.Outcome == PhoneOutcome.Confirmed);
        await using var db = rig.Db.CreateDbContext();
        (await db.AuditEntries.CountAsync(entry => entry.Action == "account.activated")).Should().Be(1);
    }

    [Fact]
    public async Task A_number_that_is_changed_while_its_code_is_checked_is_not_confirmed()
    {
        var change = OnCommand.Writes("\"UsedAt\" = @", "UPDATE \"AccountSubjects\" SET \"PhoneKey\" = 'another'");
        using var side = new AccountsRig(EditionPolicy.Weixin, options => options.AddInterceptors(change));
        var anna = await side.Db.PersonNamed("anna");
        var appId = await side.Registered(anna);

        (await side.Phones.Confirm(anna, appId, await side.LastCode())).Outcome.Should().Be(PhoneOutcome.Wrong);

        change.Happened.Should().BeTrue();
        (await side.Accounts.Find(anna, appId))!.Standing.Should().Be(AccountStanding.NotActivated);
    }

    [Fact]
    public async Task A_code_is_not_lost_when_the_account_is_changed_in_the_same_moment()
    {
        var change = OnCommand.Writes("\"UsedAt\" = @", "UPDATE \"OfficialAccounts\" SET \"Version\" = '00000000-0000-0000-0000-000000000001'");
        using var side = new AccountsRig(EditionPolicy.Weixin, options => options.AddInterceptors(change));
        var anna = await side.Db.PersonNamed("anna");
        var appId = await side.Registered(anna);

        (await side.Phones.Confirm(anna, appId, await side.LastCode())).Outcome.Should().Be(PhoneOutcome.Confirmed);

        change.Happened.Should().BeTrue();
        (await side.Accounts.Find(anna, appId))!.Standing.Should().Be(AccountStanding.Activated);
    }

    [Fact]
    public async Task A_code_stands_five_wrong_answers_and_then_not_even_the_right_one()
    {
        var anna = await rig.Db.PersonNamed("anna");
        var appId = await rig.Registered(anna);
        var code = await rig.LastCode();
        var wrong = code == "000000" ? "000001" : "000000";

        for (var i = 1; i < ConfirmationCode.MaxTries; i++) (await rig.Phones.Confirm(anna, appId, wrong)).Outcome.Should().Be(PhoneOutcome.Wrong);
        (await rig.Phones.Confirm(anna, appId, wrong)).Outcome.Should().Be(PhoneOutcome.Expired);
        (await rig.Phones.Confirm(anna, appId, code)).Outcome.Should().Be(PhoneOutcome.Expired);

        (await rig.Accounts.Find(anna, appId))!.Standing.Should().Be(AccountStanding.NotActivated);
    }

    [Fact]
    public async Task A_code_is_good_for_ten_minutes()
    {
        var anna = await rig.Db.PersonNamed("anna");
        var appId = await rig.Registered(anna);
        var code = await rig.LastCode();

        rig.Db.Clock.Advance(ConfirmationCode.Lifetime);

        (await rig.Phones.Confirm(anna, appId, code)).Outcome.Should().Be(PhoneOutcome.Expired);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("<script>")]
    [InlineData("12345678901234567890123456789012345678901234567890")]
    public async Task Anything_else_is_wrong(string? typed)
    {
        var anna = await rig.Db.PersonNamed("anna");
        var appId = await rig.Registered(anna);

        (await rig.Phones.Confirm(anna, appId, typed)).Outcome.Should().Be(PhoneOutcome.Wrong);
    }

    [Fact]
    public async Task A_new_code_comes_after_a_minute_and_replaces_the_old_one()
    {
        var anna = await rig.Db.PersonNamed("anna");
        var appId = await rig.Registered(anna);
        var first = await rig.LastCode();

        (await rig.Phones.Send(anna, appId)).Outcome.Should().Be(PhoneOutcome.TooSoon);
        rig.Db.Clock.Advance(ConfirmationCode.Pause);
        (await rig.Phones.Send(anna, appId)).Outcome.Should().Be(PhoneOutcome.Sent);

        var second = await rig.LastCode();
        if (first != second) (await rig.Phones.Confirm(anna, appId, first)).Outcome.Should().Be(PhoneOutcome.Wrong);
        (await rig.Phones.Confirm(anna, appId, second)).Outcome.Should().Be(PhoneOutcome.Confirmed);
    }

    [Fact]
    public async Task A_number_gets_so_many_codes_a_day_and_no_more()
    {
        var anna = await rig.Db.PersonNamed("anna");
        var appId = await rig.Registered(anna);
        for (var i = 1; i < ConfirmationCode.PerDay; i++)
        {
            rig.Db.Clock.Advance(ConfirmationCode.Pause);
            (await rig.Phones.Send(anna, appId)).Outcome.Should().Be(PhoneOutcome.Sent);
        }

        rig.Db.Clock.Advance(ConfirmationCode.Pause);

        (await rig.Phones.Send(anna, appId)).Outcome.Should().Be(PhoneOutcome.TooMany);
    }

    [Fact]
    public async Task A_code_for_one_account_is_worthless_for_another_of_the_same_phone()
    {
        var anna = await rig.Db.PersonNamed("anna");
        await rig.Registered(anna, rig.Form("第一茶馆"));
        var first = await rig.LastCode();
        var second = await rig.Registered(anna, rig.Form("第二茶馆"));
        if (first == await rig.LastCode()) return;

        (await rig.Phones.Confirm(anna, second, first)).Outcome.Should().Be(PhoneOutcome.Wrong);
    }

    [Fact]
    public async Task A_mistyped_number_is_changed_and_its_code_is_worthless()
    {
        var anna = await rig.Db.PersonNamed("anna");
        var appId = await rig.Registered(anna);
        var old = await rig.LastCode();
        rig.Db.Clock.Advance(ConfirmationCode.Pause);

        (await rig.Phones.Change(anna, appId, "132 2345 6789", "CN")).Outcome.Should().Be(PhoneOutcome.Sent);

        (await rig.Messages())[^1].Recipient.Should().Be("+8613223456789");
        var code = await rig.LastCode();
        if (old != code) (await rig.Phones.Confirm(anna, appId, old)).Outcome.Should().Be(PhoneOutcome.Wrong);
        (await rig.Phones.Confirm(anna, appId, code)).Outcome.Should().Be(PhoneOutcome.Confirmed);
    }

    [Fact]
    public async Task Accounts_that_are_closed_do_not_use_a_number_up()
    {
        const string Number = "+8613223456789";
        var anna = await rig.Db.PersonNamed("anna");
        var appId = await rig.Registered(anna);
        for (var number = 0; number < rig.Db.Limits.AccountsPerPhone; number++)
        {
            var other = await rig.Db.AccountOf(anna, $"Tea house {number}");
            var subject = new AccountSubject { AccountId = other.Id, LegalName = "Tea house", Country = "CN", RegistrationNumber = $"{number}" };
            subject.TakePhone("sealed", rig.Db.Vault.Fingerprint(AccountSubject.Purposes.Phone, Number));
            await using var rows = rig.Db.CreateDbContext();
            rows.Add(subject);
            await rows.SaveChangesAsync();
        }

        rig.Db.Clock.Advance(ConfirmationCode.Pause);
        (await rig.Phones.Change(anna, appId, Number, null)).Outcome.Should().Be(PhoneOutcome.Invalid);

        await using (var rows = rig.Db.CreateDbContext())
            await rows.OfficialAccounts.Where(row => row.Name == "Tea house 0").ExecuteUpdateAsync(row => row.SetProperty(it => it.Standing, AccountStanding.Closed));
        (await rig.Phones.Change(anna, appId, Number, null)).Outcome.Should().Be(PhoneOutcome.Sent);
    }

    [Fact]
    public async Task A_number_of_the_other_side_is_not_taken_instead()
    {
        var anna = await rig.Db.PersonNamed("anna");
        var appId = await rig.Registered(anna);
        rig.Db.Clock.Advance(ConfirmationCode.Pause);

        var result = await rig.Phones.Change(anna, appId, rig.OtherPhone, null);

        result.Outcome.Should().Be(PhoneOutcome.Invalid);
        result.Reason.En.Should().Contain("WeChat");
        (await rig.Messages()).Should().ContainSingle();
    }
}
