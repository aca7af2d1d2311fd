using WeixinWeChat.Benchmarks;

// Each benchmark prints its figures last, one a line: "figure: value unit".
Dictionary<string, (string About, Func<Task> Run)> benchmarks = new()
{
    ["startup"] = ("start of the process to the first page, each portal and the bare Blazor template", Startup.Run),
    ["circuit"] = ("memory of an idle circuit on the console's home, against the bare template", Circuits.Run),
    ["decisions"] = ("phone number to edition, and visibility decisions, per second", Decisions.Run),
    ["claims"] = ("copies of one hot card taken over HTTP, 64 connections, durable, against the bare database", Claiming.Run),
    ["article"] = ("an article asked for by a thousand who are signed in, 64 connections, against a bare endpoint with the same cookie and bytes", Reading.Run),
    ["search"] = ("searches among a million accounts, against the bare look-up of a name", Searching.Run),
    ["payments"] = ("money between random people, 64 at once, durable", Paying.Run),
};

if (args is [BareArticle.Argument, ..])
{
    await BareArticle.Serve(args);
    return 0;
}

if (args.Length == 1 && benchmarks.TryGetValue(args[0], out var benchmark))
{
    await benchmark.Run();
    return 0;
}

Console.WriteLine("dotnet run -c Release --project tests/Benchmarks -- NAME");
foreach (var (name, (about, _)) in benchmarks)
    Console.WriteLine($"  {name,-10} {about}");
return args.Length == 0 ? 0 : 1;
