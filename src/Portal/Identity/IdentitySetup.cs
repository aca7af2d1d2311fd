using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.People;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Portal.Access;
using WeixinWeChat.Portal.Hosting;
using WeixinWeChat.Portal.Layout;
using WeixinWeChat.Portal.Settings;

namespace WeixinWeChat.Portal.Identity;

/// <summary>Sign-in and rights, closed by default: what does not open itself wants a signed-in user.</summary>
internal static class IdentitySetup
{
    /// <summary>PBKDF2 with SHA-512: OWASP's number of 2023 for it.</summary>
    public const int HashIterations = 210_000;

    /// <summary>How long an account stays locked after too many wrong passwords.</summary>
    public static readonly TimeSpan LockoutTime = TimeSpan.FromMinutes(15);

    /// <summary>What the pages of sign-up, sign-in and security work with.</summary>
    public static void AddPeople(this IServiceCollection services)
    {
        services.AddSingleton<ConfirmationCodes>();
        services.AddSingleton<UnsavedInputs>();
        services.AddSingleton<SessionOperations>();
        services.AddSingleton<LiveSessions>();
        services.AddSingleton<CircuitTouch>();
        services.AddSingleton<Attempts>();
        services.AddSingleton<Nobody>();
        services.AddScoped<IdentityPages>();
        services.AddScoped<SignUpOperations>();
        services.AddScoped<SignInOperations>();
        services.AddScoped<PasswordOperations>();
        services.AddScoped<SecurityOperations>();
        services.AddScoped<PasskeyOperations>();
        services.AddScoped<SecurityMails>();
        services.AddSingleton(NavEntry.Of<IdentityTexts>(NavGroup.Person, "Security.Title", "shield", "/account/security", Permissions.SignedIn, order: 10));
    }

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
                cookie.ExpireTimeSpan = Core.Subscribers.EndedSession.CookieLife;
            })
            .AddIdentityCookies();
        services.AddIdentityCore<PortalUser>(options =>
            {
                options.SignIn.RequireConfirmedAccount = true;
                options.User.RequireUniqueEmail = true;
                // The forms check addresses; names of all scripts may stand in them.
                options.User.AllowedUserNameCharacters = "";
                options.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
                options.Lockout.MaxFailedAccessAttempts = 5;
                options.Lockout.DefaultLockoutTimeSpan = LockoutTime;
                // PasswordRules says everything about passwords.
                options.Password = new PasswordOptions { RequiredLength = 1, RequireDigit = false, RequireLowercase = false, RequireUppercase = false, RequireNonAlphanumeric = false, RequiredUniqueChars = 0 };
            })
            .AddRoles<IdentityRole>()
            .AddEntityFrameworkStores<PortalDb>()
            .AddUserStore<PortalUserStore>()
            .AddErrorDescriber<IdentityErrors>()
            .AddSignInManager<PortalSignIn>()
            .AddClaimsPrincipalFactory<PersonClaims>()
            .AddPasswordValidator<PasswordRules>()
            .AddDefaultTokenProviders()
            .AddTokenProvider<AuthenticatorCodes>(TokenOptions.DefaultAuthenticatorProvider);
        services.Configure<IdentityPasskeyOptions>(options =>
        {
            // As browsers write it, whatever script the host's name is in.
            var origin = new UriBuilder(settings.Address) { Host = settings.Address.IdnHost }.Uri.GetLeftPart(UriPartial.Authority);
            // Made for this portal's host, answered from this portal's pages alone.
            options.ServerDomain = settings.Address.IdnHost;
            options.ValidateOrigin = context => ValueTask.FromResult(!context.CrossOrigin && context.Origin == origin);
            // It stands in for password and second step, so the authenticator must have known its owner; and it finds the person by itself.
            options.UserVerificationRequirement = "required";
            options.ResidentKeyRequirement = "required";
        });
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = HashIterations);
        services.Configure<DataProtectionTokenProviderOptions>(options => options.TokenLifespan = TimeSpan.FromHours(2));
        services.Configure<SecurityStampValidatorOptions>(options =>
        {
            options.ValidationInterval = TimeSpan.FromMinutes(1);
            options.OnRefreshingPrincipal = KeepSession;
        });

        // Every cookie bears the edition's name, on its own host alone (no Domain): the other portal is never sent it.
        Name(IdentityConstants.ApplicationScheme, "user");
        Name(IdentityConstants.ExternalScheme, "external");
        Name(IdentityConstants.TwoFactorUserIdScheme, "two-factor");
        Name(IdentityConstants.TwoFactorRememberMeScheme, "two-factor-remembered");
        Name(Schemes.Subscriber, "app");
        services.ConfigureApplicationCookie(cookie =>
        {
            cookie.LoginPath = "/account/sign-in";
            cookie.ExpireTimeSpan = PersonSession.IdleMax;
            cookie.Events.OnValidatePrincipal = LiveSessions.Validate;
        });
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
            options.AddPolicy(Schemes.SubscriberPolicy, builder => builder
                .AddAuthenticationSchemes(Schemes.Subscriber).RequireAssertion(context => context.User.SubscriberId() is not null));
        });
        services.AddCascadingAuthenticationState();
        services.AddScoped<AuthenticationStateProvider, CircuitPerson>();

        void Name(string scheme, string name) => services.Configure<Microsoft.AspNetCore.Authentication.Cookies.CookieAuthenticationOptions>(scheme, options =>
        {
            options.Cookie.Name = $"{policy.CookiePrefix}.{name}";
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.Cookie.SecurePolicy = Secure();
        });

        CookieSecurePolicy Secure() => settings.Address.Scheme == Uri.UriSchemeHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
    }

    // A refreshed cookie is made from the database, where nothing stands of the browser it belongs to.
    private static Task KeepSession(SecurityStampRefreshingPrincipalContext context)
    {
        foreach (var claim in context.CurrentPrincipal!.Claims.Where(claim => claim.Type is PersonSession.Claim or "amr"))
            context.NewPrincipal!.Identities.First().AddClaim(claim.Clone());
        return Task.CompletedTask;
    }
}
