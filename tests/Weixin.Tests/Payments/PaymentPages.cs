using System.Security.Claims;
using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using MudBlazor.Services;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.People;
using WeixinWeChat.Portal.Layout;
using WeixinWeChat.Portal.Settings;

namespace WeixinWeChat.Weixin.Payments;

/// <summary>Renders the console's pages over a rig's real operations, signed in as one of its people.</summary>
internal static class PaymentPages
{
    public static BunitContext As(this PayRig rig, Person person)
    {
        var context = new BunitContext();
        context.JSInterop.Mode = JSRuntimeMode.Loose;
        context.Services.AddMudServices(options => options.PopoverOptions.CheckForPopoverProvider = false);
        context.Services.AddLocalization();
        context.Services.AddSingleton(EditionPolicy.Weixin);
        context.Services.AddSingleton(rig.Till);
        context.Services.AddSingleton(rig.Takings);
        context.Services.AddSingleton(rig.Payouts);
        context.Services.AddSingleton(rig.Signal);
        context.Services.AddSingleton(rig.Db.Limits);
        context.Services.AddSingleton<TimeProvider>(rig.Db.Clock);
        context.Services.AddSingleton<PageWatch>();
        context.Services.AddSingleton(new PortalSettings { PublicAddress = "http://weixin.localhost" });
        var authorization = context.AddAuthorization();
        authorization.SetAuthorized(person.Name);
        authorization.SetClaims([new Claim(ClaimTypes.NameIdentifier, person.UserId), new Claim(ClaimTypes.Email, person.Email), new Claim(Person.NameClaim, person.Name)]);
        context.SetRendererInfo(new RendererInfo("Server", isInteractive: true));
        return context;
    }
}
