using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption.ConfigurationModel;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using WeixinWeChat.Core.Editions;
using WeixinWeChat.Portal.Access;

namespace WeixinWeChat.Benchmarks;

/// <summary>
/// The least that could answer an article's address: the framework, the portal's own cookie with the portal's own keys, and bytes out of
/// memory. No database, no session that could have ended, nobody who could be blocked. A process of its own, as the portal is.
/// </summary>
internal sealed class BareArticle : IAsyncDisposable
{
    public const string Argument = "serve-bare-article";

    private readonly Process process;

    private BareArticle(Process process, int port) => (this.process, Port) = (process, port);

    public int Port { get; }

    public static async Task<BareArticle> Start(EditionPolicy policy, string keys, string page)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(BareArticle).Assembly.Location, Argument, $"{policy.Edition}", keys, page, $"{port}"])
        {
            RedirectStandardOutput = true,
            // As every web application has it, the portal too; a console program collects garbage otherwise.
            Environment = { ["DOTNET_gcServer"] = "1" },
        })!;
        if (await process.StandardOutput.ReadLineAsync() is null)
            throw new InvalidOperationException("The bare endpoint did not start.");
        return new(process, port);
    }

    public static async Task Serve(string[] args)
    {
        var (policy, keys, page, port) = (EditionPolicy.Of(Enum.Parse<Edition>(args[1])), args[2], await File.ReadAllBytesAsync(args[3]), int.Parse(args[4], System.Globalization.CultureInfo.InvariantCulture));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenLocalhost(port));
        builder.Services.AddDataProtection().SetApplicationName($"WeixinWeChat.{policy.Edition}").PersistKeysToFileSystem(new(keys))
            .UseCryptographicAlgorithms(new AuthenticatedEncryptorConfiguration { EncryptionAlgorithm = EncryptionAlgorithm.AES_256_GCM });
        builder.Services.AddAuthentication(Schemes.Subscriber).AddCookie(Schemes.Subscriber, cookie => cookie.Cookie.Name = $"{policy.CookiePrefix}.app");
        builder.Services.AddAuthorization();
        await using var app = builder.Build();
        app.MapGet("/app/c/{code}", () => Results.Bytes(page, "text/html; charset=utf-8")).RequireAuthorization();
        await app.StartAsync();
        Console.WriteLine("ready");
        await app.WaitForShutdownAsync();
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
