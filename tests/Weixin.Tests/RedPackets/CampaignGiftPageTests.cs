using Bunit;
using MudBlazor;
using WeixinWeChat.Tests;

namespace WeixinWeChat.Weixin.RedPackets;

/// <summary>The brand's page of a campaign's red packets, by what it does.</summary>
public sealed partial class BrandPacketOperationsTests
{
    [Fact]
    public async Task The_page_says_what_is_wrong_beside_its_field_keeps_what_was_typed_and_puts_the_budget_aside()
    {
        var campaign = await Campaign();
        await using var context = rig.Db.As(brand, gifts);
        var dialogs = context.Render<MudDialogProvider>();
        var page = context.Render<CampaignGiftPage>(parameters => parameters.Add(gift => gift.AppId, account.AppId).Add(gift => gift.Code, campaign.Code));
        page.WaitForElement("#takings").TextContent.Should().Be("¥1,000.00");

        foreach (var odd in OddText.All)
        {
            foreach (var id in new[] { "budget", "least", "most", "per-person", "per-minute" })
                await page.Find($"#{id}").ChangeAsync(new() { Value = odd });
            await page.Find("#fund").ClickAsync(new());
            foreach (var id in new[] { "budget", "least", "per-person", "per-minute" })
                page.Find($"#{id}-error").TextContent.Should().NotBeEmpty();
            page.Find("#budget").GetAttribute("value").Should().Be(odd);
        }

        foreach (var (id, value) in new[] { ("budget", "500"), ("least", "1"), ("most", "20"), ("per-person", "2"), ("per-minute", "60") })
            await page.Find($"#{id}").ChangeAsync(new() { Value = value });
        var funding = page.Find("#fund").ClickAsync(new());
        await dialogs.WaitForElement(".mud-dialog .mud-button-filled").ClickAsync(new());
        await funding;

        page.WaitForElement("#stop");
        (await Takings()).Should().Be(50_000);
        page.Markup.Should().Contain("¥500.00");
    }
}
