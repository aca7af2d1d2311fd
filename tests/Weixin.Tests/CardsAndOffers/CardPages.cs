using System.Security.Claims;
using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using MudBlazor.Services;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Core.Subscribers;
using WeixinWeChat.Portal.Layout;
using WeixinWeChat.Portal.Settings;

namespace WeixinWeChat.Weixin.CardsAndOffers;

/// <summary>Renders the console's pages of cards over a rig's real operations, signed in as one of its people.</summary>
internal static class CardPages
{
    public static BunitContext As(this CardRig rig, Person person)
    {
        var context = new BunitContext();
        context.JSInterop.Mode = JSRuntimeMode.Loose;
        context.Services.AddMudServices(options => options.PopoverOptions.CheckForPopoverProvider = false);
        context.Services.AddLocalization();
        context.Services.AddSingleton(EditionPolicy.Weixin);
        context.Services.AddSingleton(new PortalSettings { PublicAddress = "https://weixin.example" });
        context.Services.AddSingleton<IDbContextFactory<PortalDb>>(rig.Db);
        context.Services.AddSingleton(rig.Db.Vault);
        context.Services.AddSingleton<TimeProvider>(rig.Db.Clock);
        context.Services.AddSingleton<UnsavedInputs>();
        context.Services.AddSingleton<PageWatch>();
        context.Services.AddSingleton<FollowerOperations>();
        context.Services.AddSingleton<TagOperations>();
        context.Services.AddSingleton(rig.Mails);
        context.Services.AddSingleton(rig.Cards);
        context.Services.AddSingleton(rig.Stores);
        context.Services.AddSingleton(rig.Reviews);
        context.Services.AddSingleton(rig.Counter);
        context.Services.AddSingleton(rig.Handouts);
        context.Services.AddSingleton<ShopStaff>();
        context.Services.AddSingleton(rig.Campaigns);
        var authorization = context.AddAuthorization();
        authorization.SetAuthorized(person.Name);
        authorization.SetClaims([new Claim(ClaimTypes.NameIdentifier, person.UserId), new Claim(ClaimTypes.Email, person.Email), new Claim(Person.NameClaim, person.Name),
            .. person.Roles.Select(role => new Claim(ClaimTypes.Role, role))]);
        context.SetRendererInfo(new RendererInfo("Server", isInteractive: true));
        return context;
    }

    /// <summary>What is said beside a field.</summary>
    public static string? Said<T>(this IRenderedComponent<T> page, string field)
        where T : IComponent => page.FindAll($"#{field}-error").SingleOrDefault()?.TextContent.Trim();
}
