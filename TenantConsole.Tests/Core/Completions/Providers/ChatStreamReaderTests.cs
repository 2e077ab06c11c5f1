using System.Net;
using System.Text;
using CsCheck;
using Microsoft.Extensions.Logging.Abstractions;
using TenantConsole.Core.Completions.Providers;
using TenantConsole.Core.Usage;
using static TenantConsole.Tests.Support.Upstream.UpstreamReplies;

namespace TenantConsole.Tests.Core.Completions.Providers;

public sealed class ChatStreamReaderTests
{
    private static readonly Gen<string> Texts = Gen.OneOf("Hello", " world", "\n", "é€", "😀", "[DONE]", "data: [DONE]", "\"}", " ", "stop").Array[1, 12].Select(string.Concat);

    private static readonly Gen<string> ValidStreams =
        from text in Texts
        from reason in Gen.OneOf("stop", "length", "content_filter")
        from usage in Gen.OneOf<string?>(null, UsageJson(11, 2))
        from ending in Gen.OneOf("\n", "\r\n")
        select string.Concat(ValidStream(text, reason, usage)).Replace("\n", ending, StringComparison.Ordinal);

    [Fact]
    public async Task Read_EveryProperPrefixOfAValidStream_EndsWithAFault() => await ValidStreams.SampleAsync(
        async stream =>
        {
            var bytes = Encoding.UTF8.GetBytes(stream);
            for (var length = 0; length < bytes.Length; length++)
            {
                // A stream whose lines end in \r\n is over after the \r of its last empty line: the \n says nothing more.
                if (length == bytes.Length - 1 && stream.EndsWith("\r\n", StringComparison.Ordinal))
                    continue;
                Assert.NotEqual(ProviderFault.None, (await EndingAsync(bytes[..length])).Fault);
            }
        },
        iter: 60);

    [Fact]
    public async Task Read_ValidStream_EndsWithoutFault() => await ValidStreams.SampleAsync(async stream => Assert.Equal(ProviderFault.None, (await EndingAsync(Encoding.UTF8.GetBytes(stream))).Fault), iter: 300);

    [Fact]
    public async Task Read_ValidStream_GivesTheWholeText() =>
        await Texts.SampleAsync(async text => Assert.Equal(text, (await EndingAsync(Encoding.UTF8.GetBytes(string.Concat(ValidStream(text))))).Text), iter: 300);

    [Fact]
    public async Task Complete_EveryPrefixOfAValidStreamOverHttp_IsNeverCompleted()
    {
        var bytes = Encoding.UTF8.GetBytes(string.Concat(ValidStream("One two three", usage: UsageJson(11, 2))));
        for (var length = 0; length < bytes.Length; length++)
            Assert.NotEqual(CompletionOutcome.Completed, (await AskAsync(bytes[..length], stream: true)).Outcome);
    }

    [Fact]
    public async Task Complete_EveryPrefixOfAWholeAnswerOverHttp_IsNeverCompleted()
    {
        var bytes = Encoding.UTF8.GetBytes(Whole("One two three", usage: UsageJson(11, 2)));
        for (var length = 0; length < bytes.Length; length++)
            Assert.NotEqual(CompletionOutcome.Completed, (await AskAsync(bytes[..length], stream: false)).Outcome);
    }

    private static async Task<(ProviderFault Fault, string Text)> EndingAsync(byte[] bytes)
    {
        var answer = new ChatAnswer(null);
        var reader = new ChatStreamReader(new ChunkedStream(bytes, [bytes.Length + 1]), answer, 10_000, 100_000);
        while (await reader.ReadAsync(CancellationToken.None) is not null)
        {
            // Read to the end.
        }

        return (reader.Ending!.Value, answer.Text);
    }

    private static async Task<ProviderResult> AskAsync(byte[] bytes, bool stream)
    {
        using var http = new HttpClient(new FixedHandler(bytes, stream ? "text/event-stream" : "application/json"));
        var client = new ProviderClient(
            http, new ProviderConnection(new Uri("http://127.0.0.1:1/v1"), null), new ProviderOptions { MaxRetries = 0 }, TimeProvider.System, () => 0, NullLogger.Instance);
        var events = await client.CompleteAsync(ProviderBench.Question with { Stream = stream }, TestContext.Current.CancellationToken).ToListAsync(CancellationToken.None);
        return events.OfType<ProviderEvent.Finished>().Single().Result;
    }

    private sealed class FixedHandler(byte[] bytes, string mediaType) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(new MemoryStream(bytes)) };
            response.Content.Headers.ContentType = new(mediaType);
            return Task.FromResult(response);
        }
    }
}
