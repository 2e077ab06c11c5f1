using System.Globalization;
using System.Net.Sockets;
using System.Text;

/// <summary>
/// What .NET runs first in a process that is started with <c>DOTNET_STARTUP_HOOKS</c>; its name and place are the runtime's. It makes a console under measurement say how large its
/// managed heap is, after full collections, to who connects to the socket; the console itself knows nothing of it.
/// </summary>
#pragma warning disable CA1050, MA0047 // The runtime looks for it outside any namespace.
internal static class StartupHook
#pragma warning restore CA1050, MA0047
{
    public const string SocketVariable = "TENANTCONSOLE_HEAP_SOCKET";

    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(SocketVariable) is { Length: > 0 } path)
            new Thread(() => Answer(path)) { IsBackground = true, Name = "heap" }.Start();
    }

    private static void Answer(string path)
    {
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        while (true)
        {
            using var caller = listener.Accept();
            for (var i = 0; i < 3; i++)
            {
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
                GC.WaitForPendingFinalizers();
            }

            caller.Send(Encoding.ASCII.GetBytes(GC.GetTotalMemory(forceFullCollection: true).ToString(CultureInfo.InvariantCulture)));
        }
    }
}
