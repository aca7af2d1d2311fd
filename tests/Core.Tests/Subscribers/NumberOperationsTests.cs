using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Core.Subscribers;

namespace WeixinWeChat.Core.Tests.Subscribers;

public sealed class NumberOperationsTests
{
    private const string HongKong = "+85251234567";
    private const string Mainland = "+8613800138000";

    [Fact]
    public async Task Another_number_even_of_the_other_side_keeps_the_person_the_edition_and_the_region()
    {
        using var world = SubscriberWorld.WeChat();
        var me = await world.SignIn(HongKong);
        var before = await world.Door.StampOf(me);
        await world.Devices.Begin(me, Ids.Code(), "");
        List<(string, string)> moved = [];
        var numbers = Numbers(world, new NumberMove((_, old, now, _) =>
        {
            moved.Add((old, now));
            return Task.CompletedTask;
        }));

        var asked = await numbers.RequestCode(me, "138 0013 8000", "CN");
        asked.State.Should().Be(DoorState.CodeSent);
        (await numbers.Change(me, asked.Number!, "000000")).Should().Be(new NumberChange(CodeCheck.Wrong));
        var changed = await numbers.Change(me, asked.Number!, await world.CodeSent());

        changed.Session!.SubscriberId.Should().Be(me);
        (await world.Door.StampOf(me)).Should().Be(changed.Session.Stamp).And.NotBe(before!.Value);
        (await world.Devices.List(me)).Should().BeEmpty();
        moved.Should().ContainSingle().Which.Item1.Should().NotBe(moved[0].Item2);
        await using var db = world.Db.CreateDbContext();
        var person = await db.Subscribers.SingleAsync();
        person.Should().BeEquivalentTo(new { Edition = Edition.WeChat, Region = "HK" });
        (await world.Profiles.Find(me))!.MaskedPhone.Should().Be("+86 138****8000");
        var told = await db.OutboxMessages.OrderByDescending(row => row.Id).FirstAsync();
        world.Db.Outbox.Open(told).Recipient.Should().Be(HongKong, "the old number is told");

        // The new number opens the door to the same person; the old one begins a new life.
        world.Db.Clock.Advance(TimeSpan.FromMinutes(2));
        (await world.SignIn(Mainland)).Should().Be(me);
        (await world.SignIn(HongKong)).Should().NotBe(me);
    }

    [Fact]
    public async Task A_number_of_somebody_else_is_told_only_to_who_can_read_its_codes()
    {
        using var world = SubscriberWorld.WeChat();
        var (anna, bert) = (await world.SignIn(HongKong), await world.SignIn("+85251234568"));
        world.Db.Clock.Advance(TimeSpan.FromMinutes(2));
        var numbers = Numbers(world);

        var asked = await numbers.RequestCode(bert, HongKong, null);
        asked.State.Should().Be(DoorState.CodeSent, "as for a number of nobody");
        var answer = await numbers.Change(bert, asked.Number!, await world.CodeSent());

        answer.Should().Be(new NumberChange(CodeCheck.Right, Taken: true));
        (await world.Profiles.Find(anna))!.MaskedPhone.Should().EndWith("67");
        (await world.Profiles.Find(bert))!.MaskedPhone.Should().EndWith("68");
    }

    [Theory]
    [InlineData("12", DoorState.Invalid)]
    [InlineData("", DoorState.Invalid)]
    [InlineData("+85221234567", DoorState.Invalid)]
    [InlineData(HongKong, DoorState.Same)]
    public async Task What_cannot_be_is_refused_and_no_code_is_sent(string typed, DoorState state)
    {
        using var world = SubscriberWorld.WeChat();
        var me = await world.SignIn(HongKong);
        await using var db = world.Db.CreateDbContext();
        var sent = await db.OutboxMessages.CountAsync();

        (await Numbers(world).RequestCode(me, typed, null)).State.Should().Be(state);

        (await db.OutboxMessages.CountAsync()).Should().Be(sent);
    }

    [Fact]
    public async Task A_code_of_the_door_changes_no_number_and_one_of_the_change_opens_no_door()
    {
        using var world = SubscriberWorld.WeChat();
        var me = await world.SignIn(HongKong);
        var number = PhoneReading.Of("+85251234569", null).Value!;
        await world.Door.RequestCode(number.E164, null);
        var ofDoor = await world.CodeSent();
        await Numbers(world).RequestCode(me, number.E164, null);
        var ofChange = await world.CodeSent();

        (await Numbers(world).Change(me, number, ofDoor)).Check.Should().Be(CodeCheck.Wrong);
        (await world.Door.Answer(number.E164, ofChange)).Check.Should().Be(CodeCheck.Wrong);
    }

    internal static NumberOperations Numbers(SubscriberWorld world, params NumberMove[] moves) =>
        new(world.Db, new ConfirmationCodes(world.Db, world.Db.Outbox, world.Db.Vault, world.Db.Policy, world.Db.Clock), world.Db.Outbox, moves, world.Db.Vault, world.Db.Policy, world.Db.Clock);
}
