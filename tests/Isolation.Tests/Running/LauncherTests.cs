using System.Diagnostics;
using WeixinWeChat.Isolation.Tests.Architecture;

namespace WeixinWeChat.Isolation.Tests.Running;

public sealed class LauncherTests
{
    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    public async Task It_tells_how_it_is_called_and_starts_nothing(string argument)
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        var program = Path.Combine(Sources.Root, "src", "Launcher", "bin", here.Parent!.Name, here.Name, "WeixinWeChat.Launcher.dll");
        using var launcher = Process.Start(new ProcessStartInfo("dotnet", [program, argument]) { RedirectStandardOutput = true, RedirectStandardError = true })!;

        var said = await launcher.StandardOutput.ReadToEndAsync();
        await launcher.WaitForExitAsync();

        launcher.ExitCode.Should().Be(0);
        said.Should().Contain("--demo").And.NotContain("is ready at");
        (await launcher.StandardError.ReadToEndAsync()).Should().BeEmpty();
    }
}
