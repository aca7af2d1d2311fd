using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Portal.Demo;

namespace WeixinWeChat.Portal.Hosting;

/// <summary>Fills an empty database with the demo world, and says how to sign in there. The launcher shows lines that begin with <c>demo: </c>.</summary>
internal static class DemoCommand
{
    /// <summary>Builds the world in a database that was made a moment ago.</summary>
    /// <returns>Why the portal cannot start; null when it can.</returns>
    public static async Task<string?> Build(IServiceProvider services, UnfinishedDemo unfinished, CancellationToken cancel)
    {
        var watch = Stopwatch.StartNew();
        try
        {
            await DemoWorld.Build(services, cancel);
        }
        catch (Exception error) when (!cancel.IsCancellationRequested)
        {
            return $"The demo world was not built: {error.GetBaseException().Message} {unfinished.Remedy}";
        }

        unfinished.Finish();
        Console.WriteLine(FormattableString.Invariant($"The demo world stands after {watch.Elapsed.TotalSeconds:0.0} s."));
        return null;
    }

    /// <summary>Says how to sign in where the demo world stands.</summary>
    public static async Task Tell(IServiceProvider services, CancellationToken cancel)
    {
        var plan = services.GetRequiredService<DemoContent>().Plan;
        await using var db = await services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync(cancel);
        var first = plan.Owners[0].Email;
        if (!await db.Users.AnyAsync(user => user.Email == first, cancel))
            return;
        foreach (var owner in plan.Owners)
            Console.WriteLine($"demo: {"brand",-18} {owner.Email}");
        foreach (var one in plan.Staff)
            Console.WriteLine($"demo: {one.Role.Replace("platform-", "", StringComparison.Ordinal).Replace('-', ' '),-18} {one.Email}");
        Console.WriteLine($"demo: {"password of all",-18} {DemoPeople.Password}");
        Console.WriteLine($"demo: {"subscriber phones",-18} {string.Join(", ", plan.Known)} (codes are read at /dev/outbox)");
    }
}
