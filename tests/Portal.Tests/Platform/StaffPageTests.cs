using Bunit;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.People;
using WeixinWeChat.Portal.Platform;
using WeixinWeChat.Tests;

namespace WeixinWeChat.Portal.Tests.Platform;

public sealed class StaffPageTests() : AccountsBunit(EditionPolicy.WeChat)
{
    [Fact]
    public async Task Odd_text_is_no_address_and_stays_typed()
    {
        Services.AddSingleton(new StaffOperations(Rig.Db, new UpperInvariantLookupNormalizer(), Rig.Db.Clock));
        await SignIn("root", PlatformRoles.Administrator);
        var page = Page<StaffPage>();
        foreach (var text in OddText.All)
        {
            page.Find("#staff-email").Input(text);
            page.Find("form").Submit();

            page.WaitForAssertion(() => page.FindComponent<MudTextField<string>>().Find(".mud-input-helper-text.mud-input-error").TextContent.Should().NotBeEmpty());
            page.Find("#staff-email").GetAttribute("value").Should().Be(text);
        }
    }

    [Fact]
    public async Task Every_role_of_the_platform_can_be_given()
    {
        Services.AddSingleton(new StaffOperations(Rig.Db, new UpperInvariantLookupNormalizer(), Rig.Db.Clock));
        await SignIn("root", PlatformRoles.Administrator);

        var page = Page<StaffPage>();

        page.FindComponents<MudSelectItem<string>>().Select(item => item.Instance.Value).Distinct().Should().Equal(PlatformRoles.All);
    }
}
