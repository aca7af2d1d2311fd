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
    public async Task Every_role_of_the_platform_can_be_given()
    {
        Services.AddSingleton(new StaffOperations(Rig.Db, new UpperInvariantLookupNormalizer(), Rig.Db.Clock));
        await SignIn("root", PlatformRoles.Administrator);

        var page = Page<StaffPage>();

        page.FindComponents<MudSelectItem<string>>().Select(item => item.Instance.Value).Distinct().Should().Equal(PlatformRoles.All);
    }
}
