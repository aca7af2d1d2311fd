using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Subscribers;
using WeixinWeChat.Portal.Settings;
using WeixinWeChat.Portal.Subscribers;

namespace WeixinWeChat.Portal.Tests.Subscribers;

/// <summary>Where scanned and typed codes lead, and that everything else leads to one nothing.</summary>
public sealed class ScanningTests
{
    private const string Ticket = "abcDEF1234567890abcDEF";
    private const string Mine = "ABCD23EFGH45";

    [Theory]
    [InlineData(Ticket, $"/app/q/{Ticket}")]
    [InlineData($"  {Ticket} ", $"/app/q/{Ticket}")]
    [InlineData("abcd-23ef-gh45", $"/app/f/{Mine}")]
    [InlineData($"http://mp.example:5080/app/q/{Ticket}", $"/app/q/{Ticket}")]
    [InlineData($"http://MP.example:5080/app/q/{Ticket}?scene=shop#top", $"/app/q/{Ticket}?scene=shop")]
    [InlineData("http://mp.example:5080/app/cards/g/gift", "/app/cards/g/gift")]
    [InlineData("http://mp.example:5080/app/cards/g", null)]
    [InlineData($"https://mp.example:5080/app/q/{Ticket}", null)]
    [InlineData($"http://mp.example:5090/app/q/{Ticket}", null)]
    [InlineData($"http://other.example:5080/app/q/{Ticket}", null)]
    [InlineData($"http://mp.example:5080@other.example/app/q/{Ticket}", null)]
    [InlineData($"//mp.example:5080/app/q/{Ticket}", null)]
    [InlineData($"/app/q/{Ticket}", null)]
    [InlineData($"http://mp.example:5080/app/q/../q/{Ticket}", $"/app/q/{Ticket}")]
    [InlineData($"http://mp.example:5080/app/q/{Ticket}/more", null)]
    [InlineData("http://mp.example:5080/app/q/", null)]
    [InlineData("http://mp.example:5080/account/sign-in", null)]
    [InlineData("javascript:alert(1)", null)]
    [InlineData("abcDEF1234567890abcDEX", null)]
    [InlineData("\uD83D", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public async Task A_code_leads(string? typed, string? address)
    {
        using var tries = new CodeTries(new PlatformLimits());

        (await Scans(tries).Lead(1, typed)).Should().Be(address);
    }

    [Fact]
    public async Task Whoever_tries_codes_out_is_made_to_wait_and_nobody_else()
    {
        var limits = new PlatformLimits { WrongCodesPerMinute = 2 };
        using var tries = new CodeTries(limits);
        var scans = Scans(tries);

        await scans.Lead(1, Ticket);
        await scans.Lead(1, "nothing");
        scans.MayTry(1).Should().BeTrue("what led somewhere is no try");
        await scans.Lead(1, new string('x', 1000));

        scans.MayTry(1).Should().BeFalse();
        scans.MayTry(2).Should().BeTrue();
    }

    private static Scanning Scans(CodeTries tries) => new(
        new PortalSettings { PublicAddress = "http://mp.example:5080" },
        [
            new("/app/cards/", (_, code, _) => Task.FromResult(code == "copy")),
            new("/app/cards/g/", (_, code, _) => Task.FromResult(code == "gift")),
            new("/app/q/", (_, code, _) => Task.FromResult(code == Ticket)),
            new("/app/f/", (_, code, _) => Task.FromResult(code == Mine)),
        ],
        tries);
}
