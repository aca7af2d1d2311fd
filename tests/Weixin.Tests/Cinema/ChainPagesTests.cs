using Bunit;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using WeixinWeChat.Core.People;
using WeixinWeChat.Tests;

namespace WeixinWeChat.Weixin.Cinema;

public sealed class ChainPagesTests : IAsyncLifetime
{
    private CinemaRig rig = default!;
    private BunitContext context = default!;

    public async Task InitializeAsync()
    {
        rig = await CinemaRig.Open();
        context = As(rig.Owner);
    }

    public async Task DisposeAsync()
    {
        await context.DisposeAsync();
        rig.Dispose();
    }

    [Fact]
    public void Odd_text_in_every_field_is_refused_beside_it_or_taken_as_it_is()
    {
        var houses = Page<HousesPage>();
        foreach (var text in OddText.All)
        {
            foreach (var (form, fields) in new[] { ("cinema", new[] { "Name", "City", "Address" }), ("hall", ["HallName", "Plan"]), ("film", ["TitleZh", "TitleEn", "Minutes"]) })
            {
                foreach (var field in fields)
                    Type(houses, field, text);
                houses.Find($"form#{form}").Submit();
                // A number or a plan it never is: the form stays, and says so.
                if (form != "cinema")
                    houses.WaitForAssertion(() => Problem(houses, form == "hall" ? "Plan" : "Minutes").Should().NotBeEmpty());
                foreach (var field in form == "cinema" ? [] : fields)
                    Typed(houses, field).Should().Be(text.ReplaceLineEndings("\n"));
            }
        }

        var programme = Page<ProgrammePage>();
        var door = Page<DoorPage>();
        foreach (var text in OddText.All)
        {
            Type(programme, "Time", text);
            Type(programme, "Price", text);
            programme.Find("form").Submit();
            programme.WaitForAssertion(() => (Problem(programme, "Time"), Problem(programme, "Price")).Should().NotBe(("", "")));
            Typed(programme, "Time").Should().Be(text.ReplaceLineEndings("\n"));
            Type(door, "Code", text);
            door.Find("form").Submit();
            door.WaitForAssertion(() => Problem(door, "Code").Should().NotBeEmpty());
            Typed(door, "Code").Should().Be(text.ReplaceLineEndings("\n"));
        }
    }

    [Fact]
    public async Task The_programme_shows_what_is_sold_and_calls_off_when_asked_twice()
    {
        var anna = await rig.Viewer();
        await rig.Bought(anna, rig.Evening, 101, 102);
        var dialogs = context.Render<MudDialogProvider>();
        var page = Page<ProgrammePage>();
        page.FindAll(".toolbar button")[1].Click();

        page.WaitForAssertion(() => page.Find($"[data-screening='{rig.Evening}']").TextContent.Should().Contain("2 / 16"));
        page.Find($"[data-screening='{rig.Evening}'] button").Click();
        dialogs.WaitForAssertion(() => dialogs.Find("#confirm"));
        dialogs.Find("#confirm").Click();

        page.WaitForAssertion(() => page.Find($"[data-screening='{rig.Evening}'] .chip").TextContent.Should().NotBeEmpty());
        await rig.Tickets.ReturnCancelled();
        (await rig.Money(anna)).Should().Be((100_000, 0));
    }

    [Fact]
    public async Task The_door_lets_in_what_it_has_looked_at()
    {
        var anna = await rig.Viewer();
        var code = (await rig.Tickets.Find(anna, await rig.Bought(anna, rig.Evening, 101)))!.TicketCode!;
        await rig.Before(rig.Evening, Screening.DoorOpens);
        var page = Page<DoorPage>();

        Type(page, "Code", code);
        page.Find("form").Submit();
        page.WaitForAssertion(() => page.Find("#let-in"));
        Type(page, "Code", "000000000000");
        page.Find("#let-in").Click();

        page.WaitForAssertion(() => page.FindAll("#let-in").Should().BeEmpty());
        (await rig.Doors.Look(rig.Owner, rig.Chain.AppId, code))!.Outcome.Should().Be(DoorOutcome.Used);
    }

    [Fact]
    public async Task Another_brand_finds_no_page()
    {
        await using var other = As(await rig.Wallet.Db.PersonNamed("Other"));

        Page<ProgrammePage>(other).FindAll("form").Should().BeEmpty();
        Page<HousesPage>(other).FindAll("form").Should().BeEmpty();
        (await rig.Doors.MayStand(await rig.Wallet.Db.PersonNamed("Third"), rig.Chain.AppId)).Should().BeFalse();
    }

    private BunitContext As(Person person) => rig.Wallet.Db.As(person, rig.Chains, rig.Doors);

    private IRenderedComponent<T> Page<T>(BunitContext? others = null)
        where T : IComponent => (others ?? context).Render<T>(parameters => parameters.TryAdd("AppId", rig.Chain.AppId));

    private static AngleSharp.Dom.IElement Input<T>(IRenderedComponent<T> page, string field)
        where T : IComponent => page.Find($"[data-field='{field}'] input, [data-field='{field}'] textarea");

    private static void Type<T>(IRenderedComponent<T> page, string field, string text)
        where T : IComponent => Input(page, field).Change(text);

    private static string Typed<T>(IRenderedComponent<T> page, string field)
        where T : IComponent => (Input(page, field).GetAttribute("value") ?? Input(page, field).TextContent).ReplaceLineEndings("\n");

    private static string Problem<T>(IRenderedComponent<T> page, string field)
        where T : IComponent => page.FindAll($"[data-field='{field}'] .mud-input-error .mud-input-helper-text, [data-field='{field}'] .mud-input-helper-text.mud-input-error") is [var said, ..] ? said.TextContent.Trim() : "";
}
