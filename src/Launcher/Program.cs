using WeixinWeChat.Launcher;

// Starts both portals, each as a process of its own, and ends them together. What is given here (--demo false, a setting) goes to both;
// what begins with a portal's name (--Weixin:Portal:PublicAddress=…) goes to that one, without the name.
if (args.Any(argument => argument is "--help" or "-h" or "-?"))
{
    Welcome.PrintHelp();
    return 0;
}

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, press) =>
{
    press.Cancel = true;
    stop.Cancel();
};
using var terminated = System.Runtime.InteropServices.PosixSignalRegistration.Create(System.Runtime.InteropServices.PosixSignal.SIGTERM, signal =>
{
    signal.Cancel = true;
    stop.Cancel();
});

using var weixin = PortalProcess.Start("Weixin", ConsoleColor.Green, Of("Weixin", "WeChat"));
using var wechat = PortalProcess.Start("WeChat", ConsoleColor.Cyan, Of("WeChat", "Weixin"));
PortalProcess[] portals = [weixin, wechat];

var ready = Task.WhenAll(portals.Select(portal => portal.Ready));
var ended = Task.WhenAny(portals.Select(portal => portal.Ended));
await Task.WhenAny(ready, ended, Cancelled());
if (ready.IsCompletedSuccessfully)
{
    await Welcome.Print(portals);
    await Task.WhenAny(ended, Cancelled());
}

if (!stop.IsCancellationRequested)
{
    foreach (var portal in portals.Where(portal => portal.Ended.IsCompleted))
        await Console.Error.WriteLineAsync($"{portal.Name} has ended with code {await portal.Ended}; its last lines above say why. The other portal is stopped.");
}

var code = stop.IsCancellationRequested ? 0 : 1;
await Task.WhenAll(portals.Select(portal => portal.Stop()));
return code;

string[] Of(string name, string other) =>
[
    .. args.Where(argument => !argument.StartsWith($"--{other}:", StringComparison.Ordinal))
        .Select(argument => argument.StartsWith($"--{name}:", StringComparison.Ordinal) ? $"--{argument[(name.Length + 3)..]}" : argument),
];

Task Cancelled() => Task.Delay(Timeout.Infinite, stop.Token).ContinueWith(_ => { }, TaskScheduler.Default);
