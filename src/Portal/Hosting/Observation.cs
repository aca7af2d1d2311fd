using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Core.Storage;

namespace WeixinWeChat.Portal.Hosting;

/// <summary>
/// Meters and traces for a collector, by the standard settings of OpenTelemetry. Without one nothing is gathered and it costs nothing;
/// dotnet-counters reads the same meters then.
/// </summary>
internal static class Observation
{
    /// <summary>The standard setting that names the collector.</summary>
    public const string Collector = "OTEL_EXPORTER_OTLP_ENDPOINT";

    // Circuits and their events, what people sign in with, and what waits for the database.
    private static readonly IReadOnlyList<string> Meters =
    [
        "Microsoft.AspNetCore.Components", "Microsoft.AspNetCore.Components.Lifecycle", "Microsoft.AspNetCore.Components.Server.Circuits",
        "Microsoft.AspNetCore.Identity", "Microsoft.EntityFrameworkCore", PortalMeter.Name,
    ];

    private static readonly IReadOnlyList<string> Sources =
        ["Microsoft.AspNetCore.Components", "Microsoft.AspNetCore.Components.Server.Circuits", PortalMeter.Name];

    public static void AddObservation(this IServiceCollection services, IConfiguration configuration, EditionPolicy policy)
    {
        if (string.IsNullOrWhiteSpace(configuration[Collector]))
            return;
        services.AddOpenTelemetry()
            // The two portals are two services, wherever they run.
            .ConfigureResource(resource => resource.AddService(policy.Edition.ToString()))
            .WithMetrics(metrics => metrics.AddAspNetCoreInstrumentation().AddRuntimeInstrumentation().AddMeter([.. Meters]))
            .WithTracing(traces => traces.AddAspNetCoreInstrumentation().AddSource([.. Sources]))
            .UseOtlpExporter();
    }
}
