using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace TenantConsole.Benchmarks.Circuits;

/// <summary>
/// A browser's page reduced to its circuit: it takes the root components from the document, starts the circuit, adds them, says of each render batch that it was shown, and answers each call
/// of a script as a script that has nothing to say. What the batches hold is only counted.
/// </summary>
internal sealed partial class CircuitClient : IAsyncDisposable
{
    private readonly HttpClient _http;
    private readonly Uri _page;
    private readonly HubConnection _connection;
    private string? _circuitId;
    private long _objects;
    private long _lastTicks = Environment.TickCount64;

    private CircuitClient(HttpClient http, CookieContainer cookies, Uri page)
    {
        (_http, _page) = (http, page);

        // Straight to the WebSocket: a connection that only negotiated would be kept a while, and counted.
        var builder = new HubConnectionBuilder().WithUrl(new Uri(page, "/_blazor"), options => (options.Cookies, options.SkipNegotiation, options.Transports) = (cookies, true, HttpTransportType.WebSockets));
        builder.Services.RemoveAll<IHubProtocol>();
        builder.Services.AddSingleton<IHubProtocol, BlazorPackProtocol>();
        _connection = builder.Build();
        _connection.On<long, byte[]>("JS.RenderBatch", ShownAsync);
        _connection.On<long, string, string, int, long, int>("JS.BeginInvokeJS", AnswerAsync);
        _connection.On<string>("JS.Error", error => Fault = error);
        _connection.On<int, string>("JS.AttachComponent", (_, _) => { });
        _connection.On<string>("JS.EndUpdateRootComponents", _ => { });
        _connection.On<string, bool, string>("JS.EndInvokeDotNet", (_, _, _) => { });
    }

    public int Batches { get; private set; }

    public long Bytes { get; private set; }

    public string? Fault { get; private set; }

    /// <summary>How long nothing has come.</summary>
    public TimeSpan Quiet => TimeSpan.FromMilliseconds(Environment.TickCount64 - Interlocked.Read(ref _lastTicks));

    public static async Task<CircuitClient> OpenAsync(HttpClient http, CookieContainer cookies, Uri page)
    {
        var client = new CircuitClient(http, cookies, page);
        await client.StartAsync();
        return client;
    }

    /// <summary>Leaves as a browser does whose tab is closed: the circuit ends at once.</summary>
    public async ValueTask DisposeAsync()
    {
        using var form = new MultipartFormDataContent { { new StringContent(_circuitId!), "circuitId" } };
        using var answer = await _http.PostAsync(new Uri(_page, "/_blazor/disconnect"), form);
        await _connection.DisposeAsync();
        answer.EnsureSuccessStatusCode();
    }

    private async Task StartAsync()
    {
        var document = await _http.GetStringAsync(_page);
        var operations = new JsonArray();
        foreach (var marker in Marker().Matches(document).Select(found => JsonNode.Parse(found.Groups["json"].Value)!))
        {
            operations.Add(new JsonObject { ["type"] = "add", ["ssrComponentId"] = operations.Count + 1, ["marker"] = marker });
        }

        if (operations.Count == 0)
            throw new InvalidOperationException($"{_page} has no components; is anybody signed in?");

        await _connection.StartAsync();
        _circuitId = await _connection.InvokeAsync<string>("StartCircuit", new Uri(_page, "/").AbsoluteUri, _page.AbsoluteUri, "[]", "")
            ?? throw new InvalidOperationException("The circuit was refused.");
        await _connection.SendAsync("UpdateRootComponents", new JsonObject { ["batchId"] = 1, ["operations"] = operations }.ToJsonString(), "");
    }

    private Task ShownAsync(long batch, byte[] content)
    {
        Batches++;
        Bytes += content.Length;
        Interlocked.Exchange(ref _lastTicks, Environment.TickCount64);
        return _connection.SendAsync("OnRenderCompleted", batch, null);
    }

    /// <param name="resultType">1: an object of the browser's is wanted.</param>
    private async Task AnswerAsync(long task, string function, string arguments, int resultType, long target, int kind)
    {
        Interlocked.Exchange(ref _lastTicks, Environment.TickCount64);
        if (task == 0)
            return;

        var result = resultType == 1 ? $"{{\"__jsObjectId\":{Interlocked.Increment(ref _objects).ToString(CultureInfo.InvariantCulture)}}}" : "null";
        await _connection.SendAsync("EndInvokeJSFromDotNet", task, true, JsonSerializer.Serialize(new object[] { task, true, JsonNode.Parse(result)! }));
    }

    [GeneratedRegex("<!--Blazor:(?<json>\\{.*?\\})-->", RegexOptions.ExplicitCapture | RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Marker();
}
