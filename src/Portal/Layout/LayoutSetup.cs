using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.WebEncoders;
using MudBlazor;
using MudBlazor.Services;
using WeixinWeChat.Core.People;

namespace WeixinWeChat.Portal.Layout;

/// <summary>Registers the shell.</summary>
internal static class LayoutSetup
{
    public static void AddLayout(this IServiceCollection services)
    {
        services.AddSingleton<ReaderMark>();
        services.AddMudServices(mud =>
        {
            mud.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomCenter;
            mud.SnackbarConfiguration.PreventDuplicates = true;
        });
        // Chinese leaves as itself, not as eight bytes a character.
        services.Configure<WebEncoderOptions>(options => options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.AddTransient<MudLocalizer, PortalMudLocalizer>();
        services.AddSingleton<PortalTheme>();
        services.AddSingleton<ConsolePlaces>();
        services.AddSingleton<PageWatch>();
        services.AddScoped<CircuitHandler, CircuitCulture>();
        services.AddSingleton(NavEntry.Of<LayoutTexts>(NavGroup.Home, "MyAccounts", "home", "/", Permissions.SignedIn, order: 0, whole: true));
    }
}
