using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace WeixinWeChat.Launcher.Tests;

/// <summary>The launcher as it really runs, with both portals on free ports and in empty folders.</summary>
internal sealed class RunningLauncher : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(100);

    private readonly DirectoryInfo data;
    private readonly Process process;
    private readonly StringBuilder output = new();

    private RunningLauncher(DirectoryInfo data, Uri weixin, Uri wechat, Process process)
    {
        (this.data, Weixin, WeChat, this.process) = (data, weixin, wechat, process);
        process.OutputDataReceived += (_, line) => Read(line.Data);
        process.ErrorDataReceived += (_, line) => Read(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public Uri Weixin { get; }

    public Uri WeChat { get; }

    /// <summary>Everything it has written so far.</summary>
    public string Output
    {
        get
        {
            lock (output)
                return output.ToString();
        }
    }

    /// <summary>Its own children, by the name of the portal that they run.</summary>
    public IReadOnlyDictionary<string, int> Children => Directory.GetDirectories("/proc")
        .Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) ? id : 0)
        .Where(id => id > 0 && Stat(id) is { } stat && stat.Parent == process.Id)
        .ToDictionary(id => Commands(id).Contains("WeixinWeChat.Weixin.dll") ? "Weixin" : "WeChat");

    public static RunningLauncher Start(bool demo = false, int? weixinPort = null)
    {
        var data = Directory.CreateTempSubdirectory("launcher-");
        var (weixin, wechat) = (new Uri($"http://mp.weixin.localhost:{weixinPort ?? FreePort()}"), new Uri($"http://admin.wechat.localhost:{FreePort()}"));
        // tests/Launcher.Tests/bin/CONFIGURATION/FRAMEWORK -> src/Launcher/bin/CONFIGURATION/FRAMEWORK
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        var (framework, configuration, root) = (here.Name, here.Parent!.Name, here.Parent.Parent!.Parent!.Parent!.Parent!.FullName);
        // What is started in the background of a script ignores Ctrl+C, and so would its children: here it is asked what it does then.
        var start = new ProcessStartInfo("env") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])
            [
                "--default-signal=INT", "dotnet", Path.Combine(root, "src", "Launcher", "bin", configuration, framework, "WeixinWeChat.Launcher.dll"), "--demo", demo ? "true" : "false",
                .. Settings("Weixin", weixin, wechat), .. Settings("WeChat", wechat, weixin),
            ])
            start.ArgumentList.Add(argument);
        start.Environment.Remove("ASPNETCORE_ENVIRONMENT");
        start.Environment.Remove("ASPNETCORE_URLS");
        return new RunningLauncher(data, weixin, wechat, Process.Start(start)!);

        string[] Settings(string name, Uri own, Uri other) =>
            [$"--{name}:Portal:PublicAddress={own}", $"--{name}:Portal:CounterpartAddress={other}", $"--{name}:Portal:DataDirectory={Path.Combine(data.FullName, name)}"];
    }

    /// <summary>Waits until it has told that both portals serve.</summary>
    public Task UntilReady() => Until(() => Output.Contains("Both portals are ready", StringComparison.Ordinal) || process.HasExited, "got ready");

    /// <summary>Its exit code, once it has ended by itself.</summary>
    public async Task<int> Ended()
    {
        using var patience = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(patience.Token);
        return process.ExitCode;
    }

    /// <summary>Waits until these processes are no more.</summary>
    public Task Gone(IEnumerable<int> processes) => Until(() => processes.All(id => Stat(id) is null or { State: 'Z' }), "ended its portals");

    public Task Signal(string signal) => Signal(signal, process.Id);

    /// <summary>Sends a signal to a process.</summary>
    public static async Task Signal(string signal, int id)
    {
        using var kill = Process.Start("kill", [$"-{signal}", id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        var children = process.HasExited ? [] : Children.Values.ToList();
        if (!process.HasExited)
            process.Kill();
        await Gone(children);
        process.Dispose();
        data.Delete(recursive: true);
    }

    private async Task Until(Func<bool> holds, string what)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var timer = new PeriodicTimer(Glance);
        while (!holds())
        {
            if (patience.IsCancellationRequested)
                throw new TimeoutException($"The launcher has not {what}:\n{Output}");
            await timer.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    // "ID (NAME) STATE PARENT …"; a name may hold spaces and brackets.
    private static (char State, int Parent)? Stat(int id)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{id}/stat");
            var rest = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return (rest[0][0], int.Parse(rest[1], CultureInfo.InvariantCulture));
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static string Commands(int id) => File.ReadAllText($"/proc/{id}/cmdline");

    private void Read(string? line)
    {
        if (line is null)
            return;
        lock (output)
            output.AppendLine(line);
    }
}
