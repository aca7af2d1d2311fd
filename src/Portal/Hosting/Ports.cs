using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using WeixinWeChat.Portal.Settings;

namespace WeixinWeChat.Portal.Hosting;

/// <summary>Looks at the addresses to listen at before anything is built that takes its time.</summary>
internal static class Ports
{
    /// <summary>The first address that another program holds, in the server's own words; null when there is none.</summary>
    public static string? FirstTaken(WebApplication app)
    {
        var wanted = app.Configuration[WebHostDefaults.ServerUrlsKey] is { Length: > 0 } urls
            ? urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            : [$"http://localhost:{app.Services.GetRequiredService<PortalSettings>().Address.Port}"];
        return wanted.FirstOrDefault(IsTaken) is { } taken ? $"Failed to bind to address {taken}: address already in use." : null;
    }

    /// <summary>
    /// Does this failure come from listening: an address that is none, a port that takes more rights, a certificate that is missing? The server
    /// throws whatever comes to hand, so the place tells.
    /// </summary>
    public static bool Concerns(Exception error) => error.GetBaseException() is SocketException or ArgumentOutOfRangeException { ParamName: "port" }
        || new[] { error, error.GetBaseException() }.Any(one => one.Source is { } source && (source.StartsWith("Microsoft.AspNetCore.Server.Kestrel", StringComparison.Ordinal) || source == typeof(BindingAddress).Assembly.GetName().Name));

    private static bool IsTaken(string url)
    {
        var address = BindingAddress.Parse(url);
        if (address.IsUnixPipe || address.IsNamedPipe || address.Port == 0)
            return false;
        if (string.Equals(address.Host, "localhost", StringComparison.OrdinalIgnoreCase))
            return IsTaken(IPAddress.Loopback, address.Port) || IsTaken(IPAddress.IPv6Loopback, address.Port);
        return IsTaken(IPAddress.TryParse(address.Host, out var one) ? one : IPAddress.IPv6Any, address.Port);
    }

    private static bool IsTaken(IPAddress address, int port)
    {
        try
        {
            using var listener = new TcpListener(address, port);
            listener.Start();
            return false;
        }
        catch (SocketException error)
        {
            // What else may be wrong with an address, the server says when it listens.
            return error.SocketErrorCode == SocketError.AddressAlreadyInUse;
        }
    }
}
