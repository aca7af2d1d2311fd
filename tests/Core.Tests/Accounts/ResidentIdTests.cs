using CsCheck;
using WeixinWeChat.Core.Accounts;

namespace WeixinWeChat.Core.Tests.Accounts;

public class ResidentIdTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    [Theory]
    [InlineData("990000199001010017", 1990, 1, 1)]
    [InlineData("990000198506150029", 1985, 6, 15)]
    [InlineData("990000200002290036", 2000, 2, 29)]
    [InlineData("99000019900307003X", 1990, 3, 7)]
    [InlineData("110101190001010014", 1900, 1, 1)]
    public void The_known_numbers_are_right_and_tell_the_birthday(string number, int year, int month, int day)
    {
        var reading = ResidentId.Read(number, Today);

        reading.Value!.Value.Should().Be(number);
        reading.Value.Born.Should().Be(new DateOnly(year, month, day));
    }

    [Theory]
    [InlineData(" 990000 19900307 003x ")]
    [InlineData("９９００００１９９００３０７００３ｘ")]
    public void A_small_x_spaces_and_full_width_are_put_right(string typed) => ResidentId.Read(typed, Today).Value!.Value.Should().Be("99000019900307003X");

    [Theory]
    [InlineData(null, ResidentIdProblem.Empty)]
    [InlineData("", ResidentIdProblem.Empty)]
    [InlineData("99000019900101001", ResidentIdProblem.Length)]
    [InlineData("9900001990010100170", ResidentIdProblem.Length)]
    [InlineData("99000019900101A017", ResidentIdProblem.Characters)]
    [InlineData("99000019900101001Y", ResidentIdProblem.Characters)]
    [InlineData("990000199002290017", ResidentIdProblem.Date)]
    [InlineData("990000199013010017", ResidentIdProblem.Date)]
    [InlineData("990000202612010017", ResidentIdProblem.Future)]
    [InlineData("990000199001010018", ResidentIdProblem.Checksum)]
    public void A_wrong_number_gets_its_reason(string? typed, ResidentIdProblem problem)
    {
        var reading = ResidentId.Read(typed, Today);

        reading.Problem.Should().Be(problem);
        reading.Reason.Zh.Should().NotBeEmpty();
        reading.Reason.En.Should().NotBeEmpty();
    }

    [Fact]
    public void It_is_shown_masked_even_as_a_string()
    {
        var id = ResidentId.Read("990000199001010017", Today).Value!;

        id.Masked.Should().Be("990*************17");
        $"{id}".Should().Be(id.Masked);
    }

    [Theory]
    [InlineData(2008, 1, 1, 18)]
    [InlineData(2007, 12, 31, 17)]
    [InlineData(1990, 1, 1, 0)]
    public void Age_counts_full_years(int year, int month, int day, int age) =>
        ResidentId.Read("990000199001010017", Today).Value!.AgeOn(new DateOnly(year, month, day)).Should().Be(age);

    [Fact]
    public void Somebody_born_on_a_leap_day_is_a_year_older_at_the_end_of_February() =>
        ResidentId.Read("990000200002290036", Today).Value!.AgeOn(new DateOnly(2018, 2, 28)).Should().Be(18);

    [Fact]
    public void One_wrong_character_never_passes() =>
        Gen.Select(OneOf.These("990000199001010017", "99000019900307003X"), Gen.Int[0, 17], Gen.Char["0123456789X"]).Sample((number, at, other) =>
            number[at] == other || !ResidentId.Read(string.Concat(number.AsSpan(0, at), other.ToString(), number.AsSpan(at + 1)), Today).IsValid);

    [Fact]
    public void No_text_ever_throws() => Gen.String.Sample(typed => { ResidentId.Read(typed, Today); });
}
