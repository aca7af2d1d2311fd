using WeixinWeChat.Core.Subscribers;
using WeixinWeChat.Portal.Subscribers;

namespace WeixinWeChat.Portal.Tests.Subscribers;

public sealed class AppAddressTests
{
    [Theory]
    [InlineData("/app/accounts/wx0123?from=search", "/app/accounts/wx0123?from=search")]
    [InlineData("/app", "/app")]
    [InlineData(null, "/app")]
    [InlineData("", "/app")]
    [InlineData("/", "/app")]
    [InlineData("https://elsewhere.example/app/", "/app")]
    [InlineData("//elsewhere.example/app/", "/app")]
    [InlineData("/app\\..\\elsewhere", "/app")]
    [InlineData("/app/\r\nLocation: //elsewhere.example", "/app")]
    [InlineData("/application", "/app")]
    [InlineData("/app/sign-in?ReturnUrl=/app/sign-in", "/app")]
    public void The_way_back_stays_in_the_app(string? asked, string given) => AppAddress.Return(asked).Should().Be(given);

    [Theory]
    [InlineData("search", WayIn.Search)]
    [InlineData("campaign", WayIn.Campaign)]
    [InlineData("qrcode", WayIn.Link)]
    [InlineData(null, WayIn.Link)]
    public void An_address_names_the_way_in(string? word, WayIn way) => AppAddress.WayOf(word).Should().Be(way);

    [Fact]
    public void An_address_that_is_made_is_read_again() =>
        AppAddress.WayOf(AppAddress.Account("wx0", WayIn.Search).Split("from=")[1]).Should().Be(WayIn.Search);
}
