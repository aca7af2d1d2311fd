using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Games;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Tests;

namespace WeixinWeChat.Core.Tests.Games;

/// <summary>Administrators keep the catalogues; nobody else sees or changes them.</summary>
public sealed class CatalogueOperationsTests
{
    [Fact]
    public async Task An_entry_is_written_shown_changed_and_withdrawn_and_the_log_knows_who_did()
    {
        using var world = await GameWorld.Make();
        var catalogue = world.Catalogue;
        var code = (await catalogue.Save(world.Root, null, default, world.Draft("lamps", "SG", "HK") with { TitleEn = "  Lights   out ", Until = "2026-12-31" })).Code!;
        var sheet = (await catalogue.Find(world.Root, code))!;
        sheet.Should().BeEquivalentTo(new { State = EntryState.Draft, Draft = new { Game = "lamps", TitleEn = "Lights out", From = "2026-11-01", Until = "2026-12-31", Order = "10", Regions = new[] { "HK", "SG" } } });

        (await catalogue.Save(world.Root, code, sheet.Version, sheet.Draft with { Regions = ["SG", "GB"], Until = null, Game = "doubling" }, EntryState.Shown)).Outcome.Should().Be(EntryOutcome.Saved);
        var shown = (await catalogue.Find(world.Root, code))!;
        shown.Should().BeEquivalentTo(new { State = EntryState.Shown, Draft = new { Game = "lamps", Until = (string?)null, Regions = new[] { "GB", "SG" } } }, "the game of an entry stays what it was");
        (await catalogue.Save(world.Root, code, shown.Version, shown.Draft, EntryState.Withdrawn)).Outcome.Should().Be(EntryOutcome.Saved);

        (await catalogue.List(world.Root, EntryState.Withdrawn)).Items.Should().ContainSingle().Which.Regions.Should().Equal("GB", "SG");
        (await catalogue.List(world.Root, EntryState.Shown)).Items.Should().BeEmpty();
        await using var db = world.Db.CreateDbContext();
        (await db.Set<AuditEntry>().Where(entry => entry.Subject == code).OrderBy(entry => entry.Sequence).Select(entry => entry.Action).ToListAsync()).Should().Equal("game.added", "game.shown", "game.withdrawn");
    }

    [Fact]
    public async Task What_is_missing_or_wrong_is_said_beside_its_field()
    {
        using var world = await GameWorld.Make();
        var right = world.Draft("doubling", "HK");
        foreach (var (draft, field) in new[]
                 {
                     (right with { Game = null }, EntryFields.Game), (right with { Game = "chess" }, EntryFields.Game), (right with { Regions = [] }, EntryFields.Regions), (right with { Regions = ["CN"] }, EntryFields.Regions),
                     (right with { Regions = ["HK", "XX"] }, EntryFields.Regions), (right with { TitleZh = " " }, EntryFields.TitleZh), (right with { TitleEn = new string('a', CatalogueEntry.TitleMax + 1) }, EntryFields.TitleEn),
                     (right with { WordsZh = "turned \u202e round" }, EntryFields.WordsZh), (right with { WordsEn = "half \ud83d" }, EntryFields.WordsEn), (right with { Picture = null }, EntryFields.Picture),
                     (right with { Picture = Ids.Code() }, EntryFields.Picture), (right with { From = "" }, EntryFields.From), (right with { From = "soon" }, EntryFields.From), (right with { From = "0001-01-01" }, EntryFields.From),
                     (right with { Until = "never" }, EntryFields.Until), (right with { Until = "2026-10-31" }, EntryFields.Until), (right with { Order = "0" }, EntryFields.Order), (right with { Order = "many" }, EntryFields.Order),
                 })
        {
            var answer = await world.Catalogue.Save(world.Root, null, default, draft, EntryState.Shown);
            answer.Outcome.Should().Be(EntryOutcome.Invalid);
            var problem = answer.Problems.Should().ContainSingle().Which;
            problem.Field.Should().Be(field);
            problem.Text.En.Should().NotBeEmpty();
            problem.Text.Zh.Should().NotBeEmpty();
        }

        (await world.Catalogue.Save(world.Root, null, default, new(null, [], null, null, null, null, null, null, null, null))).Problems.Should().HaveCount(9, "everything is told at once");
        (await world.Catalogue.Save(world.Root, null, default, right with { Until = "2026-11-01" })).Outcome.Should().Be(EntryOutcome.Saved, "one day is a period");
    }

    [Fact]
    public async Task A_region_has_one_entry_of_a_game_whoever_is_faster()
    {
        using var world = await GameWorld.Make();
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(() => world.Catalogue.Save(world.Root, null, default, world.Draft("doubling", "HK", "SG")))));

        answers.Count(answer => answer.Outcome == EntryOutcome.Saved).Should().Be(1);
        answers.Where(answer => answer.Outcome != EntryOutcome.Saved).Should().OnlyContain(answer => answer.Problems.Single().Field == EntryFields.Regions && answer.Problems.Single().Text.En.Contains("HK, SG"));
        await world.Shown("clusters", "HK");
        await world.Shown("doubling", "GB");
    }

    [Fact]
    public async Task Who_saves_what_another_has_changed_is_told_and_changes_nothing()
    {
        using var world = await GameWorld.Make();
        var code = (await world.Catalogue.Save(world.Root, null, default, world.Draft("doubling", "HK"))).Code!;
        var sheet = (await world.Catalogue.Find(world.Root, code))!;

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(number => Task.Run(() => world.Catalogue.Save(world.Root, code, sheet.Version, sheet.Draft with { TitleEn = $"Title {number}" }))));

        answers.Select(answer => answer.Outcome).Order().Should().Equal(EntryOutcome.Saved, EntryOutcome.Conflict, EntryOutcome.Conflict, EntryOutcome.Conflict);
        (await world.Catalogue.Discard(world.Root, code, sheet.Version)).Outcome.Should().Be(EntryOutcome.Conflict);
        var now = (await world.Catalogue.Find(world.Root, code))!;
        (await world.Catalogue.Discard(world.Root, code, now.Version)).Outcome.Should().Be(EntryOutcome.Saved);
        (await world.Catalogue.Find(world.Root, code)).Should().BeNull();
        await using var db = world.Db.CreateDbContext();
        (await db.CatalogueRegions.CountAsync()).Should().Be(0);
    }

    [Fact]
    public async Task What_subscribers_have_seen_is_withdrawn_and_not_thrown_away()
    {
        using var world = await GameWorld.Make();
        var code = await world.Shown("doubling", "HK");
        var sheet = (await world.Catalogue.Find(world.Root, code))!;
        (await world.Catalogue.Discard(world.Root, code, sheet.Version)).Outcome.Should().Be(EntryOutcome.Conflict);
    }

    [Fact]
    public async Task Nobody_but_an_administrator_sees_or_changes_it()
    {
        using var world = await GameWorld.Make();
        var code = await world.Shown("doubling", "HK");
        var version = (await world.Catalogue.Find(world.Root, code))!.Version;
        var (reviewer, stranger) = (await world.Db.PersonNamed("Reviewer", PlatformRoles.SeniorReviewer), await world.Db.PersonNamed("Stranger"));
        // The last one says that they are one, and are not in the database.
        foreach (var person in new[] { reviewer, stranger, stranger with { Roles = new HashSet<string> { PlatformRoles.Administrator } } })
        {
            (await world.Catalogue.List(person, EntryState.Shown)).Items.Should().BeEmpty();
            (await world.Catalogue.OwnCatalogues(person)).Should().BeEmpty();
            (await world.Catalogue.Find(person, code)).Should().BeNull();
            (await world.Catalogue.Save(person, null, default, world.Draft("clusters", "HK"))).Outcome.Should().Be(EntryOutcome.Missing);
            (await world.Catalogue.Save(person, code, version, world.Draft("doubling", "HK"), EntryState.Withdrawn)).Outcome.Should().Be(EntryOutcome.Missing);
            (await world.Catalogue.Discard(person, code, version)).Outcome.Should().Be(EntryOutcome.Missing);
        }
    }

    [Fact]
    public async Task The_list_goes_on_where_it_ended()
    {
        using var world = await GameWorld.Make();
        var regions = world.Catalogue.Regions.Take(CatalogueOperations.PageSize + 4).ToList();
        foreach (var (region, number) in regions.Select((region, number) => (region, number)))
            (await world.Catalogue.Save(world.Root, null, default, world.Draft("lamps", region) with { Order = $"{(number % 3) + 1}" })).Outcome.Should().Be(EntryOutcome.Saved);

        var first = await world.Catalogue.List(world.Root, EntryState.Draft);
        var second = await world.Catalogue.List(world.Root, EntryState.Draft, first.Next);

        second.Next.Should().BeNull();
        var all = first.Items.Concat(second.Items).ToList();
        all.Select(row => row.Code).Should().OnlyHaveUniqueItems().And.HaveCount(regions.Count);
        all.Select(row => row.Order).Should().BeInAscendingOrder();
    }
}
