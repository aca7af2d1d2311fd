using System.Net;
using WeixinWeChat.Tests;
using WeixinWeChat.Weixin.Wallet;

namespace WeixinWeChat.Isolation.Tests.Running;

/// <summary>A membership as its owner uses it: through the app's forms, without a script.</summary>
[Collection(nameof(TwoSides))]
public sealed class MembershipAppTests(TwoSides sides)
{
    private const string Password = "305917";

    [Fact]
    public async Task A_card_is_activated_checked_in_with_filled_paid_from_emptied_and_left()
    {
        var side = sides.Weixin;
        var (client, _) = await side.Portal.Enter("+8613800138177");
        await client.Send("/app/wallet/open", ("Form.Name", "林小满"), ("Form.IdNumber", "990000199001010017"), ("Form.NewPassword", Password), ("Form.Repeated", Password));
        await client.Send("/app/wallet/cards/add", ("Form.CardNumber", TestCards.All[0].Number), ("Form.Password", Password));
        var bank = (await client.Page("/app/wallet/top-up")).QuerySelector("[name='Form.Card']")!.GetAttribute("value")!;
        await client.Send("/app/wallet/top-up", ("Form.Amount", "100"), ("Form.Card", bank), ("Form.Password", Password));

        var copy = (await client.Send($"/app/cards/k/{side.Cards.MemberCard}", ("key", ""))).Headers.Location!.ToString();
        (await client.GetAsync(new Uri(copy, UriKind.Relative))).Headers.Location!.ToString().Should().EndWith($"{copy}/member");
        var refused = await client.Send($"{copy}/member", ("Form.Name", "林小满"));
        (await refused.Content.ReadAsStringAsync()).Should().Contain("form-consent-error").And.Contain("林小满");
        (await client.Send($"{copy}/member", ("Form.Name", "林小满"), ("Form.Consent", "yes"))).StatusCode.Should().Be(HttpStatusCode.Redirect);

        await client.Press($"{copy}/member", "check-in");
        await client.Press($"{copy}/member", "check-in");
        var member = await client.Page($"{copy}/member");
        member.QuerySelector("#checked-in").Should().NotBeNull();
        member.QuerySelector(".member-links .num")!.TextContent.Should().Be("15", "ten for activating and five for the day");

        (await client.Send($"{copy}/balance", ("Form.Amount", "50"), ("Form.Password", Password))).StatusCode.Should().Be(HttpStatusCode.Redirect);
        var paid = await client.Send($"/app/pay/{side.CodeFor("/app/pay/")}", ("Form.Amount", "20"), ("Form.From", "card"), ("Form.Password", Password));
        paid.Headers.Location!.ToString().Should().Contain("/app/wallet/payments/");
        (await client.Page($"{copy}/balance")).QuerySelector("#purse")!.TextContent.Should().Be("¥30.00");
        (await client.Page($"{copy}/points")).QuerySelectorAll(".movement").Should().HaveCount(3);

        (await client.Send($"{copy}/balance", ("Back.Amount", "30"))).StatusCode.Should().Be(HttpStatusCode.Redirect);
        (await client.Press($"{copy}/member", "leave")).Headers.Location!.ToString().Should().EndWith("/app/cards");
        (await client.GetAsync(new Uri($"{copy}/member", UriKind.Relative))).StatusCode.Should().Be(HttpStatusCode.NotFound);
        client.Dispose();
    }
}
