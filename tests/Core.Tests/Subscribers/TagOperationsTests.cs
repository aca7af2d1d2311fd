using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Subscribers;
using WeixinWeChat.Tests;

namespace WeixinWeChat.Core.Tests.Subscribers;

public sealed class TagOperationsTests : IDisposable
{
    private readonly SubscriberWorld world = SubscriberWorld.WeChat();

    private TagOperations Tags => new(world.Db, world.Db.Clock);

    [Fact]
    public async Task A_tag_is_made_carried_listed_and_taken_away()
    {
        var (owner, account, people) = await Followed(5);
        (await Tags.Create(owner, account.AppId, "  VIP   guests ")).Should().Be(TagOutcome.Done);
        (await Tags.Create(owner, account.AppId, "Readers")).Should().Be(TagOutcome.Done);

        (await Tags.Put(owner, account.AppId, 100, people[..3], on: true)).Should().Be(new TaggingResult(TagOutcome.Done, 3));
        (await Tags.Put(owner, account.AppId, 100, people[..4], on: true)).Should().Be(new TaggingResult(TagOutcome.Done, 1), "a second time changes nothing");
        (await Tags.Put(owner, account.AppId, 101, [people[0]], on: true)).Changed.Should().Be(1);

        (await Tags.List(owner, account.AppId))!.Tags.Should().Equal(new TagRow(101, "Readers", 1), new TagRow(100, "VIP guests", 4));
        (await world.Followers.List(owner, account.AppId))!.Rows.Single(row => row.OpenId == people[0]).Tags.Should().Equal("Readers", "VIP guests");
        (await Listed(owner, account, 100)).Should().BeEquivalentTo(people[..4]);

        (await Tags.Put(owner, account.AppId, 100, people, on: false)).Should().Be(new TaggingResult(TagOutcome.Done, 4));
        (await Tags.Delete(owner, account.AppId, 101)).Should().Be(TagOutcome.Done);
        (await Tags.List(owner, account.AppId))!.Tags.Should().Equal(new TagRow(100, "VIP guests", 0));
        (await world.Followers.List(owner, account.AppId))!.Rows.Should().HaveCount(5).And.OnlyContain(row => row.Tags.Count == 0, "who carried it follows on");
    }

    [Fact]
    public async Task A_tags_followers_come_in_pages_the_newest_first()
    {
        var (owner, account, people) = await Followed(50);
        await Tags.Create(owner, account.AppId, "Readers");
        await Tags.Put(owner, account.AppId, 100, people.Where((_, i) => i % 2 == 0).ToList(), on: true);

        var first = (await world.Followers.List(owner, account.AppId, tag: 100))!;
        var second = (await world.Followers.List(owner, account.AppId, after: first.Next, tag: 100))!;

        first.Rows.Should().HaveCount(20).And.BeInDescendingOrder(row => row.FollowedAt);
        first.Rows.Concat(second.Rows).Select(row => row.OpenId).Should().BeEquivalentTo(people.Where((_, i) => i % 2 == 0));
        second.Next.Should().BeNull();
        (await world.Followers.List(owner, account.AppId, tag: 999))!.Rows.Should().BeEmpty("a tag that is gone is carried by nobody");
    }

    [Fact]
    public async Task Who_leaves_loses_the_tags_and_does_not_get_them_back_with_the_follow()
    {
        var (owner, account, people) = await Followed(2);
        await Tags.Create(owner, account.AppId, "Readers");
        await Tags.Put(owner, account.AppId, 100, people, on: true);
        var leaver = await SubscriberOf(people[0]);

        await world.Follows.Unfollow(leaver, account.AppId);
        (await Tags.List(owner, account.AppId))!.Tags[0].Followers.Should().Be(1);
        (await Tags.Put(owner, account.AppId, 100, people, on: true)).Changed.Should().Be(0, "who does not follow is no follower to tag");

        await world.Follows.Follow(leaver, account.AppId, WayIn.QrCode);
        (await Listed(owner, account, 100)).Should().Equal(people[1]);
    }

    [Theory]
    [InlineData(null, TagOutcome.NameEmpty)]
    [InlineData("   ", TagOutcome.NameEmpty)]
    [InlineData("‍", TagOutcome.NameEmpty)]
    [InlineData("a‮b", TagOutcome.NameCharacters)]
    [InlineData("1234567890123456789012345678901", TagOutcome.NameTooLong)]
    [InlineData("ＲＥＡＤＥＲＳ", TagOutcome.NameTaken)]
    [InlineData("123456789012345678901234567890", TagOutcome.Done)]
    [InlineData("七夕 🎁", TagOutcome.Done)]
    public async Task A_name_is_read_and_answered(string? name, TagOutcome expected)
    {
        var (owner, account, _) = await Followed(0);
        await Tags.Create(owner, account.AppId, "readers");
        await Tags.Create(owner, account.AppId, "others");

        (await Tags.Create(owner, account.AppId, name)).Should().Be(expected);
        (await Tags.Rename(owner, account.AppId, 101, name)).Should().Be(expected == TagOutcome.Done ? TagOutcome.NameTaken : expected);
        (await Tags.Rename(owner, account.AppId, 101, "OTHERS")).Should().Be(TagOutcome.Done, "its own name is not taken");
    }

    [Fact]
    public async Task An_account_has_a_hundred_and_a_follower_carries_twenty()
    {
        var (owner, account, people) = await Followed(2);
        for (var i = 0; i < TagOperations.Most; i++)
            (await Tags.Create(owner, account.AppId, $"Tag {i}")).Should().Be(TagOutcome.Done);
        (await Tags.Create(owner, account.AppId, "One more")).Should().Be(TagOutcome.TooMany);

        for (var i = 0; i < TagOperations.MostOfOne; i++)
            await Tags.Put(owner, account.AppId, FollowerTag.FirstNumber + i, [people[0]], on: true);
        (await Tags.Put(owner, account.AppId, FollowerTag.FirstNumber + 20, people, on: true)).Should().Be(new TaggingResult(TagOutcome.Done, 1, 1));
        (await Tags.Put(owner, account.AppId, FollowerTag.FirstNumber, people, on: true)).Should().Be(new TaggingResult(TagOutcome.Done, 1), "who carries it already is not full for it");
    }

    [Fact]
    public async Task A_tag_that_very_many_carry_is_not_deleted()
    {
        var (owner, account, _) = await Followed(0);
        await Tags.Create(owner, account.AppId, "Readers");
        await using (var db = world.Db.CreateDbContext())
            await db.FollowerTags.ExecuteUpdateAsync(row => row.SetProperty(tag => tag.Followers, TagOperations.DeletedMost + 1));

        (await Tags.Delete(owner, account.AppId, 100)).Should().Be(TagOutcome.TooLarge);
        (await Tags.List(owner, account.AppId))!.Tags.Should().ContainSingle();
    }

    [Fact]
    public async Task The_same_at_once_happens_once()
    {
        var (owner, account, people) = await Followed(3);

        var made = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => Tags.Create(owner, account.AppId, "Readers"))));
        made.Count(outcome => outcome == TagOutcome.Done).Should().Be(1);
        var put = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => Tags.Put(owner, account.AppId, 100, people, on: true))));

        put.Sum(result => result.Changed).Should().Be(3);
        (await Tags.List(owner, account.AppId))!.Tags.Should().Equal(new TagRow(100, "Readers", 3));
    }

    [Fact]
    public async Task Another_brand_sees_and_changes_nothing()
    {
        var (owner, account, people) = await Followed(1);
        await Tags.Create(owner, account.AppId, "Readers");
        await Tags.Put(owner, account.AppId, 100, people, on: true);
        var stranger = await world.Db.PersonNamed("Bob");
        var other = await world.Db.AccountOf(stranger, "Coffee House");
        await Tags.Create(stranger, other.AppId, "Readers");

        (await Tags.List(stranger, account.AppId)).Should().BeNull();
        (await Tags.Create(stranger, account.AppId, "Mine")).Should().Be(TagOutcome.Missing);
        (await Tags.Create(stranger, account.AppId, "")).Should().Be(TagOutcome.Missing, "what is wrong with the name says that the account is there");
        (await Tags.Rename(stranger, account.AppId, 100, "Mine")).Should().Be(TagOutcome.Missing);
        (await Tags.Delete(stranger, account.AppId, 100)).Should().Be(TagOutcome.Missing);
        (await Tags.Put(stranger, account.AppId, 100, people, on: false)).Should().Be(new TaggingResult(TagOutcome.Missing));
        (await Tags.Put(stranger, other.AppId, 100, people, on: true)).Changed.Should().Be(0, "an id of another account is nobody's here");
        (await Tags.List(owner, account.AppId))!.Tags.Should().Equal(new TagRow(100, "Readers", 1));
    }

    public void Dispose() => world.Dispose();

    private async Task<(Person Owner, OfficialAccount Account, List<string> OpenIds)> Followed(int followers)
    {
        var owner = await world.Db.PersonNamed("Ada");
        var account = await world.Db.AccountOf(owner, "Tea House");
        for (var i = 0; i < followers; i++)
            await world.Follows.Follow(await world.Somebody(), account.AppId, WayIn.QrCode);
        return (owner, account, [.. (await world.Followers.List(owner, account.AppId, size: 100))!.Rows.Select(row => row.OpenId)]);
    }

    private async Task<IEnumerable<string>> Listed(Person owner, OfficialAccount account, int tag) => (await world.Followers.List(owner, account.AppId, tag: tag))!.Rows.Select(row => row.OpenId);

    private async Task<long> SubscriberOf(string openId)
    {
        await using var db = world.Db.CreateDbContext();
        return await db.Followings.Where(row => row.OpenId == openId).Select(row => row.SubscriberId).SingleAsync();
    }
}
