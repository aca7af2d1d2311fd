using System.Net;
using System.Net.Sockets;

namespace WeixinWeChat.Tests;

/// <summary>
/// A port of this machine that no other test takes while this one holds it, in whatever process it runs: a lock on a file with the port's
/// number says so. A port that was only looked for and let go may belong to somebody else by the time a portal listens.
/// </summary>
internal sealed class FreePort : IDisposable
{
    // Below what systems hand out for outgoing connections, one of which could otherwise sit on the port by chance.
    private const int First = 20_000;
    private const int Last = 29_999;

    private readonly FileStream held;

    private FreePort(int number, FileStream held) => (Number, this.held) = (number, held);

    public int Number { get; }

    public static FreePort Take()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), "portal-test-ports"));
        for (var number = First; number <= Last; number++)
        {
            if (Lock(Path.Combine(folder.FullName, $"{number}")) is not { } held)
                continue;
            if (IsFree(number))
                return new FreePort(number, held);
            held.Dispose();
        }

        throw new InvalidOperationException("Every port is taken.");
    }

    /// <summary>Lets it go. The file stays: taking it away would let two lock two files of one name.</summary>
    public void Dispose() => held.Dispose();

    private static FileStream? Lock(string file)
    {
        try
        {
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static bool IsFree(int number)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, number);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
