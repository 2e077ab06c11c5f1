using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace TenantConsole.Tests.Core.Usage.Ledger;

/// <summary>A line to a PostgreSQL server that can break at the worst moment: the server has committed, and the answer never arrives.</summary>
internal sealed class LossyLine : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly NpgsqlConnectionStringBuilder _server;
    private readonly Task _accepting;
    private int _armed;
    private int _lost;

    public LossyLine(string connectionString)
    {
        _server = new NpgsqlConnectionStringBuilder(connectionString);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>As the one given, through this line.</summary>
    public string ConnectionString => new NpgsqlConnectionStringBuilder(_server.ConnectionString) { Port = ((IPEndPoint)_listener.LocalEndpoint).Port }.ConnectionString;

    /// <summary>Answers that were lost so far.</summary>
    public int Lost => _lost;

    public void LoseNextCommit() => Volatile.Write(ref _armed, 1);

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _accepting;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = CarryAsync(await _listener.AcceptTcpClientAsync());
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }

    private async Task CarryAsync(TcpClient client)
    {
        using (client)
        using (var server = new TcpClient())
        {
            await server.ConnectAsync(_server.Host!, _server.Port);
            var isLosing = false;
            await Task.WhenAny(
                PumpAsync(client, server, bytes =>
                {
                    isLosing |= bytes.IndexOf("COMMIT\0"u8) >= 0 && Interlocked.Exchange(ref _armed, 0) == 1;
                    return true;
                }),
                PumpAsync(server, client, _ => !Volatile.Read(ref isLosing)));
            if (isLosing)
            {
                Interlocked.Increment(ref _lost);
            }
        }
    }

    /// <summary>Carries bytes until one side closes or <paramref name="passes"/> says no.</summary>
    private static async Task PumpAsync(TcpClient from, TcpClient to, Func<ReadOnlySpan<byte>, bool> passes)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.GetStream().ReadAsync(buffer) is > 0 and var count && passes(buffer.AsSpan(0, count)))
            {
                await to.GetStream().WriteAsync(buffer.AsMemory(0, count));
            }
        }
        catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException)
        {
            // One side is gone.
        }
    }
}
