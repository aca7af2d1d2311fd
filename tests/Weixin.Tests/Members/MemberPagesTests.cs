using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using WeixinWeChat.Core.People;
using WeixinWeChat.Portal.Settings;
using WeixinWeChat.Tests;
using WeixinWeChat.Weixin.CardsAndOffers;

namespace WeixinWeChat.Weixin.Members;

public sealed class MemberPagesTests
{
    [Fact]
    public async Task A_plan_is_typed_refused_beside_its_fields_and_kept()
    {
        using var rig = await MemberRig.Begin();
        await using var context = As(rig, rig.Owner);
        var page = context.Render<PlanPage>(parameters => parameters.Add(it => it.AppId, rig.AppId));
        await page.WaitForElementAsync("#level-1");
        await page.Find("#add-level").ClickAsync(new());
        page.FindAll("#from-1").Should().BeEmpty("everybody begins at the first");

        foreach (var text in OddText.All)
        {
            foreach (var field in new[] { "from-2", "per-yuan", "per-check-in", "bonus" })
                await page.Find($"#{field}").InputAsync(text);
            await page.Find("#level-2").InputAsync(OddText.Turned);
            await page.Find("#consent").InputAsync(OddText.Turned);
            await page.Find("form").SubmitAsync();
            new[] { "from-2", "per-yuan", "per-check-in", "bonus", "level-2", "consent" }.Should().OnlyContain(field => page.Said(field) != null, OddText.Named(text));
            page.Find("#bonus").GetAttribute("value").Should().Be(text);
        }

        await page.Find("#level-2").InputAsync("🍵");
        await page.Find("#from-2").InputAsync("200");
        await page.Find("#per-yuan").InputAsync("3");
        await page.Find("#per-check-in").InputAsync("0");
        await page.Find("#bonus").InputAsync("50");
        await page.Find("#consent").InputAsync(OddText.Script);
        await page.Find("#asks-name").ChangeAsync("Required");
        await page.Find("form").SubmitAsync();

        page.WaitForElement(".alert--ok");
        (await rig.Plans.Find(rig.Owner, rig.AppId, rig.Card))!.Form.Should().BeEquivalentTo(new
        {
            Levels = new[] { new LevelLine { Name = "会员", From = "0" }, new LevelLine { Name = "🍵", From = "200" } },
            PointsPerYuan = "3",
            PointsPerCheckIn = "0",
            Bonus = "50",
            AsksName = Asked.Required,
            Consent = OddText.Script,
        });
        await page.Find("form").SubmitAsync();
        page.FindAll(".alert--bad").Should().BeEmpty("it goes on with what it has saved");
    }

    [Fact]
    public async Task A_coupon_is_put_up_for_points_and_taken_down_again()
    {
        using var rig = await MemberRig.Begin();
        var coupon = await rig.Issued(MemberRig.Coupon);
        await using var context = As(rig, rig.Owner);
        var dialogs = context.Render<MudDialogProvider>();
        var page = context.Render<PlanPage>(parameters => parameters.Add(it => it.AppId, rig.AppId));
        await page.WaitForElementAsync("#coupon");

        foreach (var text in OddText.All)
        {
            await page.Find("#price").InputAsync(text);
            await page.Find("#most").InputAsync(text);
            await page.FindAll("form")[1].SubmitAsync();
            new[] { "coupon", "price", "most" }.Should().OnlyContain(field => page.Said(field) != null, OddText.Named(text));
        }

        await page.Find("#coupon").ChangeAsync(coupon);
        await page.Find("#price").InputAsync("100");
        await page.Find("#most").InputAsync("");
        await page.FindAll("form")[1].SubmitAsync();
        page.WaitForElement(".store-list li").TextContent.Should().Contain("100");

        var closing = page.Find(".store-list li button").ClickAsync(new());
        await dialogs.WaitForElement(".mud-dialog .mud-button-filled").ClickAsync(new());
        await closing;
        page.FindAll(".store-list li").Should().BeEmpty();
    }

    [Fact]
    public async Task Members_are_listed_found_and_opened()
    {
        using var rig = await MemberRig.Begin();
        await rig.Plan();
        var (_, code) = await rig.Member("10");
        var row = await rig.Row(code);
        await using var context = As(rig, rig.Owner);
        var page = context.Render<MembersPage>(parameters => parameters.Add(it => it.AppId, rig.AppId));

        (await page.WaitForElementAsync(".table--cards tbody a")).GetAttribute("href").Should().Be(MemberAddress.Member(rig.AppId, row.Code));
        page.FindAll(".tile-value").Select(tile => tile.TextContent).Should().Equal("1", "1", "10", "0");
        var search = page.FindComponent<MudTextField<string>>();
        foreach (var text in OddText.All)
        {
            await page.InvokeAsync(() => search.Instance.ValueChanged.InvokeAsync(text));
            page.FindAll(".table--cards tbody tr").Should().BeEmpty(OddText.Named(text));
        }

        await page.InvokeAsync(() => search.Instance.ValueChanged.InvokeAsync(row.Number[..6]));
        page.WaitForElement(".table--cards tbody tr");
        await page.Find("#level").ChangeAsync("2");
        page.FindAll(".table--cards tbody tr").Should().BeEmpty();
        await page.Find("#level").ChangeAsync("");
        page.FindAll(".table--cards tbody tr").Should().ContainSingle();
    }

    [Fact]
    public async Task A_member_gets_points_by_hand_and_is_frozen_and_thawed()
    {
        using var rig = await MemberRig.Begin();
        await rig.Plan();
        var (_, code) = await rig.Member("10");
        await using var context = As(rig, rig.Owner);
        var dialogs = context.Render<MudDialogProvider>();
        var member = (await rig.Row(code)).Code;
        var page = context.Render<MemberPage>(parameters => parameters.Add(it => it.AppId, rig.AppId).Add(it => it.Code, member));
        await page.WaitForElementAsync("#adjust-points");

        foreach (var text in OddText.All)
        {
            await page.Find("#adjust-points").InputAsync(text);
            await page.Find("#adjust-reason").InputAsync(OddText.Turned);
            await page.Find("form").SubmitAsync();
            new[] { "adjust-points", "adjust-reason" }.Should().OnlyContain(field => page.Said(field) != null, OddText.Named(text));
            page.Find("#adjust-points").GetAttribute("value").Should().Be(text);
        }

        await page.Find("#adjust-points").InputAsync("-4");
        await page.Find("#adjust-reason").InputAsync(OddText.Script);
        await page.Find("form").SubmitAsync();
        page.Find("#points").TextContent.Should().Be("6");
        page.FindAll(".movement").Should().HaveCount(2);

        var freezing = page.Find("#freeze").ClickAsync(new());
        await dialogs.WaitForElement(".mud-dialog .mud-button-filled").ClickAsync(new());
        await freezing;
        (await rig.Row(code)).State.Should().Be(MemberState.Frozen);
        await page.WaitForElement("#unfreeze").ClickAsync(new());
        (await rig.Row(code)).State.Should().Be(MemberState.Active);
    }

    [Fact]
    public async Task The_counter_shows_a_member_and_offers_nothing_to_use_up()
    {
        using var rig = await MemberRig.Begin();
        await rig.Plan();
        var (_, code) = await rig.Member("10");
        var number = (await rig.Row(code)).Number;
        await using var context = As(rig, rig.Owner);
        var page = context.Render<RedeemPage>(parameters => parameters.Add(it => it.AppId, rig.AppId));
        await page.WaitForElementAsync("#code");

        await page.Find("#code").InputAsync($"{number[..4]} {number[4..8]} {number[8..]}");
        await page.Find("form").SubmitAsync();

        page.Find(".counter-answer").GetAttribute("data-good").Should().Be("true");
        page.Find(".ticket-member").TextContent.Should().Contain($"{number[..4]} {number[4..8]} {number[8..]}").And.Contain("普通").And.Contain("10");
        page.FindAll("#consume").Should().BeEmpty();
    }

    [Fact]
    public async Task A_membership_card_is_written_with_privileges_and_without_what_it_is_not_asked()
    {
        using var rig = await MemberRig.Begin();
        await using var context = As(rig, rig.Owner);
        var page = context.Render<CardPage>(parameters => parameters.Add(it => it.AppId, rig.AppId));
        await page.WaitForElementAsync("#title");

        await page.Find($"input[value={CardKind.MemberCard}]").ChangeAsync(new() { Value = CardKind.MemberCard });
        page.Find(".ticket-member").Should().NotBeNull();
        foreach (var hidden in new[] { "#get-limit", "#use-limit", "#all-stores", "#day-monday", "#from", "#first-day" })
            page.FindAll(hidden).Should().BeEmpty(hidden);
        page.Find($"input[value={CardValidity.Permanent}]").HasAttribute("checked").Should().BeTrue();
        foreach (var (field, text) in new[] { ("title", "书友会员"), ("notice", "请出示"), ("description", "一人一张"), ("quantity", "100") })
            await page.Find($"#{field}").InputAsync(text);
        await page.Find("#submit").ClickAsync(new());
        page.Said("detail").Should().NotBeNullOrEmpty();
        await page.Find("#detail").InputAsync("生日双倍积分");
        await page.Find("#submit").ClickAsync(new());

        await page.WaitForElementAsync("#take-back");
        (await rig.Cards.List(rig.Owner, rig.AppId))!.Rows.Should().Contain(row => row.Title == "书友会员" && row.State == CardState.NotVerified);
    }

    [Fact]
    public async Task Another_brand_gets_no_page()
    {
        using var rig = await MemberRig.Begin();
        await rig.Plan();
        var (_, code) = await rig.Member("10");
        await using var context = As(rig, rig.Stranger);
        var missing = 0;
        context.Services.GetRequiredService<NavigationManager>().OnNotFound += (_, _) => missing++;

        var member = (await rig.Row(code)).Code;
        context.Render<MembersPage>(parameters => parameters.Add(it => it.AppId, rig.AppId)).FindAll("tbody").Should().BeEmpty();
        context.Render<MemberPage>(parameters => parameters.Add(it => it.AppId, rig.AppId).Add(it => it.Code, member)).FindAll("#points").Should().BeEmpty();
        context.Render<PlanPage>(parameters => parameters.Add(it => it.AppId, rig.AppId)).FindAll("form").Should().BeEmpty();

        missing.Should().Be(3);
    }

    private static BunitContext As(MemberRig rig, Person person) =>
        rig.Db.As(person, new PortalSettings { PublicAddress = "https://weixin.example" }, rig.Cards, rig.Counter, rig.Plans, rig.Members, rig.Offers);
}
