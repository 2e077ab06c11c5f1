using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using TenantConsole.Core.Completions.Providers;
using TenantConsole.Core.Usage;
using TenantConsole.Tests.Support.Upstream;
using static TenantConsole.Tests.Support.Upstream.UpstreamReplies;

namespace TenantConsole.Tests.Core.Completions.Providers;

/// <summary>Every fault of an upstream server that a client can meet, each with what the client makes of it.</summary>
public sealed class ProviderFaultTests
{
    private static readonly string Hello = Data(Text("Hello"));
    private static readonly string World = Data(Text(" world"));
    private static readonly string End = Data(Finish());
    private static readonly string Usage = Data(UsageChunk(UsageJson(11, 2)));

    /// <summary>Fault, the server's behaviour, and what is expected: fault, outcome, HTTP requests made, text kept.</summary>
    private static readonly Dictionary<string, (UpstreamReply Reply, ProviderFault Fault, CompletionOutcome Outcome, int Tries, string Text)> Faults = new(StringComparer.Ordinal)
    {
        ["429 without Retry-After"] = (Error(429, "requests", "rate_limit_exceeded"), ProviderFault.RateLimited, CompletionOutcome.Failed, 3, ""),
        ["429 with Retry-After of an hour"] = (Error(429, "requests", "rate_limit_exceeded", "Slow down.", ("Retry-After", "3600")), ProviderFault.RateLimited, CompletionOutcome.Failed, 1, ""),
        ["429 insufficient_quota"] = (Error(429, "insufficient_quota", "insufficient_quota"), ProviderFault.QuotaExhausted, CompletionOutcome.Failed, 1, ""),
        ["500"] = (Error(500, "server_error"), ProviderFault.ServerError, CompletionOutcome.Failed, 3, ""),
        ["502 with HTML"] = (Html(502), ProviderFault.ServerError, CompletionOutcome.Failed, 3, ""),
        ["503"] = (Error(503, "server_error"), ProviderFault.Overloaded, CompletionOutcome.Failed, 3, ""),
        ["529"] = (Error(529, "overloaded_error"), ProviderFault.Overloaded, CompletionOutcome.Failed, 3, ""),
        ["reset before headers"] = (Reset(), ProviderFault.ConnectionReset, CompletionOutcome.Failed, 3, ""),
        ["reset mid-stream"] = (StreamThenReset(Hello, World), ProviderFault.ConnectionReset, CompletionOutcome.Interrupted, 1, "Hello world"),
        ["reset before content"] = (StreamThenReset(Data(Chunk("""{"role":"assistant"}"""))), ProviderFault.ConnectionReset, CompletionOutcome.Failed, 2, ""),
        ["clean end without [DONE]"] = (Stream(Hello, World, End, Usage), ProviderFault.EndedEarly, CompletionOutcome.Interrupted, 1, "Hello world"),
        ["clean end without finish_reason"] = (Stream(Hello, World), ProviderFault.EndedEarly, CompletionOutcome.Interrupted, 1, "Hello world"),
        ["[DONE] without finish_reason"] = (Stream(Hello, Done), ProviderFault.EndedEarly, CompletionOutcome.Interrupted, 1, "Hello"),
        ["error object mid-stream"] = (Stream(Hello, Data(ErrorJson("Boom.", "server_error", null)), End, Done), ProviderFault.ErrorInAnswer, CompletionOutcome.Interrupted, 1, "Hello"),
        ["error object before content"] = (Stream(Data(ErrorJson("Boom.", "server_error", null))), ProviderFault.ErrorInAnswer, CompletionOutcome.Failed, 2, ""),
        ["error object as text"] = (Stream(Hello, Data("""{"error":"boom"}""")), ProviderFault.ErrorInAnswer, CompletionOutcome.Interrupted, 1, "Hello"),
        ["malformed chunk"] = (Stream(Hello, "data: {\"choices\": [\n\n", End, Done), ProviderFault.MalformedAnswer, CompletionOutcome.Interrupted, 1, "Hello"),
        ["chunk that is a number"] = (Stream(Hello, "data: 17\n\n", End, Done), ProviderFault.MalformedAnswer, CompletionOutcome.Interrupted, 1, "Hello"),
        ["half a surrogate pair"] = (Stream(Hello, """data: {"choices":[{"index":0,"delta":{"content":"\ud83d"}}]}""" + "\n\n", End, Done), ProviderFault.MalformedAnswer, CompletionOutcome.Interrupted, 1, "Hello"),
        ["invalid UTF-8"] = (StreamBytes([.. Encoding.UTF8.GetBytes(Hello), .. "data: {\"x\":\""u8, 0xC3, 0x28, .. "\"}\n\n"u8]), ProviderFault.InvalidUtf8, CompletionOutcome.Interrupted, 1, "Hello"),
        ["HTML 200"] = (Html(200), ProviderFault.InvalidResponse, CompletionOutcome.Failed, 1, ""),
        ["JSON 200 to a stream"] = (Json(200, Whole("Hello")), ProviderFault.InvalidResponse, CompletionOutcome.Failed, 1, ""),
        ["no choices"] = (Stream(Data("""{"id":"x","choices":[]}"""), Done), ProviderFault.EmptyAnswer, CompletionOutcome.Failed, 2, ""),
        ["[DONE] alone"] = (Stream(Done), ProviderFault.EmptyAnswer, CompletionOutcome.Failed, 2, ""),
        ["finished with nothing in it"] = (Stream(End, Done), ProviderFault.EmptyAnswer, CompletionOutcome.Failed, 2, ""),
        ["an empty body"] = (Stream(), ProviderFault.EndedEarly, CompletionOutcome.Failed, 2, ""),
        ["giant line"] = (Giant(oneLine: true), ProviderFault.AnswerTooLarge, CompletionOutcome.Interrupted, 1, "Much more:"),
        ["gzip bomb"] = (GzipBomb(), ProviderFault.InvalidResponse, CompletionOutcome.Failed, 1, ""),
        ["redirect"] = (Json(307, "{}", ("Location", "http://127.0.0.1:9/elsewhere")), ProviderFault.Redirected, CompletionOutcome.Failed, 1, ""),
        ["401"] = (Error(401, "invalid_request_error", "invalid_api_key"), ProviderFault.KeyRejected, CompletionOutcome.Failed, 1, ""),
        ["403"] = (Error(403, "invalid_request_error"), ProviderFault.KeyRejected, CompletionOutcome.Failed, 1, ""),
        ["404 model"] = (Error(404, "invalid_request_error", "model_not_found", "The model `x` does not exist"), ProviderFault.ModelUnavailable, CompletionOutcome.Failed, 1, ""),
        ["404 model, vLLM's shape"] = (Json(404, """{"object":"error","message":"The model `x` does not exist.","type":"NotFoundError","param":null,"code":404}"""), ProviderFault.ModelUnavailable, CompletionOutcome.Failed, 1, ""),
        ["404 of a wrong address"] = (Html(404), ProviderFault.WrongAddress, CompletionOutcome.Failed, 1, ""),
        ["context_length_exceeded"] = (Error(400, "invalid_request_error", "context_length_exceeded"), ProviderFault.ContextTooLong, CompletionOutcome.Failed, 1, ""),
        ["prompt refused by the filter"] = (Error(400, "invalid_request_error", "content_filter"), ProviderFault.PromptFiltered, CompletionOutcome.ContentFiltered, 1, ""),
        ["400"] = (Error(400, "invalid_request_error"), ProviderFault.RequestRefused, CompletionOutcome.Failed, 1, ""),
        ["202"] = (Json(202, "{}"), ProviderFault.InvalidResponse, CompletionOutcome.Failed, 1, ""),
        ["content_filter"] = (Stream(Hello, Data(Finish("content_filter")), Usage, Done), ProviderFault.None, CompletionOutcome.ContentFiltered, 1, "Hello"),
        ["length"] = (Stream(Hello, Data(Finish("length")), Usage, Done), ProviderFault.None, CompletionOutcome.CutAtLength, 1, "Hello"),
        ["unknown finish"] = (Stream(Hello, Data(Finish("tired")), Usage, Done), ProviderFault.None, CompletionOutcome.Completed, 1, "Hello"),
        ["data after [DONE]"] = (Stream(Hello, End, Usage, Done, World, "data: {rubbish\n\n"), ProviderFault.None, CompletionOutcome.Completed, 1, "Hello"),
        ["repeated chunk"] = (Stream(Hello, Hello, End, Usage, Done), ProviderFault.None, CompletionOutcome.Completed, 1, "HelloHello"),
        ["usage missing"] = (Stream(Hello, End, Done), ProviderFault.None, CompletionOutcome.Completed, 1, "Hello"),
    };

    private static CancellationToken Never => TestContext.Current.CancellationToken;

    public static TheoryData<string> Names => [.. Faults.Keys];

    [Theory, MemberData(nameof(Names))]
    public async Task Complete_UpstreamFault_IsNamed(string name) => Assert.Equal(Faults[name].Fault, (await PlayAsync(name)).Result.Fault);

    [Theory, MemberData(nameof(Names))]
    public async Task Complete_UpstreamFault_HasItsOutcome(string name) => Assert.Equal(Faults[name].Outcome, (await PlayAsync(name)).Result.Outcome);

    [Theory, MemberData(nameof(Names))]
    public async Task Complete_UpstreamFault_KeepsTheText(string name) => Assert.Equal(Faults[name].Text, (await PlayAsync(name)).Result.Text);

    [Theory, MemberData(nameof(Names))]
    public async Task Complete_UpstreamFault_IsTriedAsOftenAsItIsWorth(string name) => Assert.Equal(Faults[name].Tries, (await PlayAsync(name)).Requests);

    [Theory, MemberData(nameof(Names))]
    public async Task Complete_UpstreamFault_TellsThePersonUnlessAllIsWell(string name)
    {
        var result = (await PlayAsync(name)).Result;
        Assert.Equal(name is not ("usage missing" or "repeated chunk" or "data after [DONE]"), result.Message is not null);
    }

    [Theory, MemberData(nameof(Names))]
    public async Task Complete_UpstreamFault_ShowsTheKeyNowhere(string name) => Assert.DoesNotContain(ProviderBench.Key, (await PlayAsync(name)).Result.ToString(), StringComparison.Ordinal);

    [Theory]
    [InlineData(ProviderFault.ConnectionRefused)]
    [InlineData(ProviderFault.NameNotFound)]
    [InlineData(ProviderFault.TlsFailed)]
    public async Task Complete_ProviderOutOfReach_MayFallBack(ProviderFault fault)
    {
        await using var bench = await ProviderBench.StartAsync();
        using var certificate = SelfSigned();
        await using var secure = await FakeOpenAiServer.StartAsync(certificate);
        bench.Options.BaseUrl = fault switch
        {
            ProviderFault.ConnectionRefused => $"http://127.0.0.1:{ClosedPort()}/v1",
            ProviderFault.NameNotFound => "http://nobody.invalid/v1",
            _ => secure.BaseUrl,
        };
        var result = await bench.AskAsync(cancellationToken: Never);
        Assert.Equal((fault, true, 1), (result.Fault, result.MayFallBack, result.Tries.Count));
    }

    [Fact]
    public async Task Complete_ServerThatNeverPicksUp_IsAConnectTimeout()
    {
        // A backlog of one that is full: the kernel drops what comes after it.
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(0);
        var sockets = Enumerable.Range(0, 4).Select(_ => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { Blocking = false }).ToList();
        foreach (var socket in sockets)
        {
            try
            {
                socket.Connect(listener.LocalEndPoint!);
            }
            catch (SocketException)
            {
                // In progress; some never get further, which is the point.
            }
        }

        await using var bench = await ProviderBench.StartAsync();
        bench.Options.BaseUrl = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndPoint!).Port}/v1";
        bench.Options.ConnectTimeout = TimeSpan.FromMilliseconds(300);
        var result = await bench.AskAsync(cancellationToken: Never);
        sockets.ForEach(socket => socket.Dispose());
        Assert.Equal(ProviderFault.ConnectTimeout, result.Fault);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Complete_NoHeadersInTime_IsAFirstTokenTimeoutAndMayFallBack(bool stream)
    {
        await using var bench = await ProviderBench.StartAsync(Silence());
        bench.Options.FirstTokenTimeout = bench.Options.WholeAnswerTimeout = TimeSpan.FromMilliseconds(300);
        var result = await bench.AskAsync(ProviderBench.Question with { Stream = stream }, Never);
        Assert.Equal((ProviderFault.FirstTokenTimeout, true, 1), (result.Fault, result.MayFallBack, bench.Server.Requests.Count));
    }

    [Fact]
    public async Task Complete_HeadersAndARoleButNoContentInTime_IsAFirstTokenTimeout()
    {
        await using var bench = await ProviderBench.StartAsync(StreamThenSilence(Data(Chunk("""{"role":"assistant","content":""}"""))));
        bench.Options.FirstTokenTimeout = TimeSpan.FromMilliseconds(300);
        Assert.Equal(ProviderFault.FirstTokenTimeout, (await bench.AskAsync(cancellationToken: Never)).Fault);
    }

    [Fact]
    public async Task Complete_HalfOpenStream_IsInterruptedAfterTheIdleTime()
    {
        await using var bench = await ProviderBench.StartAsync(StreamThenSilence(Hello));
        bench.Options.IdleTimeout = TimeSpan.FromMilliseconds(300);
        var result = await bench.AskAsync(cancellationToken: Never);
        Assert.Equal((ProviderFault.IdleTimeout, CompletionOutcome.Interrupted, "Hello"), (result.Fault, result.Outcome, result.Text));
    }

    [Fact]
    public async Task Complete_BytesOneByOne_IsInterruptedAfterTheIdleTime()
    {
        await using var bench = await ProviderBench.StartAsync(Drip(TimeSpan.FromMilliseconds(20), Hello));
        bench.Options.IdleTimeout = TimeSpan.FromMilliseconds(300);
        Assert.Equal(ProviderFault.IdleTimeout, (await bench.AskAsync(cancellationToken: Never)).Fault);
    }

    [Fact]
    public async Task Complete_StreamThatKeepsGoing_IsInterruptedAfterTheTotalTime()
    {
        await using var bench = await ProviderBench.StartAsync(Drip(TimeSpan.FromMilliseconds(1), Hello));
        bench.Options.TotalTimeout = TimeSpan.FromMilliseconds(1_500);
        bench.Options.FirstTokenTimeout = TimeSpan.FromSeconds(1);
        var result = await bench.AskAsync(cancellationToken: Never);
        Assert.Equal((ProviderFault.TotalTimeout, CompletionOutcome.Interrupted), (result.Fault, result.Outcome));
    }

    [Fact]
    public async Task Complete_DeadlinePassed_AsksNobody()
    {
        await using var bench = await ProviderBench.StartAsync();
        var result = await bench.AskAsync(ProviderBench.Question with { DeadlineUtc = new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc) }, Never);
        Assert.Equal((ProviderFault.TotalTimeout, 0, false), (result.Fault, bench.Server.Requests.Count, result.MayFallBack));
    }

    [Theory]
    [InlineData("Retry-After", "0")]
    [InlineData("retry-after-ms", "5")]
    public async Task Complete_BusyThenFree_WaitsAndAnswers(string header, string value)
    {
        await using var bench = await ProviderBench.StartAsync(Error(429, "requests", null, "Slow down.", (header, value)));
        Assert.Equal(CompletionOutcome.Completed, (await bench.AskAsync(cancellationToken: Never)).Outcome);
    }

    [Fact]
    public async Task Complete_RetryAfterOneSecond_WaitsIt()
    {
        await using var bench = await ProviderBench.StartAsync(Error(503, "server_error", null, "Later.", ("Retry-After", "1")));
        var watch = Stopwatch.StartNew();
        await bench.AskAsync(cancellationToken: Never);
        Assert.True(watch.Elapsed >= TimeSpan.FromMilliseconds(990), $"waited {watch.Elapsed}");
    }

    [Fact]
    public async Task Complete_RetryAfterBeyondTheDeadline_EndsAtOnce()
    {
        await using var bench = await ProviderBench.StartAsync(Error(429, "requests", null, "Slow down.", ("Retry-After", "15")));
        bench.Options.TotalTimeout = TimeSpan.FromSeconds(10);
        var watch = Stopwatch.StartNew();
        await bench.AskAsync(cancellationToken: Never);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(8), $"took {watch.Elapsed}");
    }

    [Fact]
    public async Task Complete_RetryAfterAnHour_SaysWhen()
    {
        await using var bench = await ProviderBench.StartAsync(Faults["429 with Retry-After of an hour"].Reply);
        Assert.Equal("The model provider is busy. Nothing was answered and nothing is billed. Try again in 60 min.", (await bench.AskAsync(cancellationToken: Never)).Message);
    }

    [Fact]
    public async Task Complete_RetriedTry_IsToldBeforeItIsWaitedFor()
    {
        await using var bench = await ProviderBench.StartAsync(Error(500, "server_error"));
        var first = (await bench.EventsAsync(cancellationToken: Never))[0];
        Assert.Equal((ProviderFault.ServerError, 2), first is ProviderEvent.Retrying retrying ? (retrying.Fault, retrying.NextTry) : default);
    }

    [Fact]
    public async Task Complete_EmptyThenAnAnswer_BillsBoth()
    {
        await using var bench = await ProviderBench.StartAsync(Stream(Usage, Done), Stream(Hello, End, Usage, Done));
        Assert.Equal(new TokenUsage(22, 0, 4, 0), (await bench.AskAsync(cancellationToken: Never)).Usage);
    }

    [Fact]
    public async Task Complete_FailuresThatCanCost_AreAtMostAsManyAsTheBoundSays()
    {
        await using var bench = await ProviderBench.StartAsync(Stream(Done), StreamThenReset(), Stream(Done));
        await bench.AskAsync(cancellationToken: Never);
        Assert.Equal(TokenBound.MostChargedTries, bench.Server.Requests.Count);
    }

    [Fact]
    public async Task Complete_InterruptedWithoutUsage_CountsWhatCame()
    {
        await using var bench = await ProviderBench.StartAsync(Faults["reset mid-stream"].Reply);
        var result = await bench.AskAsync(cancellationToken: Never);
        Assert.Equal((new TokenUsage(TokenCounter.Count(ProviderBench.Question.Messages), 0, 2, 0), true), (result.Usage, result.UsageEstimated));
    }

    [Fact]
    public async Task Complete_RefusedByStatus_CostsNothing()
    {
        await using var bench = await ProviderBench.StartAsync(Faults["400"].Reply);
        var result = await bench.AskAsync(cancellationToken: Never);
        Assert.Equal((TokenUsage.None, false), (result.Usage, result.UsageEstimated));
    }

    [Fact]
    public async Task Complete_UsageZero_IsKept()
    {
        await using var bench = await ProviderBench.StartAsync(Stream(Hello, End, Data(UsageChunk(UsageJson(0, 0))), Done));
        var result = await bench.AskAsync(cancellationToken: Never);
        Assert.Equal((TokenUsage.None, false), (result.Usage, result.UsageEstimated));
    }

    [Fact]
    public async Task Complete_UsageTwice_LastWins()
    {
        await using var bench = await ProviderBench.StartAsync(Stream(Hello, End, Usage, Data(UsageChunk(UsageJson(12, 3))), Done));
        var result = await bench.AskAsync(cancellationToken: Never);
        Assert.Equal((new TokenUsage(12, 0, 3, 0), true), (result.Usage, result.Notes.HasFlag(ProviderNotes.UsageTwice)));
    }

    [Theory]
    [InlineData(-1, 5, 0, 0)]
    [InlineData(5, -1, 0, 0)]
    [InlineData(5, 5, 6, 0)]
    [InlineData(5, 5, 0, 6)]
    [InlineData(5, 5, -1, 0)]
    [InlineData(2_000_000_000, 5, 0, 0)]
    [InlineData(5, 2_000_000_000, 0, 0)]
    public async Task Complete_ImpossibleUsage_IsCountedHereInstead(long input, long output, long cached, long reasoning)
    {
        await using var bench = await ProviderBench.StartAsync(Stream(Hello, End, Data(UsageChunk(UsageJson(input, output, cached, reasoning))), Done));
        var result = await bench.AskAsync(cancellationToken: Never);
        Assert.Equal((1, true, true), ((int)result.Usage.OutputTokens, result.UsageEstimated, result.Notes.HasFlag(ProviderNotes.UsageRejected)));
    }

    [Fact]
    public async Task Complete_CachedAndReasoningTokens_AreCountedOnce()
    {
        await using var bench = await ProviderBench.StartAsync(Stream(Hello, End, Data(UsageChunk(UsageJson(100, 50, 60, 20))), Done));
        Assert.Equal(new TokenUsage(40, 60, 30, 20), (await bench.AskAsync(cancellationToken: Never)).Usage);
    }

    [Fact]
    public async Task Complete_ContextTooLong_SaysHowMuchTooLong()
    {
        const string message = "This model's maximum context length is 128000 tokens. However, your messages resulted in 130512 tokens. Please reduce the length of the messages.";
        await using var bench = await ProviderBench.StartAsync(Error(400, "invalid_request_error", "context_length_exceeded", message));
        Assert.Equal(new ContextOverflow(130_512, 128_000), (await bench.AskAsync(cancellationToken: Never)).ContextOverflow);
    }

    [Fact]
    public async Task Complete_KeyQuotedByTheProvider_IsTakenOutOfTheDetail()
    {
        await using var bench = await ProviderBench.StartAsync(Error(401, "invalid_request_error", "invalid_api_key", $"Incorrect API key provided: {ProviderBench.Key}."));
        Assert.Equal("HTTP 401: invalid_request_error / invalid_api_key / Incorrect API key provided: [key].", (await bench.AskAsync(cancellationToken: Never)).Detail);
    }

    [Fact]
    public async Task Complete_RedirectToAnotherServer_DoesNotReachIt()
    {
        await using var other = await FakeOpenAiServer.StartAsync();
        await using var bench = await ProviderBench.StartAsync(Json(307, "{}", ("Location", $"{other.BaseUrl}/chat/completions")));
        await bench.AskAsync(cancellationToken: Never);
        Assert.Empty(other.Requests);
    }

    [Fact]
    public async Task Complete_EndlessChunks_AreCutAtTheCap()
    {
        await using var bench = await ProviderBench.StartAsync(Giant(oneLine: false));
        var result = await bench.AskAsync(cancellationToken: Never);
        Assert.Equal((ProviderFault.AnswerTooLarge, true), (result.Fault, result.Text.Length is > 100_000 and < 200_000));
    }

    [Fact]
    public async Task Complete_ToolCallWithBrokenJson_IsMarkedNotToBeRun()
    {
        var call = Data(Chunk("""{"tool_calls":[{"index":0,"id":"call_1","type":"function","function":{"name":"close","arguments":"{\"id\": 1"}}]}"""));
        await using var bench = await ProviderBench.StartAsync(Stream(call, Data(Finish("tool_calls")), Usage, Done));
        var result = await bench.AskAsync(cancellationToken: Never);
        Assert.Equal([new ProviderToolCall("call_1", "close", "{\"id\": 1", ArgumentsAreJson: false)], result.ToolCalls);
    }

    [Fact]
    public async Task Complete_ToolCallInPieces_IsPutTogether()
    {
        var first = Data(Chunk("""{"tool_calls":[{"index":0,"id":"call_1","type":"function","function":{"name":"close","arguments":"{\"id\""}}]}"""));
        var second = Data(Chunk("""{"tool_calls":[{"index":0,"function":{"arguments":": 1}"}}]}"""));
        await using var bench = await ProviderBench.StartAsync(Stream(first, second, Data(Finish("tool_calls")), Usage, Done));
        Assert.Equal([new ProviderToolCall("call_1", "close", "{\"id\": 1}", ArgumentsAreJson: true)], (await bench.AskAsync(cancellationToken: Never)).ToolCalls);
    }

    [Theory]
    [InlineData("repeated chunk", ProviderNotes.RepeatedChunk)]
    [InlineData("unknown finish", ProviderNotes.UnknownFinishReason)]
    public async Task Complete_Oddity_IsNoted(string name, ProviderNotes note) => Assert.True((await PlayAsync(name)).Result.Notes.HasFlag(note));

    private static async Task<(ProviderResult Result, int Requests)> PlayAsync(string name)
    {
        await using var bench = await ProviderBench.StartAsync();
        bench.Server.Otherwise = Faults[name].Reply;
        return (await bench.AskAsync(cancellationToken: Never), bench.Server.Requests.Count);
    }

    private static int ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        var from = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        using var certificate = request.CreateSelfSigned(from, from.AddYears(50));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), null);
    }
}
