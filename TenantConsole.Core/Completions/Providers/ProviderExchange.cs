using System.ClientModel;
using System.ClientModel.Primitives;
using System.Globalization;
using System.Text.Unicode;
using OpenAI.Chat;
using TenantConsole.Core.Usage;

namespace TenantConsole.Core.Completions.Providers;

/// <summary>One try: one HTTP request and the reading of its answer. Every expected failure ends up in <see cref="Fault"/>; nothing expected is thrown.</summary>
internal sealed class ProviderExchange(ChatClient chat, ProviderRequest request, ReadOnlyMemory<byte> body, TokenBound? bound, ProviderOptions options, TimeProvider time, CallClock clock)
    : IDisposable
{
    private const int MaxErrorBytes = 64 * 1_024;

    private readonly long _start = time.GetTimestamp();
    private readonly ChatAnswer _answer = new(bound);
    private PipelineResponse? _response;
    private ChatStreamReader? _stream;
    private bool _opened;
    private bool _accepted;
    private ProviderFault? _ending;
    private TimeSpan _duration;

    public ChatAnswer Answer => _answer;

    /// <summary>What ended the try; meaningful once <see cref="ReadAsync"/> has given null.</summary>
    public ProviderFault Fault => _ending ?? ProviderFault.None;

    public string? Detail { get; private set; }

    public string? RequestId { get; private set; }

    public TimeSpan? RetryAfter { get; private set; }

    public ContextOverflow? Overflow { get; private set; }

    /// <summary>Content was given out.</summary>
    public bool SomethingShown { get; private set; }

    /// <summary>
    /// The provider took the work on, so it can cost something: it began an answer; or, where nothing is heard before the whole answer is there, the wait for it was given up.
    /// </summary>
    public bool MayBeCharged => _accepted || (!request.Stream && _opened && Fault is ProviderFault.Cancelled or ProviderFault.FirstTokenTimeout or ProviderFault.TotalTimeout);

    /// <summary>The next chunk, or null where this try has ended.</summary>
    public async ValueTask<ChatChunk?> ReadAsync()
    {
        if (_ending is not null)
            return null;
        try
        {
            var chunk = await NextAsync();
            SomethingShown |= chunk is { HasContent: true };
            clock.Relax();
            return chunk;
        }
        catch (Exception exception) when (FaultOf(exception) is { } fault)
        {
            return End(fault, exception is OperationCanceledException ? null : Innermost(exception).Message);
        }
    }

    public ProviderTry ToTry(Func<string?, string?> withoutKey)
    {
        var (usage, estimated) = UsageOf();
        return new ProviderTry(Fault, _response?.Status, _duration, SomethingShown, usage, estimated, RequestId, withoutKey(Detail));
    }

    public void Dispose() => _response?.Dispose();

    private async ValueTask<ChatChunk?> NextAsync()
    {
        if (_opened)
        {
            if (SomethingShown)
                clock.Expect(options.IdleTimeout, ProviderFault.IdleTimeout);
            else
                clock.Expect(options.FirstTokenTimeout - time.GetElapsedTime(_start), ProviderFault.FirstTokenTimeout);
        }
        else if (!await OpenAsync())
        {
            return null;
        }

        if (_stream is null)
            return await ReadWholeAsync();
        if (await _stream.ReadAsync(clock.Token) is { } chunk)
            return chunk;
        return End(_stream.Ending!.Value, _stream.Detail);
    }

    private async Task<bool> OpenAsync()
    {
        clock.Token.ThrowIfCancellationRequested();
        clock.Expect(request.Stream ? options.FirstTokenTimeout : options.WholeAnswerTimeout, ProviderFault.FirstTokenTimeout);
        _opened = true;
        var result = await chat.CompleteChatAsync(BinaryContent.Create(BinaryData.FromBytes(body)), RequestOptionsOf());
        _response = result.GetRawResponse();
        RequestId = Header("x-request-id") ?? Header("apim-request-id");
        if (_response.Status != 200)
        {
            await TakeRefusalAsync();
            return false;
        }

        var mediaType = Header("content-type")?.Split(';')[0].Trim() ?? string.Empty;
        var isJson = mediaType.EndsWith("json", StringComparison.OrdinalIgnoreCase) && !mediaType.Contains("ndjson", StringComparison.OrdinalIgnoreCase);
        var isStream = mediaType.Equals("text/event-stream", StringComparison.OrdinalIgnoreCase);
        _accepted = isJson || isStream || mediaType.Length == 0;
        if (mediaType.Length > 0 && !(request.Stream ? isStream : isJson))
        {
            End(ProviderFault.InvalidResponse, $"Answered 200 with {mediaType}.");
            return false;
        }

        // An encoding was not asked for. Nothing is unpacked, so nothing can blow up.
        if (Header("content-encoding") is { } encoding && !encoding.Equals("identity", StringComparison.OrdinalIgnoreCase))
        {
            End(ProviderFault.InvalidResponse, $"Answered in the encoding {encoding}, which was not asked for.");
            return false;
        }

        if (request.Stream)
            _stream = new ChatStreamReader(_response.ContentStream!, _answer, options.MaxLineBytes, options.MaxAnswerBytes);
        return true;
    }

    private RequestOptions RequestOptionsOf()
    {
        var sending = new RequestOptions { BufferResponse = false, ErrorOptions = ClientErrorBehaviors.NoThrow, CancellationToken = clock.Token };
        sending.SetHeader("Accept-Encoding", "identity");
        if (request.RequestId is { Length: > 0 and <= 512 } id && id.All(character => character is > ' ' and <= '~'))
            sending.SetHeader("X-Client-Request-Id", id);
        return sending;
    }

    private async Task TakeRefusalAsync()
    {
        RetryAfter = RetryAfterOf();
        clock.Expect(options.IdleTimeout, ProviderFault.FirstTokenTimeout);
        var (bytes, _) = await ReadUpToAsync(MaxErrorBytes);
        var error = UpstreamError.Parse(bytes);
        var fault = error.FaultOf(_response!.Status);
        Overflow = error.Overflow();
        End(fault, string.Create(CultureInfo.InvariantCulture, $"HTTP {_response.Status}: {error}"));
    }

    private async Task<ChatChunk?> ReadWholeAsync()
    {
        var (bytes, isWhole) = await ReadUpToAsync(options.MaxAnswerBytes);
        if (!isWhole)
            return End(ProviderFault.AnswerTooLarge, "The answer is over the cap.");
        if (!Utf8.IsValid(bytes.Span))
            return End(ProviderFault.InvalidUtf8, "The answer is not UTF-8.");
        var piece = _answer.AddWhole(bytes);
        var fault = piece.Fault == ProviderFault.None ? _answer.FaultAtEnd() : piece.Fault;
        End(fault, piece.Detail);
        return piece.HasContent ? new ChatChunk(piece.Text, true, bytes) : null;
    }

    private async Task<(ReadOnlyMemory<byte> Bytes, bool IsWhole)> ReadUpToAsync(int cap)
    {
        if (_response!.ContentStream is not { } stream)
            return (default, true);
        using var bytes = new MemoryStream();
        var buffer = new byte[16 * 1_024];
        while (true)
        {
            var read = await stream.ReadAsync(buffer, clock.Token);
            if (read == 0)
                return (bytes.ToArray(), true);
            if (bytes.Length + read > cap)
                return (bytes.ToArray(), false);
            bytes.Write(buffer, 0, read);
            clock.Expect(options.IdleTimeout, ProviderFault.IdleTimeout);
        }
    }

    private ChatChunk? End(ProviderFault fault, string? detail)
    {
        _ending = fault;
        _duration = time.GetElapsedTime(_start);
        Detail = detail;
        Overflow ??= _answer.Error?.Overflow();
        return null;
    }

    private (TokenUsage Usage, bool Estimated) UsageOf()
    {
        // A count from the middle of a broken answer leaves out what came after it.
        if (_answer.Usage is { } told && (Fault == ProviderFault.None || !_answer.ContentSinceUsage))
            return (told, false);
        return MayBeCharged ? (_answer.EstimateOutput() with { InputTokens = TokenCounter.Count(request.Messages) }, true) : (TokenUsage.None, false);
    }

    // retry-after-ms wins: it is the finer one. Retry-After is seconds or a date.
    private TimeSpan? RetryAfterOf()
    {
        if (double.TryParse(Header("retry-after-ms"), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var milliseconds))
            return Wait(milliseconds / 1_000);
        var header = Header("retry-after");
        if (double.TryParse(header, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds))
            return Wait(seconds);
        return DateTimeOffset.TryParseExact(header, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
            ? Wait((date - time.GetUtcNow()).TotalSeconds)
            : null;

        static TimeSpan Wait(double seconds) => TimeSpan.FromSeconds(Math.Clamp(seconds, 0, TimeSpan.FromDays(365).TotalSeconds));
    }

    private string? Header(string name) => _response!.Headers.TryGetValue(name, out var value) && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

    // Null: not one of the expected ones; it is a fault of the program and goes up.
    private ProviderFault? FaultOf(Exception exception) => exception switch
    {
        OperationCanceledException => clock.Reason ?? ProviderFault.ConnectTimeout,
        _ when Find<HttpRequestException>(exception) is { } http => FaultOf(http),
        _ when Find<IOException>(exception) is not null => clock.Reason ?? ProviderFault.ConnectionReset,
        _ => null,
    };

    private ProviderFault FaultOf(HttpRequestException exception) => exception.HttpRequestError switch
    {
        _ when clock.Reason is { } reason => reason,
        HttpRequestError.NameResolutionError => ProviderFault.NameNotFound,
        HttpRequestError.ConnectionError or HttpRequestError.ProxyTunnelError => ProviderFault.ConnectionRefused,
        HttpRequestError.SecureConnectionError => ProviderFault.TlsFailed,
        HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded => ProviderFault.InvalidResponse,
        _ => ProviderFault.ConnectionReset,
    };

    private static T? Find<T>(Exception? exception)
        where T : Exception
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is T found)
                return found;
        }

        return null;
    }

    private static Exception Innermost(Exception exception) => exception.InnerException is { } inner ? Innermost(inner) : exception;
}
