using Microsoft.EntityFrameworkCore;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Weixin.Wallet;

namespace WeixinWeChat.Weixin.Members;

public sealed class MemberOperationsTests
{
    [Fact]
    public async Task A_plan_holds_from_when_it_is_saved_and_levels_follow_at_once()
    {
        using var rig = await MemberRig.Begin();
        (await rig.Plans.Find(rig.Owner, rig.AppId, rig.Card))!.Form.Should().BeEquivalentTo(new { Version = (Guid?)null, PointsPerYuan = "1" });
        await rig.Plan();
        var (me, code) = await rig.Member();
        await rig.Give(code, 490);
        (await rig.Own.Find(me, code))!.Face!.Level.Should().Be("白银");

        await rig.Plan(form => form.Levels[2].From = "500");

        (await rig.Own.Find(me, code))!.Should().BeEquivalentTo(new { Face = new { Level = "黄金" }, Next = (NextLevel?)null });
        await rig.Plan(form => form.Levels.RemoveRange(1, 2));
        (await rig.Own.Find(me, code))!.Face!.Level.Should().Be("普通");
    }

    public static TheoryData<string, Action<PlanForm>> Wrong => new()
    {
        { MemberFields.LevelName(2), form => form.Levels[1].Name = " " },
        { MemberFields.LevelName(2), form => form.Levels[1].Name = "一二三四五六七八九" },
        { MemberFields.LevelName(1), form => form.Levels[0].Name = "a\u202eb" },
        { MemberFields.LevelFrom(2), form => form.Levels[1].From = "0" },
        { MemberFields.LevelFrom(2), form => form.Levels[1].From = "x" },
        { MemberFields.LevelFrom(3), form => form.Levels[2].From = "100" },
        { MemberFields.PointsPerYuan, form => form.PointsPerYuan = "1001" },
        { MemberFields.PointsPerYuan, form => form.PointsPerYuan = "0.5" },
        { MemberFields.PointsPerCheckIn, form => form.PointsPerCheckIn = "-1" },
        { MemberFields.Bonus, form => form.Bonus = "" },
        { MemberFields.Consent, form => form.Consent = new string('字', MemberPlan.ConsentMax + 1) },
        { WalletFields.Form, form => form.Levels.Clear() },
        { WalletFields.Form, form => form.AsksCity = (Asked)9 },
        { WalletFields.Form, form => form.Levels.AddRange(Enumerable.Range(2, 8).Select(place => new LevelLine { Name = "级", From = $"{place}000" })) },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task A_plan_that_is_wrong_is_refused_beside_its_field(string field, Action<PlanForm> spoil)
    {
        using var rig = await MemberRig.Begin();
        var form = MemberRig.Form();
        spoil(form);

        (await rig.Plans.Save(rig.Owner, rig.AppId, rig.Card, form)).Problems.Should().ContainSingle().Which.Field.Should().Be(field);
    }

    [Fact]
    public async Task Two_who_change_a_plan_do_not_overwrite_each_other()
    {
        using var rig = await MemberRig.Begin();
        await rig.Plan();
        var (mine, yours) = ((await rig.Plans.Find(rig.Owner, rig.AppId, rig.Card))!.Form, (await rig.Plans.Find(rig.Owner, rig.AppId, rig.Card))!.Form);

        (await rig.Plans.Save(rig.Owner, rig.AppId, rig.Card, mine)).Problems.Should().BeEmpty();
        (await rig.Plans.Save(rig.Owner, rig.AppId, rig.Card, yours)).Problems.Should().ContainSingle();
        (await rig.Plans.Save(rig.Owner, rig.AppId, rig.Card, MemberRig.Form())).Problems.Should().ContainSingle();
    }

    [Fact]
    public async Task The_list_pages_and_finds_by_number_name_and_level()
    {
        using var rig = await MemberRig.Begin();
        await rig.Plan(form => form.AsksName = Asked.Optional);
        List<string> codes = [];
        for (var i = 0; i < MemberOperations.PageSize + 3; i++)
        {
            var me = await rig.Wallet.Subscriber();
            codes.Add(await rig.Taken(me));
            (await rig.Own.Activate(me, codes[^1], MemberRig.Agreed(i == 1 ? "林小满" : null))).Should().BeEmpty();
        }

        await rig.Give(codes[0], 200);
        var first = (await List(new(null, null)))!;
        first.Rows.Should().HaveCount(MemberOperations.PageSize);
        var rest = (await List(new(null, null), first.Next))!;
        rest.Rows.Should().HaveCount(3);
        rest.Next.Should().BeNull();
        first.Rows.Concat(rest.Rows).Select(row => row.Code).Should().OnlyHaveUniqueItems();
        first.Levels.Select(level => level.Name).Should().Equal("普通", "白银", "黄金");

        var number = (await rig.Row(codes[0])).Number;
        (await List(new($" {number[..4]} {number[4..]}", null)))!.Rows.Should().ContainSingle().Which.Number.Should().Be(number);
        (await List(new("林一", null)))!.Rows.Should().ContainSingle().Which.MaskedName.Should().Be("林**");
        (await List(new(null, 2)))!.Rows.Should().ContainSingle().Which.Level.Should().Be("白银");
        (await List(new(null, 3)))!.Rows.Should().BeEmpty();

        var numbers = (await rig.Members.Numbers(rig.Owner, rig.AppId, rig.Card, 7))!;
        numbers.Should().BeEquivalentTo(new { Members = codes.Count, Given = 200L + (10 * codes.Count), Spent = 0L });
        numbers.New.Should().HaveCount(7);
        numbers.New[^1].Count.Should().Be(codes.Count);

        Task<MemberList?> List(MemberSearch search, long? before = null) => rig.Members.List(rig.Owner, rig.AppId, rig.Card, search, before);
    }

    [Fact]
    public async Task Points_by_hand_have_a_reason_and_a_record_and_never_take_more_than_there_is()
    {
        using var rig = await MemberRig.Begin();
        await rig.Plan();
        var (me, code) = await rig.Member();
        var member = (await rig.Row(code)).Code;
        var form = new AdjustForm(Guid.NewGuid(), "+1,000", "开业赠送");

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => rig.Members.Adjust(rig.Owner, rig.AppId, member, form)));
        (await rig.Members.Adjust(rig.Owner, rig.AppId, member, form with { Points = "5" })).Problems.Should().ContainSingle();
        (await rig.Members.Adjust(rig.Owner, rig.AppId, member, new(Guid.NewGuid(), "-1011", "误发"))).Problems.Single().Field.Should().Be(MemberFields.Points);
        (await rig.Members.Adjust(rig.Owner, rig.AppId, member, new(Guid.NewGuid(), "0", " "))).Problems.Select(problem => problem.Field).Should().Equal(MemberFields.Points, MemberFields.Reason);
        (await rig.Members.Adjust(rig.Owner, rig.AppId, member, new(Guid.NewGuid(), "−10", "误发"))).Problems.Should().BeEmpty();

        (await rig.Own.History(me, code, null))!.Rows.Select(row => (row.Points, row.Subject)).Should().Equal((-10, "误发"), (1000, "开业赠送"), (10, ""));
        await using var db = rig.Db.CreateDbContext();
        (await db.Set<AuditEntry>().Where(row => row.Action == "member.points-adjusted").Select(row => row.Detail).ToListAsync()).Should().Equal("+1000", "-10");
        (await rig.Fault()).Should().BeNull();
    }

    [Fact]
    public async Task Another_brand_sees_nothing_and_changes_nothing()
    {
        using var rig = await MemberRig.Begin();
        await rig.Plan();
        var (_, code) = await rig.Member();
        var (member, appId, other) = ((await rig.Row(code)).Code, rig.AppId, (await rig.Other()).AppId);

        foreach (var at in new[] { appId, other })
        {
            (await rig.Plans.Find(rig.Stranger, at, rig.Card)).Should().BeNull();
            (await rig.Plans.Save(rig.Stranger, at, rig.Card, MemberRig.Form())).IsMissing.Should().BeTrue();
            (await rig.Members.List(rig.Stranger, at, rig.Card, new(null, null))).Should().BeNull();
            (await rig.Members.Numbers(rig.Stranger, at, rig.Card, 7)).Should().BeNull();
            (await rig.Members.Find(rig.Stranger, at, member)).Should().BeNull();
            (await rig.Members.Adjust(rig.Stranger, at, member, new(Guid.NewGuid(), "5", "赠送"))).IsMissing.Should().BeTrue();
            (await rig.Members.Freeze(rig.Stranger, at, member)).Should().BeFalse();
        }

        (await rig.Plans.Cards(rig.Stranger, appId)).Should().BeNull();
        (await rig.Plans.Cards(rig.Stranger, other)).Should().BeEmpty();
        (await rig.PointsOf(code)).Should().Be(10);
    }
}
