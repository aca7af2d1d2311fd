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
using WeixinWeChat.Portal.Hosting;
using WeixinWeChat.Portal.Layout;
using WeixinWeChat.Portal.Settings;
using WeixinWeChat.Tests;

namespace WeixinWeChat.Portal.Tests.Layout;

/// <summary>Renders parts of the shell as one portal has them.</summary>
public abstract class LayoutBunit : BunitContext, IAsyncLifetime
{
    protected LayoutBunit()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddLocalization();
        Services.AddMudServices();
        Services.AddSingleton<AntiforgeryStateProvider>(new OneToken());
        Services.AddSingleton(new PortalSettings { CounterpartAddress = "http://other.example" });
        Services.AddSingleton(NavEntry.Of<LayoutTexts>(NavGroup.Home, "MyAccounts", "home", "/", Permissions.SignedIn, order: 0, whole: true));
    }

    public Task InitializeAsync() => Task.CompletedTask;

    async Task IAsyncLifetime.DisposeAsync() => await DisposeAsync();

    protected void AsPortal(EditionPolicy policy) => Services.AddSingleton(policy).AddSingleton<PortalTheme>();

    protected void On(TestDb db)
    {
        AsPortal(db.Policy);
        Services.AddSingleton<IDbContextFactory<PortalDb>>(db).AddSingleton<ConsolePlaces>();
    }

    protected void SignIn(Person person)
    {
        var signedIn = this.AddAuthorization().SetAuthorized(person.Name);
        signedIn.SetClaims([new Claim(ClaimTypes.NameIdentifier, person.UserId), new Claim(ClaimTypes.Email, person.Email), .. person.Roles.Select(role => new Claim(ClaimTypes.Role, role))]);
    }

    private sealed class OneToken : AntiforgeryStateProvider
    {
        public override AntiforgeryRequestToken GetAntiforgeryToken() => new("the-token", "__RequestVerificationToken");
    }
}

/// <summary>Reads as somebody who has chosen a language, for the length of a test.</summary>
public sealed class ReadIn : IDisposable
{
    private readonly (System.Globalization.CultureInfo Formats, System.Globalization.CultureInfo Texts) before =
        (System.Globalization.CultureInfo.CurrentCulture, System.Globalization.CultureInfo.CurrentUICulture);

    public ReadIn(string culture) => System.Globalization.CultureInfo.CurrentCulture = System.Globalization.CultureInfo.CurrentUICulture = new(culture);

    public void Dispose() => (System.Globalization.CultureInfo.CurrentCulture, System.Globalization.CultureInfo.CurrentUICulture) = before;
}
