using System.Diagnostics;

namespace WeixinWeChat.Launcher;

/// <summary>One portal, running as a child from its own build output. It ends when the launcher does, however that ends: its standard input closes.</summary>
internal sealed class PortalProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly Lock Screen = new();

    private readonly Process process;
    private readonly TaskCompletionSource<string> ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<string> notes = [];

    private PortalProcess(string name, ConsoleColor colour, Process process)
    {
        (Name, this.process) = (name, process);
        Ended = Watch();
        process.OutputDataReceived += (_, line) => Show(line.Data, colour, Console.Out);
        process.ErrorDataReceived += (_, line) => Show(line.Data, ConsoleColor.Red, Console.Error);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public string Name { get; }

    /// <summary>Done once the portal serves; the result is its address.</summary>
    public Task<string> Ready => ready.Task;

    /// <summary>Done once the process is gone; the result is its exit code.</summary>
    public Task<int> Ended { get; }

    /// <summary>What the portal wants people to know: lines that begin with <c>demo: </c>.</summary>
    public IReadOnlyList<string> Notes => notes;

    public static PortalProcess Start(string name, ConsoleColor colour, string[] args)
    {
        // This program lies in src/Launcher/bin/CONFIGURATION/FRAMEWORK; the portals, built with it, lie likewise beside it.
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        var (framework, configuration, src) = (output.Name, output.Parent!.Name, output.Parent.Parent!.Parent!.Parent!.FullName);
        var program = Path.Combine(src, name, "bin", configuration, framework, $"WeixinWeChat.{name}.dll");
        var start = new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.Combine(src, name),
        };
        foreach (var argument in (string[])[program, "serve", "--until-input-ends", .. args])
            start.ArgumentList.Add(argument);
        start.Environment.TryAdd("ASPNETCORE_ENVIRONMENT", "Development");
        return new PortalProcess(name, colour, Process.Start(start)!);
    }

    /// <summary>Asks the portal to end, and ends it when it does not.</summary>
    public async Task Stop()
    {
        if (Ended.IsCompleted)
            return;
        process.StandardInput.Close();
        if (await Task.WhenAny(Ended, Task.Delay(Patience)) != Ended)
            process.Kill(entireProcessTree: true);
        await Ended;
    }

    public void Dispose() => process.Dispose();

    private async Task<int> Watch()
    {
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    private void Show(string? line, ConsoleColor colour, TextWriter stream)
    {
        if (line is null)
            return;
        const string Demo = "demo: ";
        const string Serving = " is ready at ";
        if (line.StartsWith(Demo, StringComparison.Ordinal))
        {
            notes.Add(line[Demo.Length..]);
            return;
        }

        lock (Screen)
        {
            Console.ForegroundColor = colour;
            stream.Write($"{Name,-7}| ");
            Console.ResetColor();
            stream.WriteLine(line);
        }

        if (line.StartsWith(Name + Serving, StringComparison.Ordinal))
            ready.TrySetResult(line[(Name + Serving).Length..]);
    }
}
