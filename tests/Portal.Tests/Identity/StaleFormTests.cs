using System.Net;
using WeixinWeChat.Tests;

namespace WeixinWeChat.Portal.Tests.Identity;

public sealed class StaleFormTests(PortalOfPeople people) : IClassFixture<PortalOfPeople>
{
    [Fact]
    public async Task A_form_whose_page_is_out_of_date_leads_back_to_the_page_which_says_so()
    {
        using var visitor = new Visitor(people.Portal);
        var (status, location, _) = await visitor.Send("/account/sign-in?ReturnUrl=%2Fa", ("_handler", "sign-in"), ("Form.Email", "a@example.com"), ("Form.Password", "x"));
        (status, location).Should().Be((HttpStatusCode.SeeOther, "/account/sign-in?ReturnUrl=%2Fa&out-of-date=true"));

        (await visitor.Get(location!)).Text.Should().Contain("This page was out of date");
        (await visitor.Post(location!, "sign-in", ("Form.Email", ""), ("Form.Password", ""))).Text.Should().NotContain("This page was out of date");
        (await visitor.Send("/app/sign-in", ("_handler", "number"), ("Form.Number", "1"))).Location.Should().Be("/app/sign-in?out-of-date=true");
    }

    [Fact]
    public async Task Who_signed_in_in_another_tab_is_led_on_by_the_second()
    {
        using var visitor = new Visitor(people.Portal);
        await visitor.Join("two-tabs@example.com");
        await visitor.SignOut();
        var token = Visitor.TokenOf((await visitor.Get("/account/sign-in")).Text);
        await visitor.SignIn("two-tabs@example.com");

        var second = await visitor.Send("/account/sign-in?ReturnUrl=%2Faccount%2Fsecurity", ("_handler", "sign-in"), ("__RequestVerificationToken", token), ("Form.Email", "two-tabs@example.com"), ("Form.Password", Visitor.Password));

        (second.Status, second.Location).Should().Be((HttpStatusCode.SeeOther, "/account/security"));
    }

    [Fact]
    public async Task Who_signed_out_in_another_tab_is_not_led_to_an_address_that_only_signs_out()
    {
        using var visitor = new Visitor(people.Portal);
        await visitor.Join("out-twice@example.com");
        await visitor.SignOut();
        (await visitor.Post("/account/sign-in?ReturnUrl=%2Faccount%2Fsign-out", "sign-in", ("Form.Email", "out-twice@example.com"), ("Form.Password", Visitor.Password)))
            .Location.Should().Be("/");
    }

    [Fact]
    public async Task The_head_of_a_page_can_be_asked_for_alone()
    {
        using var http = people.Portal.Visitor();
        using var head = await http.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/account/sign-in"));
        head.StatusCode.Should().Be(HttpStatusCode.OK);
        (await head.Content.ReadAsByteArrayAsync()).Should().BeEmpty();
    }

    [Theory]
    [InlineData("correct horse 99 \uFFFE stairs")]
    [InlineData("correct horse 99 \uFFFF stairs")]
    public async Task A_password_with_what_is_no_character_is_refused_beside_its_field(string password)
    {
        using var visitor = new Visitor(people.Portal);
        var (status, _, text) = await visitor.SignUp("odd@example.com", password);
        status.Should().Be(HttpStatusCode.OK);
        text.Should().Contain("form-password-error").And.Contain("characters that cannot be used");
    }

    [Theory]
    [InlineData("Ada\u202Enimda")]
    [InlineData("\u200B\u2060")]
    [InlineData("Ada\uFFFE")]
    public async Task A_name_that_cannot_be_seen_or_turns_the_text_around_is_refused_beside_its_field(string name)
    {
        using var visitor = new Visitor(people.Portal);
        var (status, location, text) = await visitor.SignUp("unseen@example.com", name: name);
        (status, location).Should().Be((HttpStatusCode.OK, null));
        text.Should().Contain("form-name-error");
    }
}
