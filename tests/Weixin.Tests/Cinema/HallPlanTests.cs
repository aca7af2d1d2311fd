using CsCheck;

namespace WeixinWeChat.Weixin.Cinema;

public sealed class HallPlanTests
{
    [Fact]
    public void Rows_are_counted_where_there_are_seats_and_halves_of_couple_seats_know_each_other()
    {
        var plan = HallPlan.Of("##.#\n....\n.==#");

        plan.Seats.Select(seat => (seat.Place, seat.Partner)).Should().Equal((101, null), (102, null), (103, null), (201, 202), (202, 201), (203, null));
        plan.Lines.Select(line => line.Row).Should().Equal(1, 0, 2);
        (plan.Columns, plan.SeatCount).Should().Be((4, 6));
        plan.Find(203)!.Name.Should().Be(new Core.Editions.Bilingual("B3", "2排3座"));
        plan.Find(204).Should().BeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("....")]
    [InlineData("##x#")]
    [InlineData("#=#")]
    [InlineData("===")]
    [InlineData("#########################")]
    public void What_is_no_plan_is_refused(string? typed) => HallPlan.Read(typed).Plan.Should().BeNull();

    [Fact]
    public void No_text_ever_throws_and_what_is_kept_reads_the_same() => Gen.OneOf(Gen.String, Gen.String[Gen.Char["#=.\n "], 0, 80]).Sample(typed =>
    {
        if (HallPlan.Read(typed).Plan is not { } plan)
            return;
        HallPlan.Of(plan.Text).Seats.Should().Equal(plan.Seats);
        plan.Seats.Select(seat => seat.Place).Should().OnlyHaveUniqueItems();
        plan.Text.Length.Should().BeLessThanOrEqualTo(HallPlan.TextMax);
    });
}
