using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Portal.Demo;
using WeixinWeChat.Portal.Settings;

namespace WeixinWeChat.Portal.Hosting;

/// <summary>Fills an empty database with the demo world, and says how to sign in there. The launcher shows lines that begin with <c>demo: </c>.</summary>
internal static class DemoCommand
{
    /// <summary>Builds what is wanted and says what there is.</summary>
    /// <returns>Why the portal cannot start; null when it can.</returns>
    public static async Task<string?> Run(IServiceProvider services, bool wanted, bool empty, CancellationToken cancel)
    {
        var (settings, definition) = (services.GetRequiredService<PortalSettings>(), services.GetRequiredService<PortalDefinition>());
        // Stands while the world is unfinished: a world that broke off must not pass for a whole one at the next start.
        var unfinished = Path.Combine(settings.DataDirectory, "demo-unfinished");
        if (!wanted)
        {
            File.Delete(unfinished);
        }
        else if (empty)
        {
            Console.WriteLine($"Building the demo world of {definition.Policy.Edition}; the next start takes none of this time.");
            Directory.CreateDirectory(settings.DataDirectory);
            await File.WriteAllTextAsync(unfinished, "", cancel);
            var watch = Stopwatch.StartNew();
            try
            {
                await DemoWorld.Build(services, cancel);
            }
            catch (Exception error) when (!cancel.IsCancellationRequested)
            {
                return $"The demo world was not built: {error.GetBaseException().Message} Delete {settings.DataDirectory}, and start with --demo false for an empty portal.";
            }

            File.Delete(unfinished);
            Console.WriteLine(FormattableString.Invariant($"The demo world stands after {watch.Elapsed.TotalSeconds:0.0} s."));
        }
        else if (File.Exists(unfinished))
        {
            return $"The demo world is unfinished: its building broke off. Delete {settings.DataDirectory} to build it anew, or start with --demo false to use what is there.";
        }

        await Tell(services, services.GetRequiredService<DemoContent>().Plan, cancel);
        return null;
    }

    private static async Task Tell(IServiceProvider services, DemoPlan plan, CancellationToken cancel)
    {
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
