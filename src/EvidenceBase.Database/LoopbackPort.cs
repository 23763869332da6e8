using System.Net;
using System.Net.Sockets;

namespace EvidenceBase.Database;

internal static class LoopbackPort
{
    /// <summary>A free port below the range from which systems give outgoing connections theirs: none of those can take it while the server restarts.</summary>
    public static int Choose() => Enumerable.Range(0, 200).Select(_ => Random.Shared.Next(20_000, 32_000)).FirstOrDefault(IsFree) is var port and not 0
        ? port
        : throw new DatabaseException("No free port between 20000 and 32000 was found on 127.0.0.1 for the private database.");

    public static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
