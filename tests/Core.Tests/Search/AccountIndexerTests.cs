using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Search;
using WeixinWeChat.Core.Subscribers;
using WeixinWeChat.Core.Tests.Subscribers;

namespace WeixinWeChat.Core.Tests.Search;

/// <summary>The index follows the database, whoever changed it and whatever became of the files.</summary>
public sealed class AccountIndexerTests
{
    [Fact]
    public async Task What_changed_is_found_by_the_next_search_whoever_changed_it()
    {
        using var world = SubscriberWorld.WeChat();
        (await Found(world, "tea")).Should().BeEmpty("the index was made before there was anything");
        var account = await world.Account("Tea House");
        (await Found(world, "tea")).Should().Equal("Tea House");

        await Change(world, account, row => row.SetProperty(one => one.Name, "Coffee House"));
        (await Found(world, "tea")).Should().Equal(["Coffee House"], "its introduction is still about the Tea House");
        (await Found(world, "coffee")).Should().Equal("Coffee House");

        await Change(world, account, row => row.SetProperty(one => one.Introduction, "We roast ourselves"));
        (await Found(world, "roast")).Should().Equal("Coffee House");
        (await Found(world, "tea")).Should().BeEmpty();
        await world.Move(account, AccountStanding.Suspended);
        (await Found(world, "coffee")).Should().BeEmpty();
        await world.Move(account, AccountStanding.Activated);
        (await Found(world, "coffee")).Should().Equal("Coffee House");
    }

    [Fact]
    public async Task A_start_goes_on_from_what_was_kept()
    {
        using var world = SubscriberWorld.WeChat();
        await world.Account("Kept House");
        await Kept(world);
        await world.Account("New House");
        await Untold(world, "Kept House", "Other Place");

        (await Found(world, "house")).Should().Equal(["Other Place", "New House"], "it still stands in the old index by its old name");
    }

    [Fact]
    public async Task An_index_of_another_database_or_of_one_that_was_restored_is_made_anew()
    {
        using var world = SubscriberWorld.WeChat();
        await world.Account("Tea House");
        await Kept(world);
        await Untold(world, "Tea House", "Other Place");
        await using (var db = world.Db.CreateDbContext())
            await db.AccountChanges.ExecuteUpdateAsync(row => row.SetProperty(change => change.Mark, change => change.Mark / 2));

        (await Found(world, "house")).Should().BeEmpty();
    }

    [Fact]
    public async Task An_index_that_slept_too_long_is_made_anew()
    {
        using var world = SubscriberWorld.WeChat();
        await world.Account("Tea House");
        await Kept(world);
        await Untold(world, "Tea House", "Other Place");
        await using (var db = world.Db.CreateDbContext())
            await db.AccountChanges.ExecuteDeleteAsync();

        (await Found(world, "house")).Should().BeEmpty();
    }

    [Fact]
    public async Task Files_that_cannot_be_read_are_made_anew()
    {
        using var world = SubscriberWorld.WeChat();
        await world.Account("Tea House");
        await Kept(world);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(world.Db.DataDirectory, "search")).Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)))
            await File.WriteAllTextAsync(file, "nothing of an index");

        (await Found(world, "house")).Should().Equal("Tea House");
    }

    [Fact]
    public async Task A_second_process_at_the_same_folder_has_an_index_of_its_own()
    {
        using var world = SubscriberWorld.WeChat();
        await world.Account("Tea House");
        await Found(world, "tea");

        using var second = world.NewIndexer();
        (await new SearchOperations(world.Db, world.Db.Policy, second).Search("tea"))!.Items.Should().ContainSingle();
        (await Found(world, "tea")).Should().ContainSingle();
    }

    [Fact]
    public async Task A_change_that_arrives_late_is_not_passed_by()
    {
        using var world = SubscriberWorld.WeChat();
        var (late, other) = (await world.Account("Tea House"), await world.Account("Other One"));
        await Found(world, "house");
        await Untold(world, "Tea House", "Coffee House");
        await using var db = world.Db.CreateDbContext();
        var last = await db.AccountChanges.MaxAsync(change => change.Id);

        // The transaction that took the next number but one ended first.
        await db.Database.ExecuteSqlAsync($"INSERT INTO \"AccountChanges\" (\"Id\", \"AccountId\", \"Mark\") VALUES ({last + 2}, {other.Id}, 1)");
        (await Found(world, "coffee")).Should().BeEmpty();
        await db.Database.ExecuteSqlAsync($"INSERT INTO \"AccountChanges\" (\"Id\", \"AccountId\", \"Mark\") VALUES ({last + 1}, {late.Id}, 1)");

        (await Found(world, "coffee")).Should().Equal("Coffee House");
    }

    [Fact]
    public async Task Many_at_once_make_one_index_and_all_find()
    {
        using var world = SubscriberWorld.Weixin();
        for (var i = 0; i < 30; i++)
            await world.Account($"茶馆 {i}", AccountStanding.Verified);

        var found = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => world.Search.Search("茶馆"))));

        found.Should().AllSatisfy(one => one!.Items.Should().HaveCount(SearchOperations.PageSize));
    }

    [Fact]
    public async Task Followers_are_told_by_the_hundredth()
    {
        using var world = SubscriberWorld.WeChat();
        var account = await world.Account("Tea House");
        await Change(world, account, row => row.SetProperty(one => one.FollowerCount, 1001L));
        var before = await Told(world);

        await Change(world, account, row => row.SetProperty(one => one.FollowerCount, 1002L));
        (await Told(world)).Should().Be(before);
        await Change(world, account, row => row.SetProperty(one => one.FollowerCount, 1012L));
        (await Told(world)).Should().Be(before + 1);
    }

    private static async Task<IEnumerable<string>> Found(SubscriberWorld world, string typed) => (await world.Search.Search(typed))!.Items.Select(card => card.Name);

    // As a process ends that has kept its index.
    private static async Task Kept(SubscriberWorld world)
    {
        using var indexer = world.NewIndexer();
        (await new SearchOperations(world.Db, world.Db.Policy, indexer).Search("house"))!.Items.Should().NotBeEmpty();
        await indexer.Keep();
    }

    // A change that no trigger tells: whoever still finds the account by its old name has the old index, whoever does not has made a new one.
    private static async Task Untold(SubscriberWorld world, string name, string after)
    {
        await using var db = world.Db.CreateDbContext();
        await db.Database.ExecuteSqlRawAsync("DROP TRIGGER \"OfficialAccounts_Changed\"");
        await db.OfficialAccounts.Where(row => row.Name == name)
            .ExecuteUpdateAsync(row => row.SetProperty(account => account.Name, after).SetProperty(account => account.Introduction, "Nothing"));
    }

    private static async Task Change(SubscriberWorld world, OfficialAccount account, Action<UpdateSettersBuilder<OfficialAccount>> change)
    {
        await using var db = world.Db.CreateDbContext();
        await db.OfficialAccounts.Where(row => row.Id == account.Id).ExecuteUpdateAsync(change);
    }

    private static async Task<long> Told(SubscriberWorld world) => await world.Db.CreateDbContext().AccountChanges.LongCountAsync();
}
