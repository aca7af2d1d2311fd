using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Tests;

namespace WeixinWeChat.Core.Tests.People;

public sealed class UnsavedInputsTests : IDisposable
{
    private const string Place = "profile/wx0123456789abcdef";

    private readonly TestDb db = TestDb.WeChat();
    private readonly UnsavedInputs unsaved;

    public UnsavedInputsTests() => unsaved = new UnsavedInputs(db, db.Vault, db.Clock, NullLogger<UnsavedInputs>.Instance);

    public void Dispose() => db.Dispose();

    [Fact]
    public async Task What_was_typed_last_stands_there_until_it_is_forgotten()
    {
        var anna = await db.PersonNamed("anna");
        await unsaved.Keep(anna, Place, new Form("早", 1));
        await unsaved.Keep(anna, Place, new Form("早上好 \u202E<b>", 2));

        (await unsaved.Find<Form>(anna, Place)).Should().Be(new Form("早上好 \u202E<b>", 2));

        await unsaved.Forget(anna, Place);
        (await unsaved.Find<Form>(anna, Place)).Should().BeNull();
    }

    [Fact]
    public async Task It_belongs_to_one_person_and_one_place()
    {
        var anna = await db.PersonNamed("anna");
        var bert = await db.PersonNamed("bert");
        await unsaved.Keep(anna, Place, new Form("hers", 1));
        await unsaved.Keep(bert, Place, new Form("his", 1));
        await unsaved.Keep(anna, "another", new Form("elsewhere", 1));

        await unsaved.Forget(bert, Place);

        (await unsaved.Find<Form>(anna, Place))!.Text.Should().Be("hers");
        (await unsaved.Find<Form>(anna, "another"))!.Text.Should().Be("elsewhere");
        (await unsaved.Find<Form>(bert, Place)).Should().BeNull();
    }

    [Fact]
    public async Task Nobody_reads_it_in_the_database()
    {
        await unsaved.Keep(await db.PersonNamed("anna"), Place, new Form("secret", 1));

        await using var store = db.CreateDbContext();
        (await store.Set<UnsavedInput>().SingleAsync()).Content.Should().NotContain("secret").And.NotBeEmpty();
    }

    [Fact]
    public async Task A_text_that_is_too_long_leaves_what_stood_there()
    {
        var anna = await db.PersonNamed("anna");
        await unsaved.Keep(anna, Place, new Form("short", 1));

        await unsaved.Keep(anna, Place, new Form(new string('长', UnsavedInputs.MaxLength), 1));

        (await unsaved.Find<Form>(anna, Place))!.Text.Should().Be("short");
    }

    [Fact]
    public async Task Of_too_many_places_the_oldest_gives_way_and_another_persons_stay()
    {
        var anna = await db.PersonNamed("anna");
        var bert = await db.PersonNamed("bert");
        await unsaved.Keep(bert, "0", new Form("his", 0));
        for (var place = 0; place <= UnsavedInputs.PlacesMax; place++)
        {
            db.Clock.Advance(TimeSpan.FromSeconds(1));
            await unsaved.Keep(anna, $"{place}", new Form("hers", place));
        }

        (await unsaved.Find<Form>(anna, "0")).Should().BeNull();
        (await unsaved.Find<Form>(anna, "1")).Should().NotBeNull();
        (await unsaved.Find<Form>(anna, $"{UnsavedInputs.PlacesMax}")).Should().NotBeNull();
        (await unsaved.Find<Form>(bert, "0")).Should().NotBeNull();
    }

    [Fact]
    public async Task What_nobody_came_back_for_is_forgotten()
    {
        var anna = await db.PersonNamed("anna");
        await unsaved.Keep(anna, "old", new Form("old", 1));
        db.Clock.Advance(UnsavedInputs.Lifetime + TimeSpan.FromMinutes(1));
        await unsaved.Keep(anna, "new", new Form("new", 1));
        (await unsaved.Find<Form>(anna, "old")).Should().BeNull();

        await unsaved.ForgetOld();

        await using var store = db.CreateDbContext();
        (await store.Set<UnsavedInput>().Select(row => row.Place).ToListAsync()).Should().Equal("new");
    }

    [Fact]
    public async Task A_form_that_has_become_another_opens_empty()
    {
        var anna = await db.PersonNamed("anna");
        await unsaved.Keep(anna, Place, new Form("text", 1));

        (await unsaved.Find<Other>(anna, Place)).Should().BeNull();
        (await unsaved.Find<Longer>(anna, Place)).Should().BeNull("a field that it needs is not there");
        (await unsaved.Find<Shorter>(anna, Place)).Should().BeNull("a field that it does not know is there");
    }

    [Fact]
    public async Task A_database_that_does_not_answer_breaks_no_form()
    {
        var broken = new OnCommand("UnsavedInputs", _ => throw new SqliteException("disk I/O error", 10));
        using var failing = TestDb.WeChat(options => options.AddInterceptors(broken));
        var anna = await failing.PersonNamed("anna");
        var kept = new UnsavedInputs(failing, failing.Vault, failing.Clock, NullLogger<UnsavedInputs>.Instance);

        (await kept.Keep(anna, Place, new Form("lost", 1))).Should().BeFalse();
        (await kept.Keep(anna, Place, new Form("kept", 2))).Should().BeTrue();

        broken.Happened.Should().BeTrue();
        (await kept.Find<Form>(anna, Place)).Should().Be(new Form("kept", 2));
    }

    private sealed record Form(string Text, int Number);

    private sealed record Other(int Text, int Number);

    private sealed record Longer(string Text, int Number, string Third);

    private sealed record Shorter(string Text);
}
