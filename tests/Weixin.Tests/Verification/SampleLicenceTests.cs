using SkiaSharp;
using WeixinWeChat.Weixin.Verification;

namespace WeixinWeChat.Weixin.Tests.Verification;

public sealed class SampleLicenceTests
{
    [Theory]
    [InlineData("山月茶舍（样本）有限公司")]
    [InlineData("纸上书店（样本）")]
    [InlineData("远野户外（样本）有限公司")]
    [InlineData("麦田烘焙（样本）有限公司")]
    [InlineData("澜江博物馆（样本）")]
    [InlineData("慢走城市（样本）有限公司")]
    [InlineData("营业执照 统一社会信用代码 法定代表人 方知行 91990000MA01ABCD2X")]
    public void Its_font_holds_what_the_demo_world_writes(string text) => SampleLicence.CanWrite(text).Should().BeTrue();

    [Fact]
    public void A_character_that_the_font_lacks_is_known_as_such() => SampleLicence.CanWrite("龘").Should().BeFalse();

    [Fact]
    public void Licences_of_two_subjects_are_two_pictures()
    {
        var one = SampleLicence.Draw("山月茶舍（样本）有限公司", "919900007378905818", "方知行");
        var other = SampleLicence.Draw("纸上书店（样本）", "929900009927299300", "方知行");

        one.Should().NotEqual(other);
        SKBitmap.Decode(one).Width.Should().Be(1400);
    }
}
