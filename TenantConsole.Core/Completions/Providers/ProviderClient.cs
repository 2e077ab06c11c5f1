using System.ClientModel;
using System.ClientModel.Primitives;
using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using OpenAI;
using OpenAI.Chat;
using TenantConsole.Core.Usage;

namespace TenantConsole.Core.Completions.Providers;

/// <summary>
/// Asks one provider, or the sandbox, through the same codec. This is the only place that retries:
/// <code>
/// try ──► fault, nothing shown, worth a retry, time left ──► Retrying ──► wait ──► try …
///  │
///  ├────► a refusal of logprobs ──► the same without them
///  ├────► first content ──► Started ──► Delta … ──► [DONE] after a finish reason ──► Finished: Completed
///  │                                           └──► anything else                ──► Finished: Interrupted, text kept
///  └────► any other fault ─────────────────────────────────────────────────────────► Finished: Failed, may fall back
/// </code>
/// Made by <see cref="ProviderClientFactory"/>; safe for concurrent use.
/// </summary>
public sealed partial class ProviderClient
{
    private readonly ChatClient _chat;
    private readonly ProviderConnection _connection;
    private readonly ProviderOptions _options;
    private readonly TimeProvider _time;
    private readonly Func<double> _chance;
    private readonly ILogger _logger;

    /// <summary>Models that refused the field, until the program ends.</summary>
    private readonly ConcurrentDictionary<string, bool> _withoutLogProbabilities = new(StringComparer.Ordinal);

    /// <param name="http">Follows no redirect, unpacks nothing, and has no timeout of its own.</param>
    /// <param name="chance">Numbers from 0 up to 1, for the jitter.</param>
    internal ProviderClient(HttpClient http, ProviderConnection connection, ProviderOptions options, TimeProvider time, Func<double> chance, ILogger logger)
    {
        _connection = connection;
        _options = options;
        _time = time;
        _chance = chance;
        _logger = logger;
        var clientOptions = new OpenAIClientOptions
        {
            Endpoint = connection.BaseUrl ?? SandboxUrl,
            Transport = new ProviderTransport(http),
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
            NetworkTimeout = Timeout.InfiniteTimeSpan,
            ClientLoggingOptions = new ClientLoggingOptions { EnableLogging = false },
            EnableDistributedTracing = false,
        };
        if (connection.ApiKey is null)
            clientOptions.AddPolicy(new NoKeyPolicy(), PipelinePosition.BeforeTransport);

        // The package asks for a model and a key when it is made; the model is in each body, and a missing key is taken out again before sending.
        _chat = new ChatClient("none", new ApiKeyCredential(connection.ApiKey ?? "none"), clientOptions);
    }

    /// <summary>For telemetry, as <see cref="ProviderConnection.ProviderName"/>.</summary>
    public string ProviderName => _connection.ProviderName;

    public bool IsSandbox => _connection.IsSandbox;

    // Never looked up: the sandbox's handler takes the request before any network.
    private static Uri SandboxUrl { get; } = new("http://sandbox.invalid/v1");

    /// <summary>
    /// Asks and tells. Nothing a provider or a network does throws, nor does a cancellation: the last event says it. Enumerate to the end; stop it through the token, not by leaving the loop.
    /// </summary>
    /// <param name="cancellationToken">Stops the call; what came so far, and what it used, is in the <see cref="ProviderEvent.Finished"/> that still follows.</param>
    /// <exception cref="System.Text.Json.JsonException">The request's raw body is not JSON.</exception>
    /// <exception cref="ArgumentException">The request's raw body is not a JSON object.</exception>
    public async IAsyncEnumerable<ProviderEvent> CompleteAsync(ProviderRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var bound = TokenBound.Of(request);
        request = request with { LogProbabilities = request.LogProbabilities && !_withoutLogProbabilities.ContainsKey(request.ModelId) };
        var body = ChatRequestBody.Write(request, _connection.SendsMaxCompletionTokens);
        using var clock = new CallClock(_time, Patience(request), cancellationToken);
        List<ProviderTry> tries = [];
        var (charged, refusedFields) = (0, 0);
        TimeSpan? firstToken = null;
        while (true)
        {
            using var exchange = new ProviderExchange(_chat, request, body, bound, _options, _time, clock);

            // What comes before the first content (a role, an empty piece) is held back: another try may still follow.
            List<ProviderEvent.Delta> held = [];
            while (await exchange.ReadAsync() is { } chunk)
            {
                held.Add(new ProviderEvent.Delta(chunk.Text, chunk.Json));
                if (!exchange.SomethingShown)
                    continue;
                if (firstToken is null)
                {
                    firstToken = clock.Elapsed;
                    yield return new ProviderEvent.Started(exchange.Answer.Model, exchange.RequestId, firstToken.Value);
                }

                foreach (var delta in held)
                    yield return delta;
                held.Clear();
            }

            tries.Add(exchange.ToTry(WithoutKey));
            charged += exchange.MayBeCharged ? 1 : 0;
            if (exchange.Fault is not (ProviderFault.None or ProviderFault.Cancelled))
                LogFault(_logger, ProviderName, request.ModelId, tries.Count, exchange.Fault, tries[^1].Status, exchange.RequestId, tries[^1].Detail);
            if (request.LogProbabilities && RefusesLogProbabilities(exchange, tries[^1]))
            {
                // They are a wish, not the question: once more without, now and for good.
                _withoutLogProbabilities.TryAdd(request.ModelId, true);
                refusedFields++;
                request = request with { LogProbabilities = false };
                body = ChatRequestBody.Write(request, _connection.SendsMaxCompletionTokens);
                continue;
            }

            if (WaitBeforeRetry(exchange, tries.Count - refusedFields, charged, clock) is not { } wait)
            {
                yield return new ProviderEvent.Finished(ResultOf(exchange, exchange.Fault, tries, firstToken, clock));
                yield break;
            }

            yield return new ProviderEvent.Retrying(exchange.Fault, wait, tries.Count + 1);
            if (!await clock.WaitAsync(wait))
            {
                yield return new ProviderEvent.Finished(ResultOf(exchange, clock.Reason ?? ProviderFault.TotalTimeout, tries, firstToken, clock));
                yield break;
            }
        }
    }

    private TimeSpan Patience(ProviderRequest request)
    {
        if (request.DeadlineUtc is not { } deadline)
            return _options.TotalTimeout;
        var left = deadline - _time.GetUtcNow().UtcDateTime;
        return left < _options.TotalTimeout ? left : _options.TotalTimeout;
    }

    private static bool RefusesLogProbabilities(ProviderExchange exchange, ProviderTry last) =>
        exchange.Fault == ProviderFault.RequestRefused && !exchange.SomethingShown && last.Detail?.Contains("logprobs", StringComparison.OrdinalIgnoreCase) == true;

    // Null: no further try.
    private TimeSpan? WaitBeforeRetry(ProviderExchange exchange, int tries, int charged, CallClock clock)
    {
        if (exchange.SomethingShown || tries > Math.Min(_options.MaxRetries, FaultRules.Retries(exchange.Fault)) || charged >= TokenBound.MostChargedTries)
            return null;
        var wait = exchange.RetryAfter is { } asked
            ? asked + (_options.RetryDelay * _chance())
            : _options.RetryDelay * Math.Pow(2, tries - 1) * (1 - (_chance() / 2));
        return exchange.RetryAfter > _options.LongestRetryWait || wait >= clock.Remaining ? null : wait;
    }

    private static ProviderResult ResultOf(ProviderExchange exchange, ProviderFault fault, List<ProviderTry> tries, TimeSpan? firstToken, CallClock clock)
    {
        var usage = tries.Aggregate(TokenUsage.None, (sum, next) => sum + next.Usage);
        var shown = exchange.SomethingShown;
        return new ProviderResult
        {
            Outcome = OutcomeOf(fault, exchange.Answer.FinishReason, shown),
            Fault = fault,
            Text = exchange.Answer.Text,
            Usage = usage,
            UsageEstimated = tries.Exists(next => next.UsageEstimated),
            Duration = clock.Elapsed,
            TimeToFirstToken = firstToken,
            FinishReason = exchange.Answer.FinishReason,
            ProviderRequestId = exchange.RequestId,
            UpstreamModel = exchange.Answer.Model,
            Tries = tries,
            ToolCalls = exchange.Answer.ToolCalls,
            Notes = exchange.Answer.Notes,
            MeanLogProbability = exchange.Answer.MeanLogProbability,
            RetryAfter = exchange.RetryAfter,
            ContextOverflow = exchange.Overflow,
            SomethingShown = shown,
            Detail = tries[^1].Detail,
            Message = fault == ProviderFault.None
                ? FaultMessages.ForEnding(exchange.Answer.FinishReason, exchange.Answer.Notes)
                : FaultMessages.For(fault, shown, usage.TotalTokens > 0, exchange.RetryAfter, exchange.Overflow, exchange.RequestId),
        };
    }

    private static CompletionOutcome OutcomeOf(ProviderFault fault, string? finishReason, bool somethingShown) => fault switch
    {
        ProviderFault.None => finishReason switch
        {
            "length" => CompletionOutcome.CutAtLength,
            "content_filter" => CompletionOutcome.ContentFiltered,
            _ => CompletionOutcome.Completed,
        },
        ProviderFault.Cancelled => CompletionOutcome.Cancelled,
        _ when somethingShown => CompletionOutcome.Interrupted,
        ProviderFault.PromptFiltered => CompletionOutcome.ContentFiltered,
        _ => CompletionOutcome.Failed,
    };

    // Providers quote the key they refuse.
    private string? WithoutKey(string? detail)
    {
        if (detail is null)
            return null;
        var safe = _connection.ApiKey is { } key ? detail.Replace(key, "[key]", StringComparison.Ordinal) : detail;
        safe = string.Concat(safe.Take(500).Select(character => char.IsControl(character) ? ' ' : character));
        return safe.Trim();
    }

    [LoggerMessage(1, LogLevel.Warning, "{Provider} {Model} try {Try} ended with {Fault} (status {Status}, request {RequestId}): {Detail}")]
    private static partial void LogFault(ILogger logger, string provider, string model, int @try, ProviderFault fault, int? status, string? requestId, string? detail);

    private sealed class NoKeyPolicy : PipelinePolicy
    {
        public override void Process(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex)
        {
            message.Request.Headers.Remove("Authorization");
            ProcessNext(message, pipeline, currentIndex);
        }

        public override ValueTask ProcessAsync(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex)
        {
            message.Request.Headers.Remove("Authorization");
            return ProcessNextAsync(message, pipeline, currentIndex);
        }
    }
}
