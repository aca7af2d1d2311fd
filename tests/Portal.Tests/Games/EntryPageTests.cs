using Bunit;
using Microsoft.Extensions.DependencyInjection;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Games;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Portal.Games;
using WeixinWeChat.Tests;

namespace WeixinWeChat.Portal.Tests.Games;

public sealed class EntryPageTests : AccountsBunit
{
    private static readonly string[] Fields = [EntryFields.TitleZh, EntryFields.TitleEn, EntryFields.WordsZh, EntryFields.WordsEn, EntryFields.From, EntryFields.Until, EntryFields.Order];

    public EntryPageTests()
        : base(EditionPolicy.WeChat)
    {
        Services.AddSingleton(Catalogue);
    }

    private CatalogueOperations Catalogue => new(Rig.Db, Rig.Db.Policy, new((_, _, _) => Task.FromResult(true)), Rig.Db.Clock);

    [Fact]
    public async Task Everything_that_is_missing_is_said_at_once_beside_its_field_and_what_was_typed_stays()
    {
        await SignIn("root", PlatformRoles.Administrator);
        var page = Page<EntryPage>();
        page.WaitForElement("#title-en").Input("Harbour");
        page.Find("#show").Click();

        page.WaitForAssertion(() => page.Find("#title-zh-error").TextContent.Should().NotBeEmpty());
        foreach (var field in new[] { EntryFields.Game, EntryFields.Regions, EntryFields.WordsZh, EntryFields.WordsEn, EntryFields.Picture })
            page.Find($"#{field}-error").TextContent.Should().NotBeEmpty(field);
        page.FindAll("#title-en-error").Should().BeEmpty();
        page.Find("#title-en").GetAttribute("value").Should().Be("Harbour");
    }

    [Fact]
    public async Task Regions_are_added_and_taken_away_and_what_it_will_look_like_is_shown()
    {
        var root = await SignIn("root", PlatformRoles.Administrator);
        var saved = await Catalogue.Save(root, null, default, new("lamps", ["HK"], "熄灯", "Lights out", "熄掉每盏灯", "Put out every lamp", Ids.Code(), "2026-11-01", "", "10"));
        var page = Page<EntryPage>(with => with.Add(it => it.Code, saved.Code));

        page.WaitForElement("#regions").Change("SG");
        page.Find(".entry-regions li button").Click();
        page.Find("#title-en").Input("Lights off");
        page.FindAll(".entry-preview").Should().Contain(preview => preview.TextContent.Contains("Lights off"));
        page.Find("#show").Click();

        page.WaitForAssertion(() => page.FindAll("#withdraw").Should().ContainSingle());
        (await Catalogue.Find(root, saved.Code!))!.Should().BeEquivalentTo(new { State = EntryState.Shown, Draft = new { Regions = new[] { "SG" }, TitleEn = "Lights off" } });
    }

    [Fact]
    public async Task Odd_text_is_kept_as_text_or_refused_with_a_reason_and_stays_typed()
    {
        await SignIn("root", PlatformRoles.Administrator);
        var page = Page<EntryPage>();
        foreach (var text in OddText.All)
        {
            foreach (var field in Fields)
            {
                var input = page.WaitForElement($"#{field}");
                if (input.HasAttribute("blazor:oninput"))
                    input.Input(text);
                else
                    input.Change(text);
            }

            // No game was chosen: it does not go through.
            page.Find("#entry").Submit();
            page.WaitForAssertion(() =>
            {
                foreach (var field in Fields)
                {
                    var takes = field.StartsWith("title", StringComparison.Ordinal) ? text.Length <= CatalogueEntry.TitleMax && text != OddText.Turned
                        : field.StartsWith("words", StringComparison.Ordinal) && text != OddText.Turned && text != OddText.TooLong;
                    page.FindAll($"#{field}-error").Count.Should().Be(takes ? 0 : 1, $"{field} with {OddText.Named(text)}");
                    page.Find($"#{field}").GetAttribute("value").Should().Be(text, field);
                }
            });
        }
    }
}
