using CsCheck;
using WeixinWeChat.Core.Editions;

namespace WeixinWeChat.Core.Tests.Editions;

public class PhoneReadingTests
{
    [Theory]
    [InlineData("+86 131 2345 6789", null, "+8613123456789")]
    [InlineData("+86-131-2345-6789", null, "+8613123456789")]
    [InlineData("+86.131.2345.6789", "US", "+8613123456789")]
    [InlineData("(+86) 131-2345-6789", null, "+8613123456789")]
    [InlineData("0086 13123456789", null, "+8613123456789")]
    [InlineData("0086 13123456789", "CN", "+8613123456789")]
    [InlineData("0086 13123456789", "US", "+8613123456789")]
    [InlineData("0086 13123456789", "HK", "+8613123456789")]
    [InlineData("001 86 13123456789", "HK", "+8613123456789")]
    [InlineData("011 86 131 2345 6789", "US", "+8613123456789")]
    [InlineData("13123456789", "CN", "+8613123456789")]
    [InlineData("131 2345 6789", "cn", "+8613123456789")]
    [InlineData("＋８６ １３１　２３４５　６７８９", null, "+8613123456789")]
    [InlineData("\u202A+86 131 2345 6789\u202C", null, "+8613123456789")]
    [InlineData("010 6552 9988", "CN", "+861065529988")]
    public void A_valid_mainland_number_is_Weixin(string typed, string? region, string e164)
    {
        var reading = PhoneReading.Of(typed, region);

        reading.Value!.E164.Should().Be(e164);
        (reading.Value.Edition, reading.Value.Region).Should().Be((Edition.Weixin, "CN"));
        EditionPolicy.Weixin.Owns(reading.Value).Should().BeTrue();
        EditionPolicy.WeChat.Owns(reading.Value).Should().BeFalse();
    }

    [Theory]
    [InlineData("+852 5123 4567", null, "+85251234567", "HK")]
    [InlineData("5123 4567", "HK", "+85251234567", "HK")]
    [InlineData("+853 6612 3456", null, "+85366123456", "MO")]
    [InlineData("00853 6612 3456", null, "+85366123456", "MO")]
    [InlineData("+886 912 345 678", null, "+886912345678", "TW")]
    [InlineData("0912-345-678", "TW", "+886912345678", "TW")]
    [InlineData("(201) 555-0123", "US", "+12015550123", "US")]
    [InlineData("+44 (0)7400 123456", null, "+447400123456", "GB")]
    [InlineData("07400 123456", "GB", "+447400123456", "GB")]
    [InlineData("٠٥٠١٢٣٤٥٦٧", "AE", "+971501234567", "AE")]
    [InlineData("+65 8123 4567", "CN", "+6581234567", "SG")]
    [InlineData("+800 1234 5678", null, "+80012345678", "001")]
    public void Every_other_valid_number_is_WeChat(string typed, string? region, string e164, string where)
    {
        var reading = PhoneReading.Of(typed, region);

        reading.Value!.E164.Should().Be(e164);
        (reading.Value.Edition, reading.Value.Region).Should().Be((Edition.WeChat, where));
    }

    [Theory]
    [InlineData(null, null, PhoneProblem.Empty)]
    [InlineData("   ", "CN", PhoneProblem.Empty)]
    [InlineData("+86 131", null, PhoneProblem.TooShort)]
    [InlineData("+86", null, PhoneProblem.NotANumber)]
    [InlineData("+86 131 2345 6789 01234567", null, PhoneProblem.TooLong)]
    [InlineData("+86 231 2345 6789", null, PhoneProblem.NotValidForCountry)]
    [InlineData("0081 90 1234 5678", "HK", PhoneProblem.Ambiguous)]
    [InlineData("+999 131 2345 6789", null, PhoneProblem.UnknownCountry)]
    [InlineData("13123456789", null, PhoneProblem.UnknownCountry)]
    [InlineData("13123456789", "XX", PhoneProblem.UnknownCountry)]
    [InlineData("13123456789", "<script>", PhoneProblem.UnknownCountry)]
    [InlineData("1-800-FLOWERS", "US", PhoneProblem.NotANumber)]
    [InlineData("+86 131 2345 6789 ext. 5", null, PhoneProblem.NotANumber)]
    [InlineData("++86 131 2345 6789", null, PhoneProblem.NotANumber)]
    [InlineData("'; drop table phones;--", "CN", PhoneProblem.NotANumber)]
    [InlineData("📱", "CN", PhoneProblem.NotANumber)]
    public void Everything_else_gets_a_reason_in_both_languages(string? typed, string? region, PhoneProblem problem)
    {
        var reading = PhoneReading.Of(typed, region);

        reading.Problem.Should().Be(problem);
        reading.Reason.En.Should().NotBeEmpty();
        reading.Reason.Zh.Should().NotBeEmpty().And.NotBe(reading.Reason.En);
    }

    [Fact]
    public void A_text_without_end_is_refused_unread() => PhoneReading.Of(new string('1', 1_000_000), "CN").Problem.Should().Be(PhoneProblem.TooLong);

    [Theory]
    [InlineData("+86 131 2345 6789", "+86 131****6789")]
    [InlineData("+852 5123 4567", "+852 5*****67")]
    [InlineData("+1 201 555 0123", "+1 20*****123")]
    public void A_number_is_shown_masked(string typed, string masked)
    {
        var number = PhoneReading.Of(typed, null).Value!;

        number.Masked.Should().Be(masked);
        number.ToString().Should().Be(masked);
    }

    [Theory]
    [InlineData("+86 131 2345 6789", true)]
    [InlineData("+1 201 555 0123", true)]
    [InlineData("+86 10 6552 9988", false)]
    [InlineData("+800 1234 5678", false)]
    public void It_is_known_whether_a_code_can_arrive(string typed, bool arrives) => PhoneReading.Of(typed, null).Value!.CanReceiveSms.Should().Be(arrives);

    [Fact]
    public void Regions_can_be_chosen_from_a_list()
    {
        PhoneReading.Regions.Should().Contain(["CN", "HK", "MO", "TW", "US"]).And.BeInAscendingOrder(StringComparer.Ordinal);
        PhoneReading.CallingCodeOf("HK").Should().Be(852);
        PhoneReading.CallingCodeOf("XX").Should().BeNull();
    }

    [Fact]
    public void No_text_and_no_region_ever_throws() => Gen.Select(Gen.String, Gen.String.Null()).Sample((typed, region) =>
    {
        var reading = PhoneReading.Of(typed, region);
        return reading.IsValid != reading.Problem.HasValue;
    });

    [Fact]
    public void Nothing_made_of_the_characters_of_phone_numbers_throws_either() =>
        Gen.Select(Gen.Char["0123456789+- ().０８６"].Array[0, 30], OneOf.These<string?>("CN", "HK", "US", "TW", "BR", null)).Sample((typed, region) =>
        {
            var reading = PhoneReading.Of(new string(typed), region);
            return reading.Value is not { } number || (number.Edition == Edition.Weixin) == number.E164.StartsWith("+86", StringComparison.Ordinal);
        });

    [Fact]
    public void A_valid_number_read_again_in_its_normal_form_is_the_same_number() =>
        Gen.Select(Gen.Char["0123456789"].Array[7, 11], OneOf.These("CN", "HK", "MO", "TW", "US", "GB", "SG")).Sample((typed, region) =>
        {
            var first = PhoneReading.Of(new string(typed), region).Value;
            return first is null || PhoneReading.Of(first.E164, null).Value == first;
        });
}
