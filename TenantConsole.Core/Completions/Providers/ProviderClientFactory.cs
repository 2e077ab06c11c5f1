using System.Net;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TenantConsole.Core.Completions.Sandbox;

namespace TenantConsole.Core.Completions.Providers;

/// <summary>Makes clients. All share one pool of connections; a client is cheap. A singleton.</summary>
public sealed class ProviderClientFactory : IDisposable
{
    private readonly ProviderOptions _options;
    private readonly TimeProvider _time;
    private readonly Func<double> _chance;
    private readonly ILogger<ProviderClient> _logger;
    private readonly HttpClient _network;
    private readonly HttpClient _sandbox;

    /// <param name="sandbox">Answers where no provider is set. Owned by the factory from here on.</param>
    public ProviderClientFactory(IOptions<ProviderOptions> options, SandboxHandler sandbox, TimeProvider time, ILogger<ProviderClient> logger)
        : this(options.Value, sandbox, time, Jitter, logger)
    {
    }

    internal ProviderClientFactory(ProviderOptions options, SandboxHandler sandbox, TimeProvider time, Func<double> chance, ILogger<ProviderClient> logger)
    {
        _options = options;
        _time = time;
        _chance = chance;
        _logger = logger;
        _network = new HttpClient(Network(options), disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan };
        _sandbox = new HttpClient(sandbox, disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan };
        Default = Create(ProviderConnection.From(options));
    }

    /// <summary>The installation-wide provider of the settings, or the sandbox.</summary>
    public ProviderClient Default { get; }

    /// <summary>A client with credentials of its own. Where a tenant typed the address, check it first: this one goes wherever it is told.</summary>
    public ProviderClient Create(ProviderConnection connection) =>
        new(connection.IsSandbox ? _sandbox : _network, connection, _options, _time, _chance, _logger);

    public void Dispose()
    {
        _network.Dispose();
        _sandbox.Dispose();
    }

    // Certificates are checked as the system says; there is no switch for less. Redirects would take the key along; cookies and trace ids are nobody's business.
    private static SocketsHttpHandler Network(ProviderOptions options) => new()
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,
        ActivityHeadersPropagator = null,
        ConnectTimeout = options.ConnectTimeout,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        MaxResponseDrainSize = 64 * 1_024,
        EnableMultipleHttp2Connections = true,
    };

    private static double Jitter() => RandomNumberGenerator.GetInt32(1_000_000) / 1_000_000d;
}
