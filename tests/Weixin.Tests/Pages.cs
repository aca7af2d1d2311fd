using System.Security.Claims;
using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Portal.Layout;
using WeixinWeChat.Tests;

namespace WeixinWeChat.Weixin;

/// <summary>Renders console pages over a database, signed in as one person.</summary>
internal static class Pages
{
    /// <param name="db">The database.</param>
    /// <param name="person">Who.</param>
    /// <param name="operations">What the pages call.</param>
    public static BunitContext As(this TestDb db, Person person, params ReadOnlySpan<object> operations)
    {
        var context = new BunitContext();
        context.JSInterop.Mode = JSRuntimeMode.Loose;
        context.Services.AddMudServices(options => options.PopoverOptions.CheckForPopoverProvider = false);
        context.Services.AddLocalization();
        context.Services.AddSingleton(EditionPolicy.Weixin);
        context.Services.AddSingleton<IDbContextFactory<PortalDb>>(db);
        context.Services.AddSingleton(db.Vault);
        context.Services.AddSingleton<UnsavedInputs>();
        context.Services.AddSingleton(db.Limits);
        context.Services.AddSingleton<TimeProvider>(db.Clock);
        context.Services.AddSingleton<PageWatch>();
        context.Services.AddSingleton<AntiforgeryStateProvider, NoToken>();
        foreach (var one in operations)
            context.Services.AddSingleton(one.GetType(), one);
        var authorization = context.AddAuthorization();
        authorization.SetAuthorized(person.Name);
        authorization.SetClaims([new Claim(ClaimTypes.NameIdentifier, person.UserId), new Claim(ClaimTypes.Email, person.Email), new Claim(Person.NameClaim, person.Name),
            .. person.Roles.Select(role => new Claim(ClaimTypes.Role, role))]);
        context.SetRendererInfo(new RendererInfo("Server", isInteractive: true));
        return context;
    }

    private sealed class NoToken : AntiforgeryStateProvider
    {
        public override AntiforgeryRequestToken? GetAntiforgeryToken() => null;
    }
}
