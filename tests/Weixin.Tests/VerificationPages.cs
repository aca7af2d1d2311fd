using System.Security.Claims;
using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using MudBlazor.Services;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Portal.Layout;
using WeixinWeChat.Weixin.Verification;

namespace WeixinWeChat.Weixin;

/// <summary>Renders the pages over a story's real operations, signed in as one of its people.</summary>
internal static class VerificationPages
{
    public static BunitContext As(this VerificationStory story, Person person)
    {
        var context = new BunitContext();
        context.JSInterop.Mode = JSRuntimeMode.Loose;
        context.Services.AddMudServices(options => options.PopoverOptions.CheckForPopoverProvider = false);
        context.Services.AddLocalization();
        context.Services.AddSingleton(EditionPolicy.Weixin);
        context.Services.AddSingleton(story.Brand);
        context.Services.AddSingleton(story.Reviews);
        context.Services.AddSingleton<IDbContextFactory<PortalDb>>(story.Db);
        context.Services.AddSingleton(story.Db.Vault);
        context.Services.AddSingleton<UnsavedInputs>();
        context.Services.AddSingleton(story.Db.Limits);
        context.Services.AddSingleton<TimeProvider>(story.Db.Clock);
        context.Services.AddSingleton<PageWatch>();
        context.Services.AddSingleton<AntiforgeryStateProvider, NoToken>();
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
