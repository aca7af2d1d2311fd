using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using WeixinWeChat.Portal.Outbox;
using WeixinWeChat.Portal.Settings;
using WeixinWeChat.Tests;

namespace WeixinWeChat.Portal.Tests.Outbox;

public sealed class FileSmsSenderTests : IDisposable
{
    private readonly TestDb db = TestDb.WeChat();

    public void Dispose() => db.Dispose();

    [Theory]
    [InlineData("Development", true)]
    [InlineData("Production", false)]
    public async Task Codes_and_numbers_stand_in_the_file_in_Development_alone(string environment, bool readable)
    {
        var sender = new FileSmsSender(new PortalSettings { DataDirectory = db.DataDirectory }, new HostingEnvironment { EnvironmentName = environment }, db.Clock);
        await sender.Send("+6591234567", "123456 is your code", default);

        var line = await File.ReadAllTextAsync(Path.Combine(db.DataDirectory, "sms.log"));
        line.Contains("123456 is").Should().Be(readable);
        line.Contains("+6591234567").Should().Be(readable);
        line.Should().Contain("2026-11-22", "that there was a message is told");
    }
}
