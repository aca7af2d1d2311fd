using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using WeixinWeChat.Core.Storage;
using WeixinWeChat.Portal.Settings;

namespace WeixinWeChat.Portal.Hosting;

/// <summary>Starts the portal on its own database, or not at all.</summary>
internal static class ServeCommand
{
    public static async Task<int> Run(WebApplication app, bool? demo, bool untilInputEnds, CancellationToken cancel)
    {
        var development = app.Environment.IsDevelopment();
        if (demo == true && !development)
            return PortalCommands.Refuse("The demo world exists in Development only.");
        // From here on: whoever closes the input while the demo world is built need not wait for its end.
        if (untilInputEnds)
            StopWithInput(app.Lifetime);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel, app.Lifetime.ApplicationStopping);
        try
        {
            if (await (development ? Furnish(app, demo != false, stop.Token) : Prove(app.Services, stop.Token)) is { } refusal)
                return PortalCommands.Refuse(refusal);
            await app.StartAsync(stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return 0;
        }
        catch (IOException error) when (error.InnerException is AddressInUseException)
        {
            return PortalCommands.Refuse(InUse(error.Message));
        }
        catch (Exception error) when (Ports.Concerns(error))
        {
            return PortalCommands.Refuse($"The portal cannot listen: {error.GetBaseException().Message} Check Portal:PublicAddress (or --urls).");
        }

        Console.WriteLine($"{app.Services.GetRequiredService<PortalDefinition>().Policy.Edition} is ready at {app.Services.GetRequiredService<PortalSettings>().PublicAddress}");
        await app.WaitForShutdownAsync(cancel);
        return 0;
    }

    /// <summary>Elsewhere than in Development a database is there and up to date, or somebody says <c>migrate</c>.</summary>
    private static async Task<string?> Prove(IServiceProvider services, CancellationToken cancel)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync(cancel);
        var state = await SealInspection.Inspect(db, cancel);
        return DatabaseCommands.Refusal(state, db) ?? DatabaseCommands.Unready(state);
    }

    /// <summary>In Development the portal makes what is missing: the database, and the demo world in it.</summary>
    private static async Task<string?> Furnish(WebApplication app, bool demo, CancellationToken cancel)
    {
        if (Ports.FirstTaken(app) is { } taken)
            return InUse(taken);
        var services = app.Services;
        await using var db = await services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync(cancel);
        using var unfinished = UnfinishedDemo.Take(services.GetRequiredService<PortalSettings>(), db);
        if (unfinished is null)
            return "Another process builds the demo world in this Portal:DataDirectory. Wait until it stands, or stop that process.";
        if (!demo)
            unfinished.Finish();
        else if (unfinished.IsThere && unfinished.ClearAway())
            Console.WriteLine("The demo world was unfinished: its building broke off. What there was of it is deleted.");

        var state = await SealInspection.Inspect(db, cancel);
        if (DatabaseCommands.Refusal(state, db) is { } refusal)
            return refusal;
        var build = demo && state is DatabaseState.Empty;
        if (demo && !build && unfinished.IsThere)
            return $"The demo world is unfinished: its building broke off. {unfinished.Remedy}";
        if (build)
        {
            unfinished.Begin();
            Console.WriteLine($"Building the demo world of {db.Edition}; the next start takes none of this time.");
        }

        if (state is DatabaseState.Empty or DatabaseState.Behind && await DatabaseCommands.Apply(db, cancel) is { } held)
            return held;
        if (build && await DemoCommand.Build(services, unfinished, cancel) is { } failure)
            return failure;
        await DemoCommand.Tell(services, cancel);
        return null;
    }

    private static string InUse(string said) => $"{said} Stop the other program, or give another Portal:PublicAddress (or --urls).";

    private static void StopWithInput(IHostApplicationLifetime lifetime)
    {
        var thread = new Thread(() =>
        {
            while (Console.In.Read() >= 0)
            {
            }

            lifetime.StopApplication();
        })
        { IsBackground = true, Name = "until-input-ends" };
        thread.Start();
    }
}
