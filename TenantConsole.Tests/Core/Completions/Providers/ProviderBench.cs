using Microsoft.Extensions.Logging.Abstractions;
using TenantConsole.Core.Completions;
using TenantConsole.Core.Completions.Providers;
using TenantConsole.Core.Completions.Sandbox;
using TenantConsole.Tests.Support.Upstream;

namespace TenantConsole.Tests.Core.Completions.Providers;

/// <summary>A client against a server of its own, with waits that a test can bear.</summary>
public sealed class ProviderBench : IAsyncDisposable
{
    public const string Key = "sk-test-0123456789abcdef";

    public static readonly ProviderRequest Question = new("gpt-4o-mini", [new ChatMessage("user", "What is a change window?")], 500, DeadlineUtc: null, RequestId: "call-1");

    private readonly List<ProviderClientFactory> _factories = [];

    private ProviderBench(FakeOpenAiServer server) => Server = server;

    public FakeOpenAiServer Server { get; }

    public ProviderOptions Options { get; } = new()
    {
        ApiKey = Key,
        ConnectTimeout = TimeSpan.FromSeconds(20),
        FirstTokenTimeout = TimeSpan.FromSeconds(20),
        IdleTimeout = TimeSpan.FromSeconds(20),
        TotalTimeout = TimeSpan.FromSeconds(60),
        RetryDelay = TimeSpan.FromMilliseconds(1),
        MaxLineBytes = 20_000,
        MaxAnswerBytes = 200_000,
    };

    public static async Task<ProviderBench> StartAsync(params UpstreamReply[] script)
    {
        var server = await FakeOpenAiServer.StartAsync();
        server.Script(script);
        var bench = new ProviderBench(server);
        bench.Options.BaseUrl = server.BaseUrl;
        return bench;
    }

    public ProviderClient Client()
    {
        var factory = new ProviderClientFactory(
            Options, new SandboxHandler(new SandboxOptions { Pace = 0 }, TimeProvider.System), TimeProvider.System, () => 0, NullLogger<ProviderClient>.Instance);
        _factories.Add(factory);
        return factory.Default;
    }

    public async Task<List<ProviderEvent>> EventsAsync(ProviderRequest? request = null, CancellationToken cancellationToken = default) =>
        await Client().CompleteAsync(request ?? Question, cancellationToken).ToListAsync(CancellationToken.None);

    public async Task<ProviderResult> AskAsync(ProviderRequest? request = null, CancellationToken cancellationToken = default) =>
        (await EventsAsync(request, cancellationToken)).OfType<ProviderEvent.Finished>().Single().Result;

    public async ValueTask DisposeAsync()
    {
        _factories.ForEach(factory => factory.Dispose());
        await Server.DisposeAsync();
    }
}
