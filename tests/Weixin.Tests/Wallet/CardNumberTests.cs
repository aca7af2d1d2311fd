namespace WeixinWeChat.Weixin.Wallet;

public sealed class CardNumberTests
{
    [Fact]
    public void Numbers_to_try_with_are_right_and_of_every_bank()
    {
        TestCards.All.Should().HaveCount(4);
        foreach (var (number, bank) in TestCards.All)
        {
            CardNumber.Read(number).Value.Should().Be(number);
            Banks.NameOf(Banks.Of(number)!).Should().Be(bank);
        }
    }

    [Theory]
    [InlineData("4111 1111 1111 1111", "4111111111111111")]
    [InlineData("４１１１-1111-1111-1111", "4111111111111111")]
    public void What_people_type_between_the_digits_is_put_right(string typed, string number) => CardNumber.Read(typed).Value.Should().Be(number);

    [Theory]
    [InlineData(null)]
    [InlineData("4111111111111112")]
    [InlineData("411111111111111")]
    [InlineData("41111111111111111111")]
    [InlineData("4111x11111111111")]
    public void Anything_else_is_refused_with_a_reason(string? typed)
    {
        var (value, problem) = CardNumber.Read(typed);

        value.Should().BeNull();
        problem.En.Should().NotBeEmpty();
    }

    [Fact]
    public void One_digit_that_is_mistyped_is_noticed()
    {
        foreach (var place in Enumerable.Range(0, 16))
        {
            var typed = TestCards.All[0].Number.ToCharArray();
            typed[place] = (char)('0' + (typed[place] - '0' + 1) % 10);
            CardNumber.Read(new string(typed)).Value.Should().BeNull();
        }
    }
}
