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
        await using (var db = await app.Services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync(cancel))
        {
            var state = await SealInspection.Inspect(db, cancel);
            if ((DatabaseCommands.Refusal(state, db) ?? (development ? null : DatabaseCommands.Unready(state))) is { } refusal)
                return PortalCommands.Refuse(refusal);
            if (state is DatabaseState.Empty or DatabaseState.Behind && await DatabaseCommands.Apply(db, cancel) is { } held)
                return PortalCommands.Refuse(held);
            if (development && await DemoCommand.Run(app.Services, wanted: demo != false, empty: state is DatabaseState.Empty, cancel) is { } failure)
                return PortalCommands.Refuse(failure);
        }

        if (untilInputEnds)
            StopWithInput(app.Lifetime);
        try
        {
            await app.StartAsync(cancel);
        }
        catch (IOException error) when (error.InnerException is AddressInUseException)
        {
            return PortalCommands.Refuse($"{error.Message} Stop the other program, or give another Portal:PublicAddress (or --urls).");
        }

        Console.WriteLine($"{app.Services.GetRequiredService<PortalDefinition>().Policy.Edition} is ready at {app.Services.GetRequiredService<PortalSettings>().PublicAddress}");
        await app.WaitForShutdownAsync(cancel);
        return 0;
    }

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
