using System.Net;
using System.Net.Sockets;

namespace WeixinWeChat.Launcher.Tests;

/// <summary>Both portals at once, as one command starts and ends them.</summary>
public sealed class LauncherTests
{
    [Fact]
    public async Task Both_portals_serve_and_it_is_told_where_and_how_to_sign_in()
    {
        await using var launcher = RunningLauncher.Start(demo: true);
        await launcher.UntilReady();

        foreach (var address in new[] { launcher.Weixin, launcher.WeChat })
        {
            launcher.Output.Should().Contain(address.ToString().TrimEnd('/') + "/app").And.Contain(address.ToString().TrimEnd('/') + "/dev/outbox");
            (await Status(address)).Should().Be(HttpStatusCode.OK);
        }

        launcher.Output.Should().Contain("lin@demo.example").And.Contain("maya@demo.example").And.Contain("password of all").And.Contain("subscriber phones");
        launcher.Output.Should().Contain("Weixin | Weixin is ready at").And.Contain("WeChat | WeChat is ready at");
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task A_signal_stops_both(string signal)
    {
        await using var launcher = RunningLauncher.Start();
        await launcher.UntilReady();
        var children = launcher.Children;
        children.Keys.Should().BeEquivalentTo("Weixin", "WeChat");

        await launcher.Signal(signal);

        (await launcher.Ended()).Should().Be(0, launcher.Output);
        await launcher.Gone(children.Values);
    }

    [Fact]
    public async Task A_taken_port_ends_both_with_one_clear_line()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        await using var launcher = RunningLauncher.Start(weixinPort: port);

        (await launcher.Ended()).Should().NotBe(0);

        launcher.Output.Split('\n').Where(line => line.Contains($":{port}: address already in use. Stop the other program")).Should().ContainSingle();
        launcher.Output.Should().Contain("Weixin has ended with code 1").And.NotContain("Both portals are ready");
        launcher.Children.Should().BeEmpty();
    }

    [Fact]
    public async Task A_portal_that_dies_takes_the_other_along_and_it_is_told_which()
    {
        await using var launcher = RunningLauncher.Start();
        await launcher.UntilReady();
        var children = launcher.Children;

        await RunningLauncher.Signal("KILL", children["WeChat"]);

        (await launcher.Ended()).Should().NotBe(0);
        launcher.Output.Should().Contain("WeChat has ended with code").And.NotContain("Weixin has ended");
        await launcher.Gone(children.Values);
    }

    [Fact]
    public async Task A_launcher_that_is_killed_leaves_no_portal_behind()
    {
        await using var launcher = RunningLauncher.Start();
        await launcher.UntilReady();
        var children = launcher.Children.Values.ToList();
        children.Should().HaveCount(2);

        await launcher.Signal("KILL");

        await launcher.Gone(children);
    }

    private static async Task<HttpStatusCode> Status(Uri address)
    {
        using var client = new HttpClient(new SocketsHttpHandler
        {
            // .NET asks the resolver for *.localhost, which may not know it.
            ConnectCallback = async (context, cancel) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, context.DnsEndPoint.Port), cancel);
                return new NetworkStream(socket, ownsSocket: true);
            },
        });
        return (await client.GetAsync(new Uri(address, "/weixin-or-wechat"))).StatusCode;
    }
}
