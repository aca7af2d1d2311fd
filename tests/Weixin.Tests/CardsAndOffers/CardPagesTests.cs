using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using WeixinWeChat.Core.People;
using WeixinWeChat.Tests;
using WeixinWeChat.Weixin.Accounts;

namespace WeixinWeChat.Weixin.CardsAndOffers;

public sealed class CardPagesTests
{
    [Fact]
    public async Task A_card_is_drawn_while_it_is_typed_and_handed_in_once_it_is_whole()
    {
        using var rig = await CardRig.Begin();
        await using var context = rig.As(rig.Owner);
        var page = context.Render<CardPage>(parameters => parameters.Add(it => it.AppId, rig.AppId));
        await page.WaitForElementAsync("#title");

        await page.Find("#title").InputAsync("满百减三十");
        await page.Find("#reduce-cost").InputAsync("30");
        page.Find(".ticket-title").TextContent.Should().Be("满百减三十");
        page.Find(".ticket-worth").TextContent.Should().Contain("¥30");
        await page.Find("#submit").ClickAsync(new());
        page.Said("quantity").Should().NotBeNullOrEmpty();
        page.Said("notice").Should().NotBeNullOrEmpty();
        page.Find("#title").GetAttribute("value").Should().Be("满百减三十");

        await page.Find("#notice").InputAsync("结账前请出示");
        await page.Find("#description").InputAsync("每次限用一张。");
        await page.Find("#quantity").InputAsync("100");
        await page.Find("#first-day").ChangeAsync("2026-11-20");
        await page.Find("#last-day").ChangeAsync("2026-11-30");
        await page.Find("#submit").ClickAsync(new());

        await page.WaitForElementAsync("#take-back");
        var row = (await rig.Cards.List(rig.Owner, rig.AppId))!.Rows.Should().ContainSingle().Subject;
        row.State.Should().Be(CardState.NotVerified);
        (await rig.Sheet(row.Code)).Terms.Should().BeEquivalentTo(new { ReduceCost = 3_000L, Quantity = 100, rig.Terms.BeginsAt, rig.Terms.EndsAt });
    }

    [Fact]
    public async Task What_was_typed_and_not_saved_is_there_again()
    {
        using var rig = await CardRig.Begin();
        await using (var context = rig.As(rig.Owner))
        {
            var page = context.Render<CardPage>(parameters => parameters.Add(it => it.AppId, rig.AppId));
            await (await page.WaitForElementAsync("#title")).InputAsync("没有保存");
            await page.Find("#title").ChangeAsync("没有保存");
        }

        await using var again = rig.As(rig.Owner);
        var fresh = again.Render<CardPage>(parameters => parameters.Add(it => it.AppId, rig.AppId));
        (await fresh.WaitForElementAsync("#title")).GetAttribute("value").Should().Be("没有保存");
        (await rig.Cards.List(rig.Owner, rig.AppId))!.Rows.Should().BeEmpty();
    }

    [Fact]
    public async Task Odd_text_in_the_editor_is_kept_or_refused_beside_its_field()
    {
        using var rig = await CardRig.Begin();
        var draft = await rig.Draft();
        await using var context = rig.As(rig.Owner);
        var page = context.Render<CardPage>(parameters => parameters.Add(it => it.AppId, rig.AppId).Add(it => it.Code, draft.Code));
        await page.WaitForElementAsync("#title");

        foreach (var field in new[] { "brand-name", "title", "sub-title", "notice", "description", "quantity", "get-limit", "use-limit", "reduce-cost", "least-cost" })
        {
            var before = page.Find($"#{field}").GetAttribute("value");
            foreach (var text in OddText.All)
            {
                await page.Find($"#{field}").InputAsync(text);
                await page.Find("#save").ClickAsync(new());
                var kept = page.FindAll(".alert--ok").Count == 1;
                (page.Said(field) is null).Should().Be(kept, $"{field} holds {OddText.Named(text)}");
                page.Find($"#{field}").GetAttribute("value").Should().Be(text);
            }

            await page.Find($"#{field}").InputAsync(before ?? "");
        }

        await page.Find("#first-day").ChangeAsync(OddText.Script);
        await page.Find("#from").ChangeAsync(OddText.Sql);
        await page.Find("#take-from").ChangeAsync(OddText.TooLong);
        await page.Find("#save").ClickAsync(new());
        new[] { "first-day", "from", "take-from" }.Should().OnlyContain(field => page.Said(field) != null);
    }

    [Fact]
    public async Task An_issued_card_has_its_stock_changed_and_a_copy_withdrawn()
    {
        using var rig = await CardRig.Begin();
        var card = await rig.Issued();
        var copy = await rig.Taken(await rig.Subscriber(), card.Code);
        await using var context = rig.As(rig.Owner);
        var page = context.Render<CardPage>(parameters => parameters.Add(it => it.AppId, rig.AppId).Add(it => it.Code, card.Code));
        await page.WaitForElementAsync("#stock-by");

        foreach (var text in OddText.All)
        {
            await page.Find("#stock-by").InputAsync(text);
            await page.Find("#stock-more").ClickAsync(new());
            page.Said("stock-by").Should().NotBeNullOrEmpty(OddText.Named(text));
        }

        await page.Find("#stock-by").InputAsync("10");
        await page.Find("#stock-less").ClickAsync(new());
        page.Said("stock-by").Should().NotBeNullOrEmpty();
        await page.Find("#stock-more").ClickAsync(new());
        page.Find("#taken-of").TextContent.Should().Contain("20");

        foreach (var text in OddText.All)
        {
            await page.Find("#copy-code").InputAsync(text);
            await page.Find("#reason").InputAsync("退款");
            await page.Find("form.form").SubmitAsync();
            page.Said("copy-code").Should().NotBeNullOrEmpty(OddText.Named(text));
        }

        await page.Find("#copy-code").InputAsync($"{copy[..4]} {copy[4..]}");
        await page.Find("#reason").InputAsync(OddText.Turned);
        await page.Find("form.form").SubmitAsync();
        page.Said("reason").Should().NotBeNullOrEmpty();
        await page.Find("#reason").InputAsync("退款");
        await page.Find("form.form").SubmitAsync();
        (await rig.Copy(copy)).State.Should().Be(CodeState.Unavailable);

        await page.Find("#scene").InputAsync(OddText.TooLong);
        page.Said("scene").Should().NotBeNullOrEmpty();
        await page.Find("#scene").InputAsync(OddText.Script);
        page.Find(".qr-card img").GetAttribute("src").Should().Contain("scene=%3Cimg");
        await page.Find("#give-all").ClickAsync(new());
        (await rig.Handouts.Last(rig.Owner, rig.AppId, card.Code)).Should().NotBeNull();
    }

    [Fact]
    public async Task A_reviewer_refuses_with_a_reason_in_both_languages_and_approves()
    {
        using var rig = await CardRig.Begin();
        var (first, second) = (await rig.Submitted(), await rig.Submitted());
        await using var context = rig.As(rig.Reviewer);
        var page = context.Render<CardReviewPage>(parameters => parameters.Add(it => it.Code, first.Code));
        await page.WaitForElementAsync("#refuse");

        foreach (var text in new[] { "", OddText.Turned, OddText.TooLong })
        {
            await page.Find("#reason-zh").InputAsync(text);
            await page.Find("#reason-en").InputAsync(OddText.Script);
            await page.Find("#refuse").ClickAsync(new());
            page.Said("reason-zh").Should().NotBeNullOrEmpty();
            page.Said("reason-en").Should().BeNull();
        }

        await page.Find("#reason-zh").InputAsync("表述不清");
        await page.Find("#refuse").ClickAsync(new());
        (await rig.Sheet(first.Code)).Should().BeEquivalentTo(new { State = CardState.VerifyFailed, ReasonEn = OddText.Script });

        var other = context.Render<CardReviewPage>(parameters => parameters.Add(it => it.Code, second.Code));
        await (await other.WaitForElementAsync("#approve")).ClickAsync(new());
        (await rig.Sheet(second.Code)).State.Should().Be(CardState.Verified);
    }

    [Fact]
    public async Task At_the_counter_a_code_is_looked_up_used_and_taken_back()
    {
        using var rig = await CardRig.Begin();
        var copy = await rig.Taken(await rig.Subscriber(), (await rig.Issued()).Code);
        await using var context = rig.As(rig.Staff);
        var page = context.Render<RedeemPage>(parameters => parameters.Add(it => it.AppId, rig.AppId));
        await page.WaitForElementAsync("#code");

        foreach (var text in OddText.All)
        {
            await page.Find("#code").InputAsync(text);
            await page.Find("form").SubmitAsync();
            page.Said("code").Should().NotBeNullOrEmpty(OddText.Named(text));
        }

        // As a scanner types it, and as it stands on the screen.
        await page.Find("#code").InputAsync($"{copy[..4]} {copy[4..8]} {copy[8..]}");
        await page.Find("form").SubmitAsync();
        page.Find(".counter-answer").GetAttribute("data-good").Should().Be("true");
        page.Find(".ticket-worth").TextContent.Should().Contain("¥30");
        await page.Find("#consume").ClickAsync(new());
        (await rig.Copy(copy)).State.Should().Be(CodeState.Consumed);
        page.FindAll("#consume").Should().BeEmpty();
        await page.Find("#undo").ClickAsync(new());
        (await rig.Copy(copy)).State.Should().Be(CodeState.Normal);

        await page.InvokeAsync(() => page.Instance.Scanned("0000000000000000"));
        page.Find(".counter-answer").GetAttribute("data-good").Should().Be("false");
    }

    [Fact]
    public async Task Shops_and_their_staff_are_kept_or_refused_beside_the_field()
    {
        using var rig = await CardRig.Begin();
        await using var context = rig.As(rig.Owner);
        var page = context.Render<StoresPage>(parameters => parameters.Add(it => it.AppId, rig.AppId));
        await page.WaitForElementAsync("#store-name");
        foreach (var text in new[] { "", OddText.Turned, OddText.TooLong })
        {
            await page.Find("#store-name").InputAsync(text);
            await page.Find("#store-address").InputAsync(text);
            await page.Find("#store-phone").InputAsync(OddText.Script);
            await page.Find("form").SubmitAsync();
            new[] { "store-name", "store-address", "store-phone" }.Should().OnlyContain(field => page.Said(field) != null, OddText.Named(text));
        }

        await page.Find("#store-name").InputAsync(OddText.Script);
        await page.Find("#store-address").InputAsync(OddText.Sql);
        await page.Find("#store-phone").InputAsync("021-55501234");
        await page.Find("form").SubmitAsync();
        page.Find(".store-list strong").TextContent.Should().Be(OddText.Script);

        var staff = context.Render<ShopStaffPage>(parameters => parameters.Add(it => it.AppId, rig.AppId));
        await staff.WaitForElementAsync("#email");
        foreach (var text in OddText.All)
        {
            await staff.Find("#email").InputAsync(text);
            await staff.Find("form").SubmitAsync();
            staff.Said("email").Should().NotBeNullOrEmpty(OddText.Named(text));
        }

        await staff.Find("#email").InputAsync("somebody@example.com");
        await staff.Find("form").SubmitAsync();
        staff.Find("#invited").TextContent.Should().Contain("somebody@example.com");
    }

    [Fact]
    public async Task A_shop_that_is_needed_stays_open_and_one_that_is_gone_is_said_so()
    {
        using var rig = await CardRig.Begin();
        var (needed, other) = (await rig.Store(), await rig.Store("静安寺店"));
        await rig.Issued(rig.Terms with { UseAllStores = false, Title = "一店" }, needed);
        await using var context = rig.As(rig.Owner);
        var dialogs = context.Render<MudDialogProvider>();
        var page = context.Render<StoresPage>(parameters => parameters.Add(it => it.AppId, rig.AppId));
        await page.WaitForElementAsync(".store-list li");

        var closing = page.FindAll(".store-list li")[0].QuerySelectorAll("button")[1].ClickAsync(new());
        await dialogs.WaitForElement(".mud-dialog .mud-button-filled").ClickAsync(new());
        await closing;
        page.Find("#kept-open").TextContent.Should().Contain("一店").And.Contain("人民广场店");
        page.FindAll(".store-list li").Should().HaveCount(2);

        await page.FindAll(".store-list li")[1].QuerySelectorAll("button")[0].ClickAsync(new());
        page.FindAll("#kept-open").Should().BeEmpty();
        await page.Find("#store-name").InputAsync("静安寺新店");
        await rig.Stores.Close(rig.Owner, rig.AppId, other);
        await page.Find("form").SubmitAsync();
        page.Find("form [role=alert]").TextContent.Should().NotBeEmpty();
        page.Find("#store-name").GetAttribute("value").Should().Be("静安寺新店");
        page.FindAll(".store-list li").Should().ContainSingle();
        await page.Find("form").SubmitAsync();
        page.FindAll(".store-list strong").Select(name => name.TextContent).Should().Equal("人民广场店", "静安寺新店");
    }

    [Fact]
    public async Task A_card_is_not_given_before_it_can_be_taken()
    {
        using var rig = await CardRig.Begin();
        var card = await rig.Issued(rig.Terms with { TakeFrom = new DateTime(2026, 11, 25, 1, 30, 0, DateTimeKind.Utc) });
        await using var context = rig.As(rig.Owner);
        var page = context.Render<CardPage>(parameters => parameters.Add(it => it.AppId, rig.AppId).Add(it => it.Code, card.Code));
        await (await page.WaitForElementAsync("#give-all")).ClickAsync(new());

        page.Find("#given").TextContent.Should().Contain(ChinaTime.Moment(new DateTime(2026, 11, 25, 1, 30, 0, DateTimeKind.Utc)));
        (await rig.Handouts.Last(rig.Owner, rig.AppId, card.Code)).Should().BeNull();
    }

    [Fact]
    public async Task An_invitation_that_is_used_or_anothers_is_answered_with_the_same_text_and_what_was_never_sent_is_not_there()
    {
        using var rig = await CardRig.Begin();
        var people = new ShopStaff(rig.Db, rig.Mails, rig.Db.Vault, rig.Db.Clock);
        var (newcomer, other) = (await rig.Db.PersonNamed("Newcomer"), await rig.Db.PersonNamed("Other"));
        await people.Invite(rig.Owner, rig.AppId, newcomer.Email);
        var secret = await ShopStaffTests.Secret(rig);

        await using (var context = rig.As(newcomer))
        {
            var missing = 0;
            context.Services.GetRequiredService<NavigationManager>().OnNotFound += (_, _) => missing++;
            var page = context.Render<InvitationPage>(parameters => parameters.Add(it => it.Secret, new string('x', secret.Length)));
            await page.WaitForStateAsync(() => missing == 1);
        }

        var texts = new List<string> { await Gone(other, secret) };
        await using (var context = rig.As(newcomer))
        {
            var page = context.Render<InvitationPage>(parameters => parameters.Add(it => it.Secret, secret));
            await people.Accept(newcomer, secret);
            await page.WaitForElement("#accept").ClickAsync(new());
            texts.Add(page.WaitForElement("#invitation-gone").TextContent);
        }

        texts.Add(await Gone(newcomer, secret));
        texts.Distinct().Should().ContainSingle().Which.Should().NotBeEmpty();

        async Task<string> Gone(Person person, string link)
        {
            await using var context = rig.As(person);
            var missing = 0;
            context.Services.GetRequiredService<NavigationManager>().OnNotFound += (_, _) => missing++;
            var text = (await context.Render<InvitationPage>(parameters => parameters.Add(it => it.Secret, link)).WaitForElementAsync("#invitation-gone")).TextContent;
            missing.Should().Be(0);
            return text;
        }
    }

    [Fact]
    public async Task A_campaigns_card_is_chosen_shown_and_taken_away_again()
    {
        using var rig = await CardRig.Begin();
        var (campaign, card) = (await rig.Campaign(), await rig.Issued());
        await using var context = rig.As(rig.Owner);
        var dialogs = context.Render<MudDialogProvider>();
        var page = context.Render<CampaignCardPage>(parameters => parameters.Add(it => it.AppId, rig.AppId).Add(it => it.Code, campaign));
        (await page.WaitForElementAsync("#attach")).HasAttribute("disabled").Should().BeTrue();

        await page.Find($"input[value={card.Code}]").ChangeAsync(new() { Value = card.Code });
        await page.Find("#attach").ClickAsync(new());
        page.WaitForElement(".ticket-title").TextContent.Should().Be(rig.Terms.Title);

        var ending = page.Find("#detach").ClickAsync(new());
        await dialogs.WaitForElement(".mud-dialog .mud-button-filled").ClickAsync(new());
        await ending;
        page.WaitForElement("#attach");
        (await rig.Campaigns.Find(rig.Owner, rig.AppId, campaign))!.Card.Should().BeNull();
    }

    [Fact]
    public async Task Another_brand_gets_no_page()
    {
        using var rig = await CardRig.Begin();
        var (card, campaign) = (await rig.Issued(), await rig.Campaign());
        await using var context = rig.As(await rig.Db.PersonNamed("Stranger"));
        var missing = 0;
        context.Services.GetRequiredService<NavigationManager>().OnNotFound += (_, _) => missing++;

        context.Render<CardPage>(parameters => parameters.Add(it => it.AppId, rig.AppId).Add(it => it.Code, card.Code));
        context.Render<CardsPage>(parameters => parameters.Add(it => it.AppId, rig.AppId));
        context.Render<StoresPage>(parameters => parameters.Add(it => it.AppId, rig.AppId));
        context.Render<ShopStaffPage>(parameters => parameters.Add(it => it.AppId, rig.AppId));
        context.Render<CampaignCardPage>(parameters => parameters.Add(it => it.AppId, rig.AppId).Add(it => it.Code, campaign));
        var last = context.Render<RedeemPage>(parameters => parameters.Add(it => it.AppId, rig.AppId));

        await last.WaitForAssertionAsync(() => missing.Should().Be(6));
    }
}
