using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Portal.Hosting;

namespace WeixinWeChat.Portal.Tests.Hosting;

public sealed class ObservationTests
{
    [Theory]
    [InlineData("http://127.0.0.1:4317", true)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public async Task Meters_and_traces_are_gathered_when_a_collector_is_named(string? collector, bool gathered)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new(Observation.Collector, collector)]).Build();
        var services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration);
        services.AddObservation(configuration, EditionPolicy.Weixin);

        await using var provider = services.BuildServiceProvider();

        (provider.GetService<MeterProvider>() is not null, provider.GetService<TracerProvider>() is not null).Should().Be((gathered, gathered));
    }
}
