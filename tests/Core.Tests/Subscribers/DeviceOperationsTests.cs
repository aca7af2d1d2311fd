using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Core.Subscribers;

namespace WeixinWeChat.Core.Tests.Subscribers;

public sealed class DeviceOperationsTests
{
    [Fact]
    public async Task The_list_has_the_persons_own_devices_the_one_seen_last_first()
    {
        using var world = SubscriberWorld.Weixin();
        var (anna, bert) = (await world.Somebody(), await world.Somebody());
        var (phone, desk, other) = (Ids.Code(), Ids.Code(), Ids.Code());
        await world.Devices.Begin(anna, phone, "Chrome · Android");
        await world.Devices.Begin(bert, other, "Safari · iPhone");
        world.Db.Clock.Advance(TimeSpan.FromHours(2));
        await world.Devices.Begin(anna, desk, new string('x', 500));
        world.Db.Clock.Advance(TimeSpan.FromMinutes(1));

        (await world.Devices.IsEnded(anna, phone)).Should().BeFalse();
        (await world.Devices.IsEnded(anna, desk)).Should().BeFalse();

        var rows = await world.Devices.List(anna);
        rows.Select(row => row.Id).Should().Equal(phone, desk);
        rows[0].SeenAt.Should().Be(world.Db.Clock.UtcNow, "it was two hours since it was seen");
        rows[1].SeenAt.Should().Be(world.Db.Clock.UtcNow.AddMinutes(-1), "once in an hour is enough");
    }

    [Fact]
    public async Task One_device_is_ended_once_and_only_by_its_owner()
    {
        using var world = SubscriberWorld.WeChat();
        var (anna, bert) = (await world.Somebody(), await world.Somebody());
        var (mine, another) = (Ids.Code(), Ids.Code());
        await world.Devices.Begin(anna, mine, "");
        await world.Devices.Begin(anna, another, "");

        await world.Devices.End(bert, mine);
        (await world.Devices.IsEnded(anna, mine)).Should().BeFalse();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => world.Devices.End(anna, mine))));
        await world.Devices.End(anna, "no session");

        (await world.Devices.IsEnded(anna, mine)).Should().BeTrue();
        (await world.Devices.List(anna)).Should().ContainSingle().Which.Id.Should().Be(another);
        await world.Door.EndSessions(anna);
        (await world.Devices.List(anna)).Should().BeEmpty();
    }

    [Fact]
    public async Task More_than_there_is_room_for_end_with_the_one_not_seen_for_longest()
    {
        using var world = SubscriberWorld.Weixin();
        var anna = await world.Somebody();
        var codes = Enumerable.Range(0, Device.Most + 1).Select(_ => Ids.Code()).ToList();
        foreach (var code in codes)
        {
            await world.Devices.Begin(anna, code, "");
            world.Db.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        (await world.Devices.IsEnded(anna, codes[0])).Should().BeTrue();
        (await world.Devices.IsEnded(anna, codes[1])).Should().BeFalse();
        (await world.Devices.List(anna)).Should().HaveCount(Device.Most);

        world.Db.Clock.Advance(EndedSession.CookieLife + TimeSpan.FromSeconds(1));
        (await world.Devices.List(anna)).Should().BeEmpty("their cookies are dead");
        await world.Devices.Begin(anna, Ids.Code(), "");
        await world.Devices.End(anna, codes[1]);
        await using var db = world.Db.CreateDbContext();
        (await db.Devices.CountAsync()).Should().Be(1, "what says nothing more is cleared away");
    }
}
