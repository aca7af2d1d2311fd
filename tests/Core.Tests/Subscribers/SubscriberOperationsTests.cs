using System.Collections;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Core.Subscribers;

namespace WeixinWeChat.Core.Tests.Subscribers;

public sealed class SubscriberOperationsTests
{
    private const string Mainland = "+86 138 0013 8000";
    private const string HongKong = "+852 5123 4567";

    [Fact]
    public async Task The_first_sign_in_makes_a_subscriber_of_this_edition()
    {
        using var world = SubscriberWorld.Weixin();

        var id = await world.SignIn(Mainland);

        await using var db = world.Db.CreateDbContext();
        var subscriber = await db.Subscribers.SingleAsync();
        subscriber.Id.Should().Be(id);
        subscriber.Edition.Should().Be(Edition.Weixin);
        subscriber.Region.Should().Be("CN");
        subscriber.Nickname.Should().NotBeEmpty();
        subscriber.Phone.Should().NotContain("13800138000", "the number is sealed");
        (await world.Profiles.Find(id))!.MaskedPhone.Should().Be("+86 138****8000");
    }

    [Fact]
    public async Task The_second_sign_in_is_the_same_person()
    {
        using var world = SubscriberWorld.WeChat();
        var first = await world.SignIn(HongKong);
        world.Db.Clock.Advance(TimeSpan.FromMinutes(2));

        (await world.SignIn("00852-5123-4567")).Should().Be(first);
    }

    [Theory]
    [InlineData(Edition.Weixin, HongKong)]
    [InlineData(Edition.WeChat, Mainland)]
    public async Task A_number_of_the_other_edition_leaves_no_trace_in_any_table(Edition side, string number)
    {
        using var world = side == Edition.Weixin ? SubscriberWorld.Weixin() : SubscriberWorld.WeChat();
        var before = await RowsOfAllTables(world);

        var answer = await world.Door.RequestCode(number, null);

        answer.State.Should().Be(DoorState.OtherEdition);
        answer.Number.Should().BeNull();
        (await RowsOfAllTables(world)).Should().BeEquivalentTo(before).And.ContainKey(nameof(Subscriber));
    }

    [Fact]
    public async Task Nobody_of_the_other_edition_is_admitted_even_with_a_proven_number()
    {
        using var world = SubscriberWorld.WeChat();

        (await world.Door.Admit(PhoneReading.Of(Mainland, null).Value!)).Should().BeNull();
        (await world.Door.Answer("+8613800138000", "123456")).Session.Should().BeNull();
    }

    [Fact]
    public async Task Somebody_who_took_a_number_of_the_other_edition_later_stays_here()
    {
        using var world = SubscriberWorld.Weixin();
        var id = await world.SignIn(Mainland);
        await using (var db = world.Db.CreateDbContext())
        {
            var subscriber = await db.Subscribers.SingleAsync();
            subscriber.Phone = world.Db.Vault.Protect(Subscriber.PhonePurpose, "+85251234567");
            subscriber.PhoneKey = world.Db.Vault.Fingerprint(Subscriber.PhonePurpose, "+85251234567");
            await db.SaveChangesAsync();
        }

        (await world.SignIn(HongKong)).Should().Be(id);
    }

    [Fact]
    public async Task A_wrong_code_opens_nothing_and_makes_nobody()
    {
        using var world = SubscriberWorld.Weixin();
        var answer = await world.Door.RequestCode(Mainland, null);
        var wrong = await world.CodeSent() == "000000" ? "000001" : "000000";

        var signIn = await world.Door.Answer(answer.Number!.E164, wrong);

        signIn.Should().Be(new CodeAnswer(CodeCheck.Wrong, null));
        await using var db = world.Db.CreateDbContext();
        (await db.Subscribers.AnyAsync()).Should().BeFalse();
    }

    [Fact]
    public async Task A_double_click_sends_one_code_and_leads_on()
    {
        using var world = SubscriberWorld.Weixin();
        await world.Door.RequestCode(Mainland, null);

        var second = await world.Door.RequestCode(Mainland, null);

        second.State.Should().Be(DoorState.CodeSentBefore);
        second.Number.Should().NotBeNull();
        await using var db = world.Db.CreateDbContext();
        (await db.OutboxMessages.CountAsync()).Should().Be(1);
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("+86 138 0013")]
    [InlineData("'; DROP TABLE Subscribers;--")]
    [InlineData("<script>alert(1)</script>")]
    public async Task What_is_no_number_gets_a_reason(string typed)
    {
        using var world = SubscriberWorld.Weixin();

        var answer = await world.Door.RequestCode(typed, "CN");

        answer.State.Should().Be(DoorState.Invalid);
        answer.Reason.En.Should().NotBeEmpty();
        answer.Reason.Zh.Should().NotBeEmpty();
    }

    [Fact]
    public async Task A_landline_is_told_that_no_code_can_reach_it()
    {
        using var world = SubscriberWorld.Weixin();

        (await world.Door.RequestCode("+86 10 6552 9988", null)).State.Should().Be(DoorState.Invalid);
    }

    [Fact]
    public async Task Two_first_sign_ins_at_once_make_one_person()
    {
        using var world = SubscriberWorld.Weixin();
        var number = PhoneReading.Of(Mainland, null).Value!;

        var sessions = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => world.Door.Admit(number))));

        sessions.Distinct().Should().ContainSingle();
    }

    [Fact]
    public async Task Ending_all_sessions_changes_the_stamp()
    {
        using var world = SubscriberWorld.Weixin();
        var session = (await world.Door.Admit(PhoneReading.Of(Mainland, null).Value!))!;
        (await world.Door.StampOf(session.SubscriberId)).Should().Be(session.Stamp);

        await world.Door.EndSessions(session.SubscriberId);

        (await world.Door.StampOf(session.SubscriberId)).Should().NotBe(session.Stamp);
        (await world.Door.StampOf(session.SubscriberId + 1)).Should().BeNull();
    }

    /// <summary>How many rows each table of the whole database has.</summary>
    private static async Task<Dictionary<string, int>> RowsOfAllTables(SubscriberWorld world)
    {
        await using var db = world.Db.CreateDbContext();
        var set = typeof(DbContext).GetMethod(nameof(DbContext.Set), BindingFlags.Public | BindingFlags.Instance, [])!;
        return db.Model.GetEntityTypes().Where(type => type.GetTableName() is not null && !type.IsOwned() && !type.HasSharedClrType).ToDictionary(
            type => type.ClrType.Name,
            type => ((IEnumerable)set.MakeGenericMethod(type.ClrType).Invoke(db, null)!).Cast<object>().Count());
    }
}
