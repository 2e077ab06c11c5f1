using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace TenantConsole.Tests.Support.Upstream;

/// <summary>
/// An OpenAI-compatible server on a free port of loopback. Answers correctly unless told otherwise: <see cref="Script"/> sets the next replies, <see cref="Otherwise"/> all others.
/// </summary>
public sealed class FakeOpenAiServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<UpstreamReply> _script = new();
    private readonly ConcurrentQueue<UpstreamRequest> _requests = new();
    private readonly CancellationTokenSource _stopping = new();

    private FakeOpenAiServer(WebApplication app) => _app = app;

    /// <summary>With the version, without a slash at the end.</summary>
    public string BaseUrl => $"{_app.Urls.Single()}/v1";

    /// <summary>What was asked, in order.</summary>
    public IReadOnlyList<UpstreamRequest> Requests => [.. _requests];

    public UpstreamReply Otherwise { get; set; } = UpstreamReplies.Answer();

    /// <param name="certificate">Serve https with it; null: plain http.</param>
    public static async Task<FakeOpenAiServer> StartAsync(System.Security.Cryptography.X509Certificates.X509Certificate2? certificate = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0, listen =>
            {
                listen.Protocols = HttpProtocols.Http1;
                if (certificate is not null)
                    listen.UseHttps(certificate);
            });
            kestrel.Limits.MinResponseDataRate = null;
        });
        var app = builder.Build();
        var server = new FakeOpenAiServer(app);
        app.Run(server.AnswerAsync);
        await app.StartAsync();
        return server;
    }

    /// <summary>Sets the next replies, each used once, in order.</summary>
    public void Script(params UpstreamReply[] replies)
    {
        foreach (var reply in replies)
            _script.Enqueue(reply);
    }

    /// <summary>Stops it, which a test may do before its end.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_stopping.IsCancellationRequested)
            return;

        await _stopping.CancelAsync();
        await _app.DisposeAsync();
        _stopping.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        var headers = context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        _requests.Enqueue(new UpstreamRequest(context.Request.Method, context.Request.Path, headers, body));
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _stopping.Token);
        try
        {
            if (context.Request.Path.Value!.EndsWith("/models", StringComparison.Ordinal))
                await UpstreamReplies.Json(200, """{"object":"list","data":[{"id":"gpt-4o-mini","object":"model","created":0,"owned_by":"test"}]}""")(context, body, ended.Token);
            else
                await (_script.TryDequeue(out var reply) ? reply : Otherwise)(context, body, ended.Token);
        }
        catch (OperationCanceledException)
        {
            // The caller hung up or the test is over: both are part of the play.
        }
    }
}
