using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using WeixinWeChat.Core.Editions;

namespace WeixinWeChat.Tests;

/// <summary>A portal as it really runs: a process of its own, started from its build output, on a free port and an empty folder.</summary>
public sealed class RunningPortal : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly StringBuilder output = new();
    private readonly bool ownsData;
    private readonly FreePort port;
    private readonly Func<Process> launch;
    private Process process;
    private TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private RunningPortal(EditionPolicy policy, FreePort port, string dataDirectory, bool ownsData, Func<Process> launch)
    {
        (Policy, this.port, DataDirectory, this.ownsData, this.launch) = (policy, port, dataDirectory, ownsData, launch);
        Address = AddressOf(policy, port);
        process = Listened();
    }

    public EditionPolicy Policy { get; }

    /// <summary>The operating system's number of it.</summary>
    public int ProcessId => process.Id;

    /// <summary>Where browsers reach it.</summary>
    public Uri Address { get; }

    public string DataDirectory { get; }

    /// <summary>Everything it has written so far.</summary>
    public string Output
    {
        get
        {
            lock (output)
                return output.ToString();
        }
    }

    /// <summary>Both portals, each told where the other is.</summary>
    public static async Task<(RunningPortal Weixin, RunningPortal WeChat)> StartBoth(bool demo = false, string environment = "Development", params string[] settings)
    {
        var (weixin, wechat) = (FreePort.Take(), FreePort.Take());
        var both = new[]
        {
            Begin(EditionPolicy.Weixin, weixin, AddressOf(EditionPolicy.WeChat, wechat), null, demo, environment, settings),
            Begin(EditionPolicy.WeChat, wechat, AddressOf(EditionPolicy.Weixin, weixin), null, demo, environment, settings),
        };
        await Task.WhenAll(both.Select(portal => portal.UntilReady()));
        return (both[0], both[1]);
    }

    /// <summary>One portal, alone, that is killed before it could earn back what the runtime measures and compiles a second time.</summary>
    public static async Task<RunningPortal> StartBriefly(EditionPolicy policy, params string[] settings)
    {
        var portal = Begin(policy, FreePort.Take(), policy.Counterpart.DefaultAddress, null, false, "Development", settings, isBrief: true);
        await portal.UntilReady();
        return portal;
    }

    /// <summary>One portal, alone.</summary>
    public static async Task<RunningPortal> Start(EditionPolicy policy, bool demo = false, string environment = "Development", string? dataDirectory = null, params string[] settings)
    {
        var portal = Begin(policy, FreePort.Take(), policy.Counterpart.DefaultAddress, dataDirectory, demo, environment, settings);
        await portal.UntilReady();
        return portal;
    }

    /// <summary>One portal that is not waited for: it may be building still.</summary>
    public static RunningPortal Begin(EditionPolicy policy, bool demo, string dataDirectory) =>
        Begin(policy, FreePort.Take(), policy.Counterpart.DefaultAddress, dataDirectory, demo, "Development", []);

    /// <summary>Runs a command of the portal to its end.</summary>
    /// <returns>Exit code and everything that was written.</returns>
    public static async Task<(int Code, string Output)> Command(EditionPolicy policy, string dataDirectory, string environment, string? input, params string[] arguments)
    {
        using var process = Launch(policy, environment, [.. arguments.TakeWhile(argument => !argument.StartsWith("--Portal:", StringComparison.Ordinal)), $"--Portal:DataDirectory={dataDirectory}", $"--Portal:PublicAddress={policy.DefaultAddress}", .. arguments.Where(argument => argument.StartsWith("--Portal:", StringComparison.Ordinal))]);
        if (input is not null)
            await process.StandardInput.WriteLineAsync(input);
        process.StandardInput.Close();
        var (text, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }

        return (process.ExitCode, await text + await errors);
    }

    /// <summary>A visitor of this portal with a cookie jar of their own. Redirects are not followed: tests look at them.</summary>
    public HttpClient Visitor(CookieContainer? cookies = null) => new(new SocketsHttpHandler
    {
        CookieContainer = cookies ?? new CookieContainer(),
        AllowAutoRedirect = false,
        // Browsers find *.localhost on this machine; .NET asks the resolver, which may not know it.
        ConnectCallback = async (context, cancel) =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, context.DnsEndPoint.Port), cancel);
            return new NetworkStream(socket, ownsSocket: true);
        },
    })
    { BaseAddress = Address };

    /// <summary>Closes its input, as a launcher that ends does.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> Stop()
    {
        process.StandardInput.Close();
        using var patience = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(patience.Token);
        return process.ExitCode;
    }

    /// <summary>Starts it once more after it was stopped: at the same address, on the same data.</summary>
    public Task StartAgain()
    {
        process.Dispose();
        ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
        process = Listened();
        return UntilReady();
    }

    /// <summary>Asks it to end, as a service manager does.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> Terminate()
    {
        using (var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]))
            await kill.WaitForExitAsync();
        using var patience = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(patience.Token);
        return process.ExitCode;
    }

    /// <summary>Ends the process at once, as a power cut would.</summary>
    public async Task Kill()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.StandardInput.Close();
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(15));
            try
            {
                await process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill();
                await process.WaitForExitAsync();
            }
        }

        process.Dispose();
        port.Dispose();
        if (ownsData && Directory.Exists(DataDirectory))
            Directory.Delete(DataDirectory, recursive: true);
    }

    private static RunningPortal Begin(EditionPolicy policy, FreePort port, Uri counterpart, string? dataDirectory, bool demo, string environment, string[] settings, bool isBrief = false)
    {
        var data = dataDirectory ?? Directory.CreateTempSubdirectory("portal-run-").FullName;
        string[] arguments =
        [
            "serve", "--until-input-ends", "--demo", demo ? "true" : "false", $"--urls=http://127.0.0.1:{port.Number}", $"--Portal:PublicAddress={AddressOf(policy, port)}",
            $"--Portal:CounterpartAddress={counterpart}", $"--Portal:DataDirectory={data}", .. settings,
        ];
        return new RunningPortal(policy, port, data, dataDirectory is null, () => Launch(policy, environment, arguments, isBrief));
    }

    private static Process Launch(EditionPolicy policy, string environment, IEnumerable<string> arguments, bool isBrief = false)
    {
        // tests/X/bin/CONFIGURATION/FRAMEWORK -> src/PORTAL/bin/CONFIGURATION/FRAMEWORK
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        var (framework, configuration, root) = (output.Name, output.Parent!.Name, output.Parent.Parent!.Parent!.Parent!.Parent!.FullName);
        var name = policy.Edition.ToString();
        var start = new ProcessStartInfo("dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(root, "src", name, "bin", configuration, framework, $"WeixinWeChat.{name}.dll"));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        start.Environment["ASPNETCORE_ENVIRONMENT"] = environment;
        start.Environment.Remove("ASPNETCORE_URLS");
        if (isBrief)
            (start.Environment["DOTNET_TieredPGO"], start.Environment["DOTNET_TC_CallCountingDelayMs"]) = ("0", "60000");
        return Process.Start(start)!;
    }

    private static Uri AddressOf(EditionPolicy policy, FreePort port) => new UriBuilder(policy.DefaultAddress) { Port = port.Number }.Uri;

    private Process Listened()
    {
        var launched = launch();
        launched.OutputDataReceived += (_, line) => Read(line.Data);
        launched.ErrorDataReceived += (_, line) => Read(line.Data);
        launched.BeginOutputReadLine();
        launched.BeginErrorReadLine();
        return launched;
    }

    private async Task UntilReady()
    {
        var ended = process.WaitForExitAsync();
        if (await Task.WhenAny(ready.Task, ended, Task.Delay(Patience)) != ready.Task)
            throw new InvalidOperationException($"{Policy.Edition} did not get ready:\n{Output}");
    }

    private void Read(string? line)
    {
        if (line is null)
            return;
        lock (output)
            output.AppendLine(line);
        if (line.StartsWith($"{Policy.Edition} is ready at ", StringComparison.Ordinal))
            ready.TrySetResult();
    }
}
