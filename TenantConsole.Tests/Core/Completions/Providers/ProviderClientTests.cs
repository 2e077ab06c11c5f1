using System.Text;
using System.Text.Json;
using TenantConsole.Core.Completions;
using TenantConsole.Core.Completions.Providers;
using TenantConsole.Core.Usage;
using TenantConsole.Tests.Support.Upstream;
using static TenantConsole.Tests.Support.Upstream.UpstreamReplies;

namespace TenantConsole.Tests.Core.Completions.Providers;

public sealed class ProviderClientTests
{
    private static CancellationToken Never => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Complete_CorrectServer_Completes(bool stream)
    {
        await using var bench = await ProviderBench.StartAsync(Answer("Four words of text"));
        var result = await bench.AskAsync(ProviderBench.Question with { Stream = stream }, Never);
        Assert.Equal((CompletionOutcome.Completed, "Four words of text", false, "stop", "req_test_1", "gpt-4o-mini"), (result.Outcome, result.Text, result.UsageEstimated, result.FinishReason, result.ProviderRequestId, result.UpstreamModel));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Complete_CorrectServer_TakesItsUsage(bool stream)
    {
        await using var bench = await ProviderBench.StartAsync(Answer("Four words of text"));
        var result = await bench.AskAsync(ProviderBench.Question with { Stream = stream }, Never);
        Assert.Equal(new TokenUsage(TokenCounter.Count("What is a change window?") + 6, 0, 4, 0), result.Usage);
    }

    [Fact]
    public async Task Complete_Stream_TellsStartedThenDeltasThenFinished()
    {
        await using var bench = await ProviderBench.StartAsync(Stream(Data(Text("a")), Data(Text("b")), Data(Finish()), Done));
        Assert.Equal(["Started", "Delta", "Delta", "Delta", "Finished"], (await bench.EventsAsync(cancellationToken: Never)).Select(next => next.GetType().Name));
    }

    [Fact]
    public async Task Complete_Stream_PassesTheChunksByteForByte()
    {
        var odd = """{"choices":[{"index":0,"delta":{"content":"a"},"x":1}],  "unknown": [1.50]}""";
        await using var bench = await ProviderBench.StartAsync(Stream(Data(odd), Data(Finish()), Done));
        var first = (await bench.EventsAsync(cancellationToken: Never)).OfType<ProviderEvent.Delta>().First();
        Assert.Equal(odd, Encoding.UTF8.GetString(first.Json.Span));
    }

    [Fact]
    public async Task Complete_FirstTryFailsAfterItsRole_ShowsOneRole()
    {
        var role = Data(Chunk("""{"role":"assistant","content":""}"""));
        await using var bench = await ProviderBench.StartAsync(Stream(role), Stream(role, Data(Text("a")), Data(Finish()), Done));
        Assert.Equal(3, (await bench.EventsAsync(cancellationToken: Never)).OfType<ProviderEvent.Delta>().Count());
    }

    [Fact]
    public async Task Complete_CancelledMidStream_KeepsTheTextAndCountsIt()
    {
        await using var bench = await ProviderBench.StartAsync(StreamThenSilence(Data(Text("Hello")), Data(Text(" world"))));
        using var stop = new CancellationTokenSource();
        ProviderResult? result = null;
        await foreach (var next in bench.Client().CompleteAsync(ProviderBench.Question, stop.Token))
        {
            if (next is ProviderEvent.Delta { Text: " world" })
                await stop.CancelAsync();
            result = (next as ProviderEvent.Finished)?.Result ?? result;
        }

        Assert.Equal((CompletionOutcome.Cancelled, "Hello world", 2L, true, false), (result!.Outcome, result.Text, result.Usage.OutputTokens, result.UsageEstimated, result.MayFallBack));
    }

    [Fact]
    public async Task Complete_CancelledBeforeItBegins_AsksNobody()
    {
        await using var bench = await ProviderBench.StartAsync();
        var result = await bench.AskAsync(cancellationToken: new CancellationToken(canceled: true));
        Assert.Equal((CompletionOutcome.Cancelled, 0, TokenUsage.None), (result.Outcome, bench.Server.Requests.Count, result.Usage));
    }

    [Fact]
    public async Task Complete_CancelledWhileWaitingToRetry_Ends()
    {
        await using var bench = await ProviderBench.StartAsync(Error(503, "server_error", null, "Later.", ("Retry-After", "15")));
        using var stop = new CancellationTokenSource();
        ProviderResult? result = null;
        await foreach (var next in bench.Client().CompleteAsync(ProviderBench.Question, stop.Token))
        {
            if (next is ProviderEvent.Retrying)
                stop.CancelAfter(50);
            result = (next as ProviderEvent.Finished)?.Result ?? result;
        }

        Assert.Equal((CompletionOutcome.Cancelled, 1), (result!.Outcome, result.Tries.Count));
    }

    [Fact]
    public async Task Complete_CancelledMidStream_HangsUpOnTheProvider()
    {
        var hungUp = new TaskCompletionSource();
        await using var bench = await ProviderBench.StartAsync(async (context, body, stopped) =>
        {
            await using var registration = stopped.Register(hungUp.SetResult);
            await StreamThenSilence(Data(Text("Hello")))(context, body, stopped);
        });
        using var stop = new CancellationTokenSource();
        await foreach (var next in bench.Client().CompleteAsync(ProviderBench.Question, stop.Token))
        {
            if (next is ProviderEvent.Delta)
                await stop.CancelAsync();
        }

        await hungUp.Task.WaitAsync(TimeSpan.FromSeconds(20), Never);
    }

    [Fact]
    public async Task Complete_Key_IsSentAsBearer() => Assert.Equal($"Bearer {ProviderBench.Key}", (await SentAsync(ProviderBench.Question)).Headers["Authorization"]);

    [Fact]
    public async Task Complete_NoKey_SendsNone()
    {
        await using var bench = await ProviderBench.StartAsync();
        bench.Options.ApiKey = " ";
        await bench.AskAsync(cancellationToken: Never);
        Assert.DoesNotContain("Authorization", bench.Server.Requests[0].Headers.Keys);
    }

    [Fact]
    public async Task Complete_RequestId_IsSent() => Assert.Equal("call-1", (await SentAsync(ProviderBench.Question)).Headers["X-Client-Request-Id"]);

    [Fact]
    public async Task Complete_RequestIdOfOtherLetters_IsNotSent() => Assert.DoesNotContain("X-Client-Request-Id", (await SentAsync(ProviderBench.Question with { RequestId = "ünsafe\r\nX: y" })).Headers.Keys);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Complete_StreamThatNamesItsEventsAndBreaks_IsNotConnectedAgainByThePackage(bool reset)
    {
        string[] pieces = ["retry: 1\n\n", "id: 7\n" + Data(Text("Hello"))];
        await using var bench = await ProviderBench.StartAsync(reset ? StreamThenReset(pieces) : Stream(pieces));
        await bench.AskAsync(cancellationToken: Never);
        Assert.Single(bench.Server.Requests);
    }

    [Fact]
    public async Task Complete_RedirectOnTheSameServer_IsNotFollowed()
    {
        await using var bench = await ProviderBench.StartAsync(Json(307, "{}", ("Location", "/v1/chat/completions")));
        await bench.AskAsync(cancellationToken: Never);
        Assert.Single(bench.Server.Requests);
    }

    [Fact]
    public async Task Complete_Encodings_AreNotAskedFor() => Assert.Equal("identity", (await SentAsync(ProviderBench.Question)).Headers["Accept-Encoding"]);

    [Theory]
    [InlineData(OutputLimitField.Automatic, """{"model":"gpt-4o-mini","messages":[{"role":"user","content":"What is a change window?"}],"temperature":0.5,"stream_options":{"include_usage":true},"max_tokens":500,"stream":true}""")]
    [InlineData(OutputLimitField.MaxCompletionTokens, """{"model":"gpt-4o-mini","messages":[{"role":"user","content":"What is a change window?"}],"temperature":0.5,"stream_options":{"include_usage":true},"max_completion_tokens":500,"stream":true}""")]
    public async Task Complete_Question_IsSentAsTheProtocolSays(OutputLimitField field, string body)
    {
        await using var bench = await ProviderBench.StartAsync();
        bench.Options.OutputLimitField = field;
        await bench.AskAsync(ProviderBench.Question with { Temperature = 0.5 }, Never);
        Assert.Equal(body, bench.Server.Requests[0].Body);
    }

    [Fact]
    public async Task Complete_RawBody_PassesUnknownFieldsAndOverwritesItsOwn()
    {
        var raw = """{"model":"auto","messages":[{"role":"user","content":"Grüße","name":"x"}],"tools":[{"type":"function"}],"seed":7,"x":{"y":1.50},"stream":false,"max_tokens":9,"max_completion_tokens":9,"stream_options":{"z":1,"include_usage":false}}""";
        var sent = await SentAsync(ProviderBench.Question with { RawBody = Encoding.UTF8.GetBytes(raw) });
        Assert.Equal(
            """{"model":"gpt-4o-mini","messages":[{"role":"user","content":"Grüße","name":"x"}],"tools":[{"type":"function"}],"seed":7,"x":{"y":1.50},"stream_options":{"z":1,"include_usage":true},"max_tokens":500,"stream":true}""",
            sent.Body);
    }

    [Fact]
    public async Task Complete_RawBodyThatIsNoObject_IsTheCallersFault() =>
        await Assert.ThrowsAsync<ArgumentException>(() => SentAsync(ProviderBench.Question with { RawBody = "[]"u8.ToArray() }));

    [Fact]
    public async Task Complete_LogProbabilities_AreAveraged()
    {
        var chunk = """{"choices":[{"index":0,"delta":{"content":"a b"},"logprobs":{"content":[{"token":"a","logprob":-0.5},{"token":" b","logprob":-1.5}]}}]}""";
        await using var bench = await ProviderBench.StartAsync(Stream(Data(chunk), Data(Finish()), Done));
        Assert.Equal(-1.0, (await bench.AskAsync(ProviderBench.Question with { LogProbabilities = true }, Never)).MeanLogProbability);
    }

    [Fact]
    public async Task Complete_ProviderThatRefusesLogProbabilities_IsAskedWithoutThemAndNotAgain()
    {
        await using var bench = await ProviderBench.StartAsync(Error(400, "invalid_request_error", message: "'logprobs' is not supported with this model."), Answer("Hello"), Answer("Again"));

        var client = bench.Client();
        var first = await AskAsync();
        var second = await AskAsync();

        Assert.Equal(("Hello", "Again", null), (first.Text, second.Text, first.MeanLogProbability));
        Assert.Equal([true, false, false], bench.Server.Requests.Select(request => request.Body.Contains("logprobs", StringComparison.Ordinal)));

        async Task<ProviderResult> AskAsync() =>
            (await client.CompleteAsync(ProviderBench.Question with { LogProbabilities = true }, Never).ToListAsync(CancellationToken.None)).OfType<ProviderEvent.Finished>().Single().Result;
    }

    [Fact]
    public async Task Complete_AnyOtherRefusal_IsNotAskedAgain()
    {
        await using var bench = await ProviderBench.StartAsync(Error(400, "invalid_request_error", message: "'messages' is wrong."));

        Assert.Equal(ProviderFault.RequestRefused, (await bench.AskAsync(ProviderBench.Question with { LogProbabilities = true }, Never)).Fault);
        Assert.Single(bench.Server.Requests);
    }

    [Fact]
    public async Task Complete_OneOfTwoChoicesUnfinished_IsNotCompleted()
    {
        await using var bench = await ProviderBench.StartAsync(
            Stream(Data(Text("a")), Data("""{"choices":[{"index":1,"delta":{"content":"b"}}]}"""), Data(Finish()), Done));
        Assert.Equal(CompletionOutcome.Interrupted, (await bench.AskAsync(cancellationToken: Never)).Outcome);
    }

    [Fact]
    public async Task Complete_ManyAtOnce_KeepsThemApart()
    {
        await using var bench = await ProviderBench.StartAsync();
        var client = bench.Client();
        var texts = await Task.WhenAll(Enumerable.Range(0, 50).Select(async number =>
        {
            var events = await client.CompleteAsync(ProviderBench.Question with { Messages = [new ChatMessage("user", $"n{number}.")] }, Never).ToListAsync(Never);
            return events.OfType<ProviderEvent.Finished>().Single().Result.Text;
        }));
        Assert.Equal(Enumerable.Range(0, 50).Select(number => $"This is the answer of the test server to: n{number}."), texts);
    }

    [Fact]
    public void Messages_EveryFault_HasWords() =>
        Assert.All(Enum.GetValues<ProviderFault>().Where(fault => fault != ProviderFault.None), fault => Assert.EndsWith(".", FaultMessages.For(fault, somethingShown: false, tokensUsed: true), StringComparison.Ordinal));

    [Fact]
    public void Messages_TextShown_SaysItWasKept() =>
        Assert.Equal(
            "The connection to the model provider broke, so the answer is incomplete. The text so far was kept and is billed. Ask again, or ask to continue.",
            FaultMessages.For(ProviderFault.ConnectionReset, somethingShown: true, tokensUsed: true));

    private static async Task<UpstreamRequest> SentAsync(ProviderRequest request)
    {
        await using var bench = await ProviderBench.StartAsync();
        await bench.AskAsync(request, Never);
        using var isJson = JsonDocument.Parse(bench.Server.Requests[0].Body);
        return bench.Server.Requests[0];
    }
}
