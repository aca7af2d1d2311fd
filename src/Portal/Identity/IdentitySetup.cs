using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Portal.Hosting;

namespace WeixinWeChat.Portal.Identity;

/// <summary>Sign-in and rights, closed by default: what does not open itself wants a signed-in user.</summary>
internal static class IdentitySetup
{
    public static void AddPortalIdentity(this IServiceCollection services, EditionPolicy policy, PortalSettings settings)
    {
        services.AddAuthentication(options =>
            {
                options.DefaultScheme = IdentityConstants.ApplicationScheme;
                options.DefaultSignInScheme = IdentityConstants.ExternalScheme;
            })
            .AddCookie(Schemes.Subscriber, cookie =>
            {
                cookie.LoginPath = "/app/sign-in";
                cookie.ExpireTimeSpan = TimeSpan.FromDays(30);
            })
            .AddIdentityCookies();
        services.AddIdentityCore<PortalUser>(options =>
            {
                options.SignIn.RequireConfirmedAccount = true;
                options.User.RequireUniqueEmail = true;
                options.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
            })
            .AddRoles<IdentityRole>()
            .AddEntityFrameworkStores<PortalDb>()
            .AddSignInManager()
            .AddDefaultTokenProviders();

        // Every cookie bears the edition's name, on its own host alone (no Domain): the other portal is never sent it.
        Name(IdentityConstants.ApplicationScheme, "user");
        Name(IdentityConstants.ExternalScheme, "external");
        Name(IdentityConstants.TwoFactorUserIdScheme, "two-factor");
        Name(IdentityConstants.TwoFactorRememberMeScheme, "two-factor-remembered");
        Name(Schemes.Subscriber, "app");
        services.ConfigureApplicationCookie(cookie => cookie.LoginPath = "/account/sign-in");
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = $"{policy.CookiePrefix}.form";
            options.Cookie.SecurePolicy = Secure();
        });

        services.AddSingleton<IAuthorizationHandler, PermissionHandler>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, ForbiddenIsMissing>();
        services.AddAuthorization(options =>
        {
            options.FallbackPolicy = options.DefaultPolicy;
            foreach (var permission in Permissions.All)
                options.AddPolicy(permission, builder => builder.RequireAuthenticatedUser().AddRequirements(new PermissionRequirement(permission)));
            options.AddPolicy(Schemes.SubscriberPolicy, builder => builder.AddAuthenticationSchemes(Schemes.Subscriber).RequireAssertion(context => context.User.SubscriberId() is not null));
        });
        services.AddCascadingAuthenticationState();

        void Name(string scheme, string name) => services.Configure<Microsoft.AspNetCore.Authentication.Cookies.CookieAuthenticationOptions>(scheme, options =>
        {
            options.Cookie.Name = $"{policy.CookiePrefix}.{name}";
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.Cookie.SecurePolicy = Secure();
        });

        CookieSecurePolicy Secure() => settings.Address.Scheme == Uri.UriSchemeHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
    }
}
