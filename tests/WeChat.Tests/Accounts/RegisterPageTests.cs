using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Portal.Accounts;
using WeixinWeChat.Tests;
using WeixinWeChat.WeChat.Accounts;

namespace WeixinWeChat.WeChat.Tests.Accounts;

public sealed class RegisterPageTests() : AccountsBunit(EditionPolicy.WeChat)
{
    private static WeChatRegistrationForm Filled(int step) => new()
    {
        Step = step,
        LegalName = "Nordlicht Tee GmbH",
        Country = "DE",
        RegistrationNumber = "HRB 12345",
        AdministratorName = "Greta Sommer",
        IdNumber = "C01X00T47",
        Phone = "+852 5123 4567",
        Name = "Nordlicht Tee",
        Introduction = "Tea from the north, every day",
        TimeZone = "Europe/Berlin",
        Currency = "EUR",
        Agreed = true,
    };

    [Fact]
    public async Task The_last_look_shows_the_picture_and_the_number_masked_and_leads_back_to_every_answer()
    {
        var anna = await SignIn("anna");
        var form = Filled(3);
        form.AvatarCode = "a-picture-of-ours";
        await Prepare(anna, form);
        var page = Page<RegisterPage>();

        page.Find("[data-step='1']").TextContent.Should().Contain("*0T47").And.NotContain(form.IdNumber);
        page.FindAll(".answers img").Should().ContainSingle();
        page.FindAll(".answers button").Should().HaveCount(3);

        page.Find("[data-step='1'] button").Click();

        page.FindAll(".steps li")[1].GetAttribute("aria-current").Should().Be("step");
        page.Find(".steps-now").TextContent.Should().Contain("2").And.Contain("4");
        Typed(page, Fields.AdministratorName).Should().Be(form.AdministratorName);
    }

    [Fact]
    public async Task A_mainland_number_is_kindly_pointed_to_Weixin_and_kept_nowhere()
    {
        var anna = await SignIn("anna");
        await Prepare(anna, Filled(1));
        var page = Page<RegisterPage>();

        Type(page, Fields.Phone, "+86 131 2345 6789");
        Next(page);

        Beside(page, Fields.Phone).Should().Contain(new Bilingual("Weixin portal", "微信平台").ToString());
        Typed(page, Fields.Phone).Should().Be("+86 131 2345 6789");
        (await Rig.Drafts.Open(anna)).Content.Should().NotContain("6789").And.Contain("Greta");
        (await Rig.Messages()).Should().BeEmpty();
    }

    [Fact]
    public async Task The_work_address_is_the_one_that_was_confirmed()
    {
        var anna = await SignIn("anna");

        Page<RegisterPage>().Markup.Should().Contain(anna.Email);
    }

    [Fact]
    public void Organisations_of_the_mainland_register_at_the_other_portal() => WeChatRegistrationForm.Countries.Should().NotContain("CN").And.Contain(["HK", "MO", "TW", "DE"]);

    [Fact]
    public void The_country_brings_its_money_as_long_as_none_was_chosen()
    {
        var form = new WeChatRegistrationForm();

        form.ChooseCountry("JP");
        form.ChooseCountry("DE");

        form.Currency.Should().Be("JPY");
    }

    [Fact]
    public async Task Every_missing_field_says_so_beside_itself()
    {
        await SignIn("anna");
        var page = Page<RegisterPage>();

        Next(page);

        foreach (var field in WeChatRegistrationForm.FieldsOf(0))
            page.Find($"[data-field='{field}'] .mud-input-error").Should().NotBeNull();
    }

    [Fact]
    public async Task A_complete_form_becomes_an_account_with_its_own_clock_and_money()
    {
        var anna = await SignIn("anna");
        await Prepare(anna, Filled(3));
        var page = Page<RegisterPage>();

        Next(page);

        var row = (await Rig.Accounts.List(anna)).Should().ContainSingle().Subject;
        var account = (await Rig.Accounts.Find(anna, row.AppId))!;
        (account.TimeZone, account.Currency, account.Subject!.Country, account.Subject.RegistrationNumber).Should().Be(("Europe/Berlin", "EUR", "DE", "HRB12345"));
        Services.GetRequiredService<BunitNavigationManager>().Uri.Should().EndWith($"/a/{row.AppId}");
    }

    [Fact]
    public async Task An_old_draft_that_no_longer_passes_opens_where_it_fails()
    {
        var anna = await SignIn("anna");
        var draft = Filled(3);
        draft.RegistrationNumber = "??";
        await Prepare(anna, draft);
        var page = Page<RegisterPage>();

        Next(page);

        page.FindAll(".steps li")[0].GetAttribute("aria-current").Should().Be("step");
        page.Find($"[data-field='{Fields.RegistrationNumber}'] .mud-input-error").Should().NotBeNull();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Odd_text_is_refused_beside_its_field_and_stays(int step)
    {
        var anna = await SignIn("anna");
        await Prepare(anna, Filled(step));
        var page = Page<RegisterPage>();

        TryOddText(page, "form.wizard", step switch
        {
            0 => [(Fields.LegalName, [OddText.RightToLeft, OddText.Sql]), (Fields.Country, []), (Fields.RegistrationNumber, [OddText.Turned])],
            1 => [(Fields.AdministratorName, [OddText.RightToLeft, OddText.Sql]), (Fields.IdNumber, [OddText.Turned]), (Fields.Phone, [])],
            _ => [(Fields.Name, [OddText.RightToLeft]), (Fields.Introduction, [OddText.Emoji, OddText.RightToLeft, OddText.Sql, OddText.Script]), (Fields.TimeZone, []), (Fields.Currency, [])],
        });
    }

    [Fact]
    public async Task A_country_that_is_typed_and_not_picked_counts()
    {
        var anna = await SignIn("anna");
        await Prepare(anna, Filled(0));
        var page = Page<RegisterPage>();

        Type(page, Fields.Country, "pt");
        (await Rig.Drafts.Open(anna)).Content.Should().Contain("\"Country\":\"PT\"");
        Type(page, Fields.Country, Places.CountryName("HK"));
        (await Rig.Drafts.Open(anna)).Content.Should().Contain("\"Country\":\"HK\"");
    }

    [Fact]
    public async Task The_accounts_clock_is_no_odd_text_either()
    {
        var anna = await SignIn("anna");
        var appId = await Rig.Active(anna);
        var page = Page<SettingsPage>(parameters => parameters.Add(it => it.AppId, appId));
        foreach (var text in OddText.All)
        {
            Type(page, Fields.TimeZone, text);
            Next(page);

            page.WaitForAssertion(() => page.Find("[data-field='TimeZone'] .mud-input-helper-text.mud-input-error").TextContent.Should().NotBeEmpty());
            Typed(page, Fields.TimeZone).Should().Be(text);
        }
    }
}
