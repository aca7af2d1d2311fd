using CsCheck;
using WeixinWeChat.Core.Accounts;

namespace WeixinWeChat.Core.Tests.Accounts;

public class SubjectTextTests
{
    [Theory]
    [InlineData("  Nordlicht   Tee GmbH & Co. KG ", "Nordlicht Tee GmbH & Co. KG")]
    [InlineData("云上茶事（上海）有限公司", "云上茶事（上海）有限公司")]
    [InlineData("O'Neill, Sons Ltd.; DROP TABLE x", "O'Neill, Sons Ltd.; DROP TABLE x")]
    public void A_registered_name_is_taken_as_it_stands(string typed, string value) => SubjectText.LegalName(typed).Value.Should().Be(value);

    [Theory]
    [InlineData("张三")]
    [InlineData("Ana-Sofía d'Almeida")]
    [InlineData("עדנה כהן")]
    public void So_is_a_persons(string typed) => SubjectText.PersonName(typed).Value.Should().Be(typed);

    [Theory]
    [InlineData(null)]
    [InlineData("x")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("Tea 🍵 House")]
    [InlineData("Tea \u202Eesuoh")]
    public void Other_texts_are_no_names(string? typed)
    {
        var (value, problem) = SubjectText.LegalName(typed);

        value.Should().BeNull();
        problem.En.Should().NotBeEmpty();
        problem.Zh.Should().NotBeEmpty();
    }

    [Fact]
    public void A_person_has_no_digits() => SubjectText.PersonName("R2D2").Value.Should().BeNull();

    [Theory]
    [InlineData(" hrb 123 456 ", "HRB123456")]
    [InlineData("12-345/b", "12-345/B")]
    public void A_number_loses_its_spaces_and_small_letters(string typed, string value) => SubjectText.RegistrationNumber(typed).Value.Should().Be(value);

    [Theory]
    [InlineData("12")]
    [InlineData("--//--")]
    [InlineData("123 <b>")]
    [InlineData("一二三")]
    public void Other_texts_are_no_numbers(string typed) => SubjectText.RegistrationNumber(typed).Value.Should().BeNull();

    [Fact]
    public void No_text_ever_throws_and_none_is_longer_than_its_column() => Gen.String.Sample(typed =>
        (SubjectText.LegalName(typed).Value?.Length ?? 0) <= AccountSubject.LegalNameMax
        && (SubjectText.PersonName(typed).Value?.Length ?? 0) <= AccountSubject.PersonNameMax
        && (SubjectText.RegistrationNumber(typed).Value?.Length ?? 0) <= AccountSubject.NumberMax
        && (SubjectText.IdNumber(typed).Value?.Length ?? 0) <= AccountSubject.IdNumberMax);
}
