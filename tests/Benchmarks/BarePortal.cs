using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace WeixinWeChat.Benchmarks;

/// <summary>The bare template, started as a portal is: as a process, from its build output.</summary>
internal sealed class BarePortal : IAsyncDisposable
{
    private readonly Process process;

    private BarePortal(Process process, Uri address) => (this.process, Address) = (process, address);

    public Uri Address { get; }

    public int ProcessId => process.Id;

    public static async Task<BarePortal> Start()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
        listener.Stop();
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        var program = Path.Combine(output.Parent!.Parent!.Parent!.FullName, "BareBlazor", "bin", output.Parent.Name, output.Name, "WeixinWeChat.BareBlazor.dll");
        var process = Process.Start(new ProcessStartInfo("dotnet", [program, $"--urls={address}"])
        {
            RedirectStandardOutput = true,
            Environment = { ["ASPNETCORE_ENVIRONMENT"] = "Development" },
        })!;
        process.BeginOutputReadLine();
        using var client = new HttpClient();
        while (true)
        {
            try
            {
                await client.GetAsync(address);
                return new BarePortal(process, address);
            }
            catch (HttpRequestException) when (!process.HasExited)
            {
                await Task.Delay(5);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
