using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Core.Subscribers;

namespace WeixinWeChat.Core.Tests.Subscribers;

public sealed class BlockOperationsTests
{
    [Fact]
    public async Task A_blocked_follower_goes_on_following_and_is_shown_as_blocked_until_let_in_again()
    {
        using var world = SubscriberWorld.Weixin();
        var owner = await world.Db.PersonNamed("Ada");
        var account = await world.Db.AccountOf(owner, "Tea House");
        var blocks = new BlockOperations(world.Db, world.Db.Clock);
        await world.Follows.Follow(await world.Somebody(), account.AppId, WayIn.QrCode);
        var openId = (await Row()).OpenId;

        (await blocks.Set(owner, account.AppId, openId, blocked: true)).Should().BeTrue();
        (await blocks.Set(owner, account.AppId, openId, blocked: true)).Should().BeTrue("the second click finds it done");
        (await Row()).Blocked.Should().BeTrue();
        (await blocks.Set(owner, account.AppId, openId, blocked: false)).Should().BeTrue();
        (await Row()).Blocked.Should().BeFalse();

        await using var db = world.Db.CreateDbContext();
        (await db.AuditEntries.OrderBy(entry => entry.Sequence).Select(entry => entry.Action).ToListAsync()).Should().Equal("follower.blocked", "follower.unblocked");

        async Task<FollowerRow> Row() => (await world.Followers.List(owner, account.AppId))!.Rows.Single();
    }

    [Fact]
    public async Task Another_brand_blocks_nobody()
    {
        using var world = SubscriberWorld.Weixin();
        var (owner, other) = (await world.Db.PersonNamed("Ada"), await world.Db.PersonNamed("Bob"));
        var (account, theirs) = (await world.Db.AccountOf(owner, "Tea House"), await world.Db.AccountOf(other, "Coffee House"));
        var blocks = new BlockOperations(world.Db, world.Db.Clock);
        await world.Follows.Follow(await world.Somebody(), account.AppId, WayIn.QrCode);
        var openId = (await world.Followers.List(owner, account.AppId))!.Rows.Single().OpenId;

        (await blocks.Set(other, account.AppId, openId, blocked: true)).Should().BeFalse();
        (await blocks.Set(other, theirs.AppId, openId, blocked: true)).Should().BeFalse("the person never followed that account");

        (await world.Followers.List(owner, account.AppId))!.Rows.Single().Blocked.Should().BeFalse();
    }
}
