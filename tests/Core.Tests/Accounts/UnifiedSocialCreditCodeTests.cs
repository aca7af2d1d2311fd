using CsCheck;
using WeixinWeChat.Core.Accounts;

namespace WeixinWeChat.Core.Tests.Accounts;

public class UnifiedSocialCreditCodeTests
{
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    [Theory]
    [InlineData("92990000MA0DEM0135", SubjectCategory.SoleProprietor)]
    [InlineData("91990000FACT1NAL8E", SubjectCategory.Enterprise)]
    [InlineData("11990000000000000D", SubjectCategory.GovernmentOrgan)]
    [InlineData("91990000MA0D0021X0", SubjectCategory.Enterprise)]
    [InlineData("91990000MA0D00105Y", SubjectCategory.Enterprise)]
    [InlineData("9131000000000ABC6H", SubjectCategory.Enterprise)]
    [InlineData("91350100M000100Y43", SubjectCategory.Enterprise)]
    [InlineData("91110000101623741K", SubjectCategory.Enterprise)]
    [InlineData("911101066976941872", SubjectCategory.Enterprise)]
    public void The_known_codes_are_right_and_tell_whose_they_are(string code, SubjectCategory category)
    {
        var reading = UnifiedSocialCreditCode.Read(code);

        reading.Value!.Value.Should().Be(code);
        reading.Value.Category.Should().Be(category);
    }

    [Theory]
    [InlineData(" 91990000 fact1nal8e ")]
    [InlineData("9199-0000-FACT-1NAL-8E")]
    [InlineData("９１９９００００ＦＡＣＴ１ＮＡＬ８Ｅ")]
    public void Case_spaces_dashes_and_full_width_are_put_right(string typed) =>
        UnifiedSocialCreditCode.Read(typed).Value!.Value.Should().Be("91990000FACT1NAL8E");

    [Theory]
    [InlineData(null, CreditCodeProblem.Empty)]
    [InlineData("  ", CreditCodeProblem.Empty)]
    [InlineData("91990000FACT1NAL8", CreditCodeProblem.Length)]
    [InlineData("91990000FACT1NAL8EE", CreditCodeProblem.Length)]
    [InlineData("91990000FACTINAL8E", CreditCodeProblem.Characters)]
    [InlineData("91990000FACT1NAL8中", CreditCodeProblem.Characters)]
    [InlineData("99990000FACT1NAL8E", CreditCodeProblem.Structure)]
    [InlineData("9199A000FACT1NAL8E", CreditCodeProblem.Structure)]
    [InlineData("91990000FACT1NAL8F", CreditCodeProblem.Checksum)]
    [InlineData("91350211M0000XUF46", CreditCodeProblem.Checksum)]
    public void A_wrong_code_gets_its_reason(string? typed, CreditCodeProblem problem)
    {
        var reading = UnifiedSocialCreditCode.Read(typed);

        reading.Problem.Should().Be(problem);
        reading.Reason.En.Should().NotBeEmpty();
        reading.Reason.Zh.Should().NotBeEmpty();
    }

    [Fact]
    public void A_text_without_end_is_refused_unread() => UnifiedSocialCreditCode.Read(new string('9', 1_000_000)).Problem.Should().Be(CreditCodeProblem.Length);

    [Fact]
    public void One_wrong_character_never_passes() =>
        Gen.Select(OneOf.These("91990000FACT1NAL8E", "91990000MA0D0021X0", "91990000MA0D00105Y"), Gen.Int[0, 17], Gen.Char[Alphabet]).Sample((code, at, other) =>
            code[at] == other || !UnifiedSocialCreditCode.Read(string.Concat(code.AsSpan(0, at), other.ToString(), code.AsSpan(at + 1))).IsValid);

    [Fact]
    public void Exactly_one_check_character_fits_any_code() =>
        Gen.Char[Alphabet].Array[9].Sample(organisation =>
            Alphabet.Count(check => UnifiedSocialCreditCode.Read("91990000" + new string(organisation) + check).IsValid) == 1);

    [Fact]
    public void No_text_ever_throws() => Gen.String.Sample(typed => { UnifiedSocialCreditCode.Read(typed); });
}
