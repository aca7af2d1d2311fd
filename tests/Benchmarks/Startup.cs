using System.Diagnostics;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Tests;

namespace WeixinWeChat.Benchmarks;

/// <summary>From the start of the process to the first page, with a database that is there already.</summary>
internal static class Startup
{
    private const int Rounds = 5;

    public static async Task Run()
    {
        Dictionary<EditionPolicy, string> data = [];
        foreach (var policy in EditionPolicy.All)
        {
            data[policy] = Directory.CreateTempSubdirectory("startup-").FullName;
            await Portal(policy, data[policy]);
        }

        await Bare();
        var (bare, portals) = (new List<double>(), EditionPolicy.All.ToDictionary(policy => policy, _ => new List<double>()));
        for (var round = 0; round < Rounds; round++)
        {
            bare.Add(await Bare());
            foreach (var policy in EditionPolicy.All)
                portals[policy].Add(await Portal(policy, data[policy]));
        }

        foreach (var (policy, seconds) in portals)
        {
            Directory.Delete(data[policy], recursive: true);
            Figures.Print($"{policy.Edition} start to first page", Figures.Median(seconds), "s");
        }

        Figures.Print("bare template start to first page", Figures.Median(bare), "s");
        foreach (var (policy, seconds) in portals)
            Figures.Print($"{policy.Edition} / bare", Figures.Median(seconds) / Figures.Median(bare), "ratio");
    }

    private static async Task<double> Bare()
    {
        var watch = Stopwatch.StartNew();
        await using var portal = await BarePortal.Start();
        return watch.Elapsed.TotalSeconds;
    }

    private static async Task<double> Portal(EditionPolicy policy, string data)
    {
        var watch = Stopwatch.StartNew();
        await using var portal = await RunningPortal.Start(policy, dataDirectory: data);
        using var visitor = portal.Visitor();
        (await visitor.GetAsync("/account/sign-in")).EnsureSuccessStatusCode();
        return watch.Elapsed.TotalSeconds;
    }
}
