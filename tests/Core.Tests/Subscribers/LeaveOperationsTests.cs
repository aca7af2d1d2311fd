using Microsoft.EntityFrameworkCore;
using SkiaSharp;
using WeixinWeChat.Core.Accounts;
using WeixinWeChat.Core.Campaigns;
using WeixinWeChat.Core.Comments;
using WeixinWeChat.Core.Complaints;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Friends;
using WeixinWeChat.Core.Games;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Core.Subscribers;
using WeixinWeChat.Core.Tests.Materials;

namespace WeixinWeChat.Core.Tests.Subscribers;

public sealed class LeaveOperationsTests
{
    private const string HongKong = "+85251234567";

    private static IReadOnlyList<Leaving> All => [FollowOperations.Leaving, FriendOperations.Leaving, VisitOperations.Leaving, CommentOperations.Leaving, ComplaintOperations.Leaving, GameOperations.Leaving];

    [Fact]
    public async Task Who_leaves_is_erased_from_every_table_and_the_numbers_stay_right()
    {
        using var world = SubscriberWorld.WeChat();
        var me = await world.SignIn(HongKong);
        var other = await world.Somebody();
        await world.Profiles.Rename(me, "Canary Zoe");
        await world.Profiles.Live(me, "SG");
        await world.Profiles.Show(me, new MemoryStream(ImageCleanerTests.Picture(200, 200, SKEncodedImageFormat.Png)));
        await world.Devices.Begin(me, Ids.Code(), "Canary browser");
        var (first, second) = (await world.Account("Tea House"), await world.Account("Rice House"));
        foreach (var account in new[] { first, second })
        {
            await world.Follows.Follow(me, account.AppId, WayIn.Search);
            await world.Follows.Follow(other, account.AppId, WayIn.Search);
        }

        await Befriend(world, me, other);
        var leave = Leave(world);
        world.Db.Clock.Advance(TimeSpan.FromMinutes(2));
        var before = await leave.View(me);
        before!.Hindrances.Should().BeEmpty();
        before.Erased.Should().HaveCount(5);
        before.Kept.Should().HaveCount(3);

        (await leave.SendCode(me)).Should().Be(CodeSending.Sent);
        (await leave.Leave(me, "000000"))!.Check.Should().Be(CodeCheck.Wrong);
        (await world.Profiles.Find(me)).Should().NotBeNull("a wrong code ends nothing");
        (await leave.Leave(me, await world.CodeSent()))!.IsGone.Should().BeTrue();

        await using var db = world.Db.CreateDbContext();
        var gone = await db.Subscribers.SingleAsync(row => row.Id == me);
        gone.Should().BeEquivalentTo(new { Phone = "", Nickname = "Account closed", PictureCode = (string?)null, Place = (string?)null, LeftAt = (DateTime?)world.Db.Clock.UtcNow });
        (await db.Portraits.CountAsync()).Should().Be(0);
        (await db.Devices.CountAsync(row => row.SubscriberId == me)).Should().Be(0);
        (await db.Friendships.CountAsync()).Should().Be(0);
        (await db.PersonalCodes.CountAsync(row => row.SubscriberId == me)).Should().Be(0);
        (await db.Followings.CountAsync(row => row.SubscriberId == me && row.UnfollowedAt == null)).Should().Be(0);
        (await world.CounterOf(first)).Should().Be(1);
        (await world.CounterOf(second)).Should().Be(1);
        (await db.FollowerHours.SumAsync(row => row.Left)).Should().Be(2);
        (await world.Profiles.Find(me)).Should().BeNull();
        (await leave.View(me)).Should().BeNull();
        (await leave.Leave(me, "000000")).Should().BeNull();

        // The number is free: who comes with it is somebody new.
        world.Db.Clock.Advance(TimeSpan.FromMinutes(2));
        (await world.SignIn(HongKong)).Should().NotBe(me);
        (await world.Profiles.Find(other)).Should().NotBeNull();
    }

    [Fact]
    public async Task Nothing_is_erased_while_something_stands_in_the_way_and_no_code_is_used_up()
    {
        using var world = SubscriberWorld.Weixin();
        var me = await world.SignIn("+8613800138000");
        world.Db.Clock.Advance(TimeSpan.FromMinutes(2));
        var reason = new Bilingual("There is money.", "还有余额。");
        var hindered = true;
        var leave = Leave(world, new Leaving((_, _, _, _) => Task.CompletedTask, Hindrance: (_, _, _, _) => Task.FromResult<Bilingual?>(hindered ? reason : null)));
        await leave.SendCode(me);
        var code = await world.CodeSent();

        (await leave.View(me))!.Hindrances.Should().Equal(reason);
        (await leave.Leave(me, code))!.Should().BeEquivalentTo(new { IsGone = false, Hindrances = new[] { reason } });
        (await world.Profiles.Find(me)).Should().NotBeNull();

        hindered = false;
        (await leave.Leave(me, code))!.IsGone.Should().BeTrue();
    }

    [Fact]
    public async Task When_a_feature_fails_nothing_is_erased_at_all()
    {
        using var world = SubscriberWorld.WeChat();
        var me = await world.SignIn(HongKong);
        var account = await world.Account("Tea House");
        await world.Follows.Follow(me, account.AppId, WayIn.Search);
        world.Db.Clock.Advance(TimeSpan.FromMinutes(2));
        var leave = Leave(world, new Leaving((_, _, _, _) => throw new InvalidOperationException("broken")));
        await leave.SendCode(me);
        var code = await world.CodeSent();

        await leave.Invoking(it => it.Leave(me, code)).Should().ThrowAsync<InvalidOperationException>();

        (await world.CounterOf(account)).Should().Be(1);
        (await world.Profiles.Find(me)).Should().NotBeNull();
    }

    [Fact]
    public void Every_promise_is_said_in_both_languages()
    {
        foreach (var rule in All)
        {
            (rule.Erased.En is null).Should().Be(rule.Erased.Zh is null);
            (rule.Kept.En is null).Should().Be(rule.Kept.Zh is null);
        }
    }

    private static LeaveOperations Leave(SubscriberWorld world, params Leaving[] more) => new(
        world.Db, new ConfirmationCodes(world.Db, world.Db.Outbox, world.Db.Vault, world.Db.Policy, world.Db.Clock), [.. All, .. more], [], world.Db.Policy, world.Db.Vault, world.Db.Clock);

    private static async Task Befriend(SubscriberWorld world, long me, long other)
    {
        var (codes, requests) = (new PersonalCodes(world.Db, world.Db.Clock), new FriendRequestOperations(world.Db, new CodeTries(world.Db.Limits), world.Db.Limits, world.Db.Clock));
        await requests.Ask(me, await codes.Of(other), "");
        (await requests.Ask(other, await codes.Of(me), "")).Outcome.Should().Be(FriendOutcome.Friends);
    }
}
