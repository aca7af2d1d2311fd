using System.Collections;
using Microsoft.Extensions.Configuration;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Portal.Hosting;
using WeixinWeChat.Portal.Settings;
using WeixinWeChat.Tests;

namespace WeixinWeChat.Isolation.Tests.Architecture;

public sealed class SampleSettingsTests
{
    private static readonly IConfiguration Sample = new ConfigurationBuilder()
        .AddJsonFile(Path.Combine(Sources.Root, "appsettings.sample.json")).Build();

    [Fact]
    public void The_sample_shows_every_key_and_no_other()
    {
        var shown = Sample.AsEnumerable().Where(pair => !Sample.GetSection(pair.Key).GetChildren().Any()).Select(pair => pair.Key);

        shown.Should().BeEquivalentTo(Keys(typeof(PortalSettings), PortalSettings.Section).Append("ConnectionStrings:Portal"));
    }

    [Theory]
    [InlineData("Portal:PublicAddress", "mp.example.org")]
    [InlineData("Portal:PublicAddress", "ftp://mp.example.org")]
    [InlineData("Portal:PublicAddress", "http://mp.example.org?x=1")]
    [InlineData("Portal:PublicAddress", "http://0.0.0.0:5080")]
    [InlineData("Portal:CounterpartAddress", "nonsense")]
    [InlineData("Portal:Database:Provider", "7")]
    [InlineData("Portal:DataDirectory", "/dev/null/nowhere")]
    [InlineData("Portal:Mail:Host", "no mail server")]
    [InlineData("Portal:CounterpartAddress", "http://admin.wechat.localhost:9999")]
    [InlineData("Portal:Sms:LogFile", "")]
    [InlineData("Portal:Sms:LogFile", "/tmp/sms.log")]
    [InlineData("Portal:Sms:LogFile", "../sms.log")]
    [InlineData("Portal:Sms:LogFile", "..")]
    [InlineData("Portal:Sms:LogFile", "portal.db-wal")]
    [InlineData("Portal:Sms:LogFile", "Edition")]
    [InlineData("ConnectionStrings:Portal", "garbage")]
    [InlineData("ConnectionStrings:Portal", "Data Source=")]
    [InlineData("ConnectionStrings:Portal", "Data Source=:memory:")]
    [InlineData("ConnectionStrings:Portal", "Data Source=file:portal.db?mode=rw")]
    [InlineData("ConnectionStrings:Portal", "Data Source=portal;Mode=Memory")]
    [InlineData("Portal:Database:Provider", "Oracle")]
    [InlineData("Portal:Database:MaxBatchSize", "0")]
    [InlineData("Portal:Mail:Port", "70000")]
    [InlineData("Portal:Limits:ServiceSendsPerMonth", "-1")]
    public async Task A_wrong_value_stops_the_start_with_one_line_that_names_the_key(string key, string value)
    {
        var folder = Directory.CreateTempSubdirectory("settings-");

        var (code, output) = await RunningPortal.Command(EditionPolicy.WeChat, folder.FullName, "Development", null, "serve", $"--{key}={value}");

        code.Should().NotBe(0);
        output.TrimEnd().Should().Contain(key.Replace("Portal:Limits:", "")).And.NotContain("\n");
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("Portal:Limts:AccountsPerPhone", "'Limts'")]
    [InlineData("Portal:Limits:AccountsPerPhon", "'AccountsPerPhon'")]
    [InlineData("Portal:ConnectionString", "'ConnectionString'")]
    [InlineData("Portal:Address", "'Address'")]
    [InlineData("ConnectionStrings:Portl", "'Portl'")]
    public async Task A_misspelt_key_is_named_instead_of_passed_over(string key, string named)
    {
        var folder = Directory.CreateTempSubdirectory("settings-");

        var (code, output) = await RunningPortal.Command(EditionPolicy.WeChat, folder.FullName, "Development", null, "check", $"--{key}=1");

        code.Should().NotBe(0);
        output.TrimEnd().Should().Contain(named).And.NotContain("\n");
        folder.Delete(recursive: true);
    }

    private static IEnumerable<string> Keys(Type settings, string section) => settings.GetProperties()
        .Where(property => property.CanWrite && property.GetSetMethod() is not null)
        .SelectMany(property => property.PropertyType.IsClass && property.PropertyType != typeof(string) && !typeof(IEnumerable).IsAssignableFrom(property.PropertyType)
            ? Keys(property.PropertyType, $"{section}:{property.Name}")
            : [$"{section}:{property.Name}"]);
}
