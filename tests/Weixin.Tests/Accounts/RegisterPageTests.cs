using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Tests;
using WeixinWeChat.Weixin.Accounts;

namespace WeixinWeChat.Weixin.Tests.Accounts;

public sealed class RegisterPageTests() : AccountsBunit(EditionPolicy.Weixin)
{
    private static WeixinRegistrationForm Filled(int step) => new()
    {
        Step = step,
        Type = AccountType.Service,
        SubjectKind = SubjectKind.Enterprise,
        LegalName = "云上茶事有限公司",
        RegistrationNumber = "91990000FACT1NAL8E",
        AdministratorName = "张三丰",
        IdNumber = "990000199001010017",
        Phone = "131 2345 6789",
        Name = "云上茶事",
        Introduction = "每天一杯好茶，慢慢喝",
        Agreed = true,
    };

    [Fact]
    public async Task No_step_is_left_with_something_missing()
    {
        await SignIn("anna");
        var page = Page<RegisterPage>();

        Next(page);

        page.Find(".field-problem").TextContent.Should().NotBeEmpty();
        page.FindAll(".steps li")[0].GetAttribute("aria-current").Should().Be("step");
    }

    [Fact]
    public async Task The_last_look_shows_the_picture_and_the_number_masked_and_leads_back_to_every_answer()
    {
        var anna = await SignIn("anna");
        var form = Filled(4);
        form.AvatarCode = "a-picture-of-ours";
        await Prepare(anna, form);
        var page = Page<RegisterPage>();

        page.Find("[data-step='2']").TextContent.Should().Contain("*0017").And.NotContain(form.IdNumber);
        page.FindAll(".answers img").Should().ContainSingle();
        page.FindAll(".answers button").Should().HaveCount(4);

        page.Find("[data-step='2'] button").Click();

        page.FindAll(".steps li")[2].GetAttribute("aria-current").Should().Be("step");
        page.Find(".steps-now").TextContent.Should().Contain("3").And.Contain("5");
        Typed(page, Fields.AdministratorName).Should().Be(form.AdministratorName);
    }

    [Fact]
    public async Task A_wrong_credit_code_is_said_beside_its_field_and_stays_typed()
    {
        var anna = await SignIn("anna");
        await Prepare(anna, Filled(1));
        var page = Page<RegisterPage>();

        Type(page, Fields.RegistrationNumber, "91990000FACT1NAL8F");

        Beside(page, Fields.RegistrationNumber).Should().Contain(UnifiedSocialCreditCode.Read("91990000FACT1NAL8F").Reason.ToString());
        Next(page);
        Typed(page, Fields.RegistrationNumber).Should().Be("91990000FACT1NAL8F");
        page.FindAll(".steps li")[1].GetAttribute("aria-current").Should().Be("step");
    }

    [Fact]
    public async Task A_code_of_another_kind_of_organisation_is_noticed()
    {
        var anna = await SignIn("anna");
        await Prepare(anna, Filled(1));
        var page = Page<RegisterPage>();

        Type(page, Fields.RegistrationNumber, "92990000MA0DEM0135");

        Beside(page, Fields.RegistrationNumber).Should().Contain(new Bilingual("another kind", "不符").ToString());
    }

    [Theory]
    [InlineData("990000199001010018")]
    [InlineData("990000201001010010")]
    public async Task So_are_a_wrong_resident_ID_and_one_of_a_child(string id)
    {
        var anna = await SignIn("anna");
        await Prepare(anna, Filled(2));
        var page = Page<RegisterPage>();

        Type(page, Fields.IdNumber, id);
        Next(page);

        Typed(page, Fields.IdNumber).Should().Be(id);
        page.FindAll(".steps li")[2].GetAttribute("aria-current").Should().Be("step");
    }

    [Fact]
    public async Task A_number_from_abroad_is_pointed_to_WeChat_and_kept_nowhere()
    {
        var anna = await SignIn("anna");
        await Prepare(anna, Filled(2));
        var page = Page<RegisterPage>();

        Type(page, Fields.Phone, "+852 5123 4567");

        Beside(page, Fields.Phone).Should().Contain("WeChat");
        Typed(page, Fields.Phone).Should().Be("+852 5123 4567");
        (await Rig.Drafts.Open(anna)).Content.Should().NotContain("5123").And.Contain("990000199001010017");
    }

    [Fact]
    public async Task The_country_code_before_the_field_gives_way_to_a_typed_one()
    {
        var anna = await SignIn("anna");
        await Prepare(anna, Filled(2));
        var page = Page<RegisterPage>();
        page.Find("[data-field='Phone'] .mud-input-adornment").TextContent.Should().Be("+86");

        page.Find("[data-field='Phone'] input").Input("+852");

        page.FindAll("[data-field='Phone'] .mud-input-adornment").Should().BeEmpty();
    }

    [Fact]
    public async Task What_was_typed_is_there_again_after_the_connection_was_lost()
    {
        var anna = await SignIn("anna");
        await Prepare(anna, Filled(3));
        var page = Page<RegisterPage>();
        Type(page, Fields.Name, "山下茶馆");

        var again = Page<RegisterPage>();

        Typed(again, Fields.Name).Should().Be("山下茶馆");
        again.FindAll(".steps li")[3].GetAttribute("aria-current").Should().Be("step");
    }

    [Fact]
    public async Task A_name_that_is_taken_leads_back_to_its_field()
    {
        var boris = await Rig.Db.PersonNamed("boris");
        await Rig.Registered(boris, Rig.Form("云上茶事"));
        var anna = await SignIn("anna");
        await Prepare(anna, Filled(4));
        var page = Page<RegisterPage>();

        Next(page);

        Beside(page, Fields.Name).Should().Contain(new Bilingual("taken", "已被使用").ToString());
        Typed(page, Fields.Name).Should().Be("云上茶事");
    }

    [Fact]
    public async Task A_double_click_registers_one_account_and_leads_to_it()
    {
        var anna = await SignIn("anna");
        await Prepare(anna, Filled(4));
        var page = Page<RegisterPage>();

        Next(page);
        if (page.FindAll("form.wizard").Count > 0)
            Next(page);

        var account = (await Rig.Accounts.List(anna)).Should().ContainSingle().Subject;
        Services.GetRequiredService<BunitNavigationManager>().Uri.Should().EndWith($"/a/{account.AppId}");
        (await Rig.Messages()).Should().ContainSingle();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Odd_text_is_refused_beside_its_field_and_stays(int step)
    {
        var anna = await SignIn("anna");
        await Prepare(anna, Filled(step));

        TryOddText(Page<RegisterPage>(), "form.wizard", step switch
        {
            1 => [(Fields.LegalName, [OddText.RightToLeft, OddText.Sql]), (Fields.RegistrationNumber, [])],
            2 => [(Fields.AdministratorName, [OddText.RightToLeft, OddText.Sql]), (Fields.IdNumber, []), (Fields.Phone, [])],
            _ => [(Fields.Name, [OddText.RightToLeft]), (Fields.Introduction, [OddText.Emoji, OddText.RightToLeft, OddText.Sql, OddText.Script])],
        });
    }
}
