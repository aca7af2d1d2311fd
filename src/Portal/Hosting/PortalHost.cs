using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using WeixinWeChat.Portal.Access;
using WeixinWeChat.Portal.Accounts;
using WeixinWeChat.Portal.Campaigns;
using WeixinWeChat.Portal.Chats;
using WeixinWeChat.Portal.Comments;
using WeixinWeChat.Portal.Complaints;
using WeixinWeChat.Portal.Friends;
using WeixinWeChat.Portal.Games;
using WeixinWeChat.Portal.Identity;
using WeixinWeChat.Portal.Insights;
using WeixinWeChat.Portal.Layout;
using WeixinWeChat.Portal.Materials;
using WeixinWeChat.Portal.Outbox;
using WeixinWeChat.Portal.Platform;
using WeixinWeChat.Portal.Profile;
using WeixinWeChat.Portal.Settings;
using WeixinWeChat.Portal.Subscribers;

namespace WeixinWeChat.Portal.Hosting;

/// <summary>Builds one portal's host: a container, a pipeline, keys, cookies and a database of its own.</summary>
public static class PortalHost
{
    /// <summary>Builds the host; nothing is listened to and no database is touched yet.</summary>
    /// <exception cref="SettingsException">A setting is missing or wrong.</exception>
    public static WebApplication Build(string[] args, PortalDefinition definition)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ApplicationName = definition.Assembly.GetName().Name,
            // Settings lie beside the program, wherever it is started from.
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.WebHost.UseStaticWebAssets();
        var settings = PortalSettings.Read(builder.Configuration, builder.Environment, definition.Policy);
        AddCore(builder, definition, settings);
        AddFeatures(builder.Services);
        definition.AddFeatures(builder.Services);

        var app = builder.Build();
        UsePipeline(app, definition);
        MapEndpoints(app, definition);
        return app;
    }

    private static void AddCore(WebApplicationBuilder builder, PortalDefinition definition, PortalSettings settings)
    {
        var services = builder.Services;
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            if (builder.Environment.IsDevelopment() && string.IsNullOrEmpty(builder.Configuration[WebHostDefaults.ServerUrlsKey]))
                kestrel.ListenLocalhost(settings.Address.Port);
        });
        services.Configure<HostFilteringOptions>(options =>
        {
            options.AllowedHosts = [settings.Address.Host, .. settings.AllPhones().Select(phone => phone.Host)];
            options.AllowEmptyHosts = false;
            options.IncludeFailureMessage = false;
        });
        // Open circuits never end by themselves: after this they are dropped, and their pages say that they reconnect.
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(3));
        services.AddSingleton(settings);
        services.AddSingleton(definition);
        services.AddSingleton(definition.Policy);
        services.AddSingleton(new PortalAssembly(definition.Assembly));
        services.AddSingleton(settings.Limits);
        services.AddSingleton(TimeProvider.System);
        services.AddKeys(settings, definition.Policy);
        services.AddSingleton<Core.Storage.Outbox>();
        services.AddSingleton<Core.Storage.GroupCommit>();
        definition.AddDatabase(services, settings);
        services.AddScheduler(settings);
        services.AddObservation(builder.Configuration, definition.Policy);
        services.AddHealthChecks().AddCheck<DatabaseHealth>("database", tags: [DatabaseHealth.Ready]);
        services.AddPortalIdentity(definition.Policy, settings);
        services.AddLocalization();
        services.Configure<RequestLocalizationOptions>(options =>
        {
            options.Offer(definition.Policy.DefaultCulture);
            // Only what the person chose counts: a portal is Chinese or English first, whatever the browser was installed with.
            options.RequestCultureProviders = [new CookieRequestCultureProvider { CookieName = LookEndpoints.LanguageCookie(definition.Policy) }];
        });
        services.AddRazorComponents().AddInteractiveServerComponents(circuits => circuits.DetailedErrors = builder.Environment.IsDevelopment())
            .AddHubOptions(hub => hub.AddFilter<CircuitTouch>());
        services.AddLayout();
        services.AddHttpContextAccessor();
    }

    /// <summary>One line for each feature that both portals have.</summary>
    private static void AddFeatures(IServiceCollection services)
    {
        services.AddCampaigns();
        services.AddChats();
        services.AddComments();
        services.AddComplaints();
        services.AddProfile();
        services.AddFriends();
        services.AddGames();
        services.AddMaterials();
        services.AddOutbox();
        services.AddPeople();
        services.AddSubscribers();
        services.AddStaff();
        services.AddAccounts();
        services.AddInsights();
    }

    private static void UsePipeline(WebApplication app, PortalDefinition definition)
    {
        app.UseSecurityHeaders();
        app.UseSchemeCheck();
        app.UsePhones();
        if (!app.Environment.IsDevelopment())
        {
            app.UseExceptionHandler("/error", createScopeForErrors: true);
            app.UseHsts();
        }

        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.Use((context, next) =>
        {
            // A refused or failed POST is shown the page of its status as a GET: as a POST that page would ask for a form's token and answer 400.
            if (context.Features.Get<IStatusCodeReExecuteFeature>() is not null || context.Features.Get<IExceptionHandlerFeature>() is not null)
                context.Request.Method = HttpMethods.Get;
            return next(context);
        });
        app.UseRequestLocalization();
        app.UseRouting();
        app.Use((context, next) =>
        {
            // Nothing stands at this address. Said here, since the rule that everything wants a signed-in user would send the visitor to the sign-in page.
            // Nor for this method: what routing puts there instead has no route.
            if (context.GetEndpoint() is RouteEndpoint endpoint && (app.Environment.IsDevelopment() || endpoint.Metadata.GetMetadata<DevelopmentOnlyAttribute>() is null))
                return next(context);
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.UseStaleForms();
        app.UseArticleShelf();
    }

    private static void MapEndpoints(WebApplication app, PortalDefinition definition)
    {
        app.MapStaticAssets().WithMetadata(new PublicAttribute("styles, scripts and pictures hold nothing of anybody"));
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false })
            .WithMetadata(new PublicAttribute("asked by the machine that watches the process"));
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains(DatabaseHealth.Ready) })
            .WithMetadata(new PublicAttribute("asked by the load balancer"));
        app.MapLook();
        app.MapAppWorker();
        app.MapSubscribers();
        app.MapProfile();
        app.MapRazorComponents<App>()
            .AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null)
            .AddAdditionalAssemblies(definition.Assembly)
            // Watchers and link checkers ask for the head alone; the framework's pages know no such question. The circuits' own addresses stay as they are.
            .Finally(page =>
            {
                if (page.Metadata.OfType<ComponentTypeMetadata>().Any())
                    page.Metadata.Add(new HttpMethodMetadata([HttpMethods.Get, HttpMethods.Head, HttpMethods.Post]));
            });
        app.MapMaterials();
        app.MapCampaigns();
        app.MapGames();
        app.MapPeople();
        app.MapAccountQr();
        definition.MapFeatures(app);
    }
}
