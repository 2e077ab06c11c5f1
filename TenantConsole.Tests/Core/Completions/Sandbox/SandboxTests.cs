using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using TenantConsole.Core.Completions;
using TenantConsole.Core.Completions.Providers;
using TenantConsole.Core.Completions.Sandbox;
using TenantConsole.Core.Usage;

namespace TenantConsole.Tests.Core.Completions.Sandbox;

public sealed class SandboxTests
{
    private const string Hard = "Analyze the root cause of the database outage and design a comprehensive disaster recovery strategy";

    private static readonly string[] Questions =
    [
        "hello", "", "   ", "What is the status of ticket #123?", "How do I reset my password?", "Explain what a change window is", "Compare blue-green and rolling releases",
        "Write a SQL query that lists open tickets", "Write C# code to parse a date", "Our yaml config for docker fails", Hard, "Grüße, was ist los? 😀", new string('x', 20_000),
        string.Join(' ', Enumerable.Repeat("and then the server stopped answering", 300)),
    ];

    private static readonly string[] WordsOfDoubt = ["I'm not sure", "I don't know", "maybe", "unclear", "possibly", "perhaps", "may or may not"];

    private static CancellationToken Never => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> ModelsAndQuestions => [.. from model in new[] { "gpt-4o-mini", "gpt-4o", "gpt-4-turbo" } from question in Questions select (model, question)];

    [Theory, MemberData(nameof(ModelsAndQuestions))]
    public async Task Answer_AnyQuestion_SaysThatItIsASandbox(string model, string question) => Assert.StartsWith("*Sandbox answer", (await AskAsync(model, question)).Text, StringComparison.Ordinal);

    [Theory, MemberData(nameof(ModelsAndQuestions))]
    public async Task Answer_AnyQuestion_IsCompleted(string model, string question) => Assert.Equal(CompletionOutcome.Completed, (await AskAsync(model, question)).Outcome);

    [Theory, MemberData(nameof(ModelsAndQuestions))]
    public async Task Answer_StreamedOrNot_IsTheSame(string model, string question)
    {
        var (streamed, whole) = (await AskAsync(model, question), await AskAsync(model, question, stream: false));
        Assert.Equal((whole.Text, whole.Usage, whole.FinishReason), (streamed.Text, streamed.Usage, streamed.FinishReason));
    }

    [Theory, MemberData(nameof(ModelsAndQuestions))]
    public async Task Answer_AnyQuestion_HasItsTokensCounted(string model, string question)
    {
        var result = await AskAsync(model, question);
        Assert.Equal(
            (TokenCounter.Count([new ChatMessage("user", question)]), (long)TokenCounter.Count(result.Text), false), (result.Usage.InputTokens, result.Usage.OutputTokens, result.UsageEstimated));
    }

    [Theory, MemberData(nameof(ModelsAndQuestions))]
    public async Task Answer_AnyQuestion_DoesNotEndInAQuestion(string model, string question) => Assert.False((await AskAsync(model, question)).Text.EndsWith('?'));

    [Fact]
    public async Task Answer_HardQuestionsToASmallModel_AreMostlyUnsure() => Assert.InRange(await UnsureAsync("gpt-4o-mini", Hard), 80, 100);

    [Fact]
    public async Task Answer_HardQuestionsToAnAdvancedModel_AreNeverUnsure() => Assert.Equal(0, await UnsureAsync("gpt-4-turbo", Hard));

    [Fact]
    public async Task Answer_SimpleQuestionsToASmallModel_AreSeldomUnsure() => Assert.InRange(await UnsureAsync("gpt-4o-mini", "What is the status of ticket"), 0, 10);

    [Fact]
    public async Task Answer_UnsureAnswer_HasLowerLogProbabilities()
    {
        var small = await AskAsync("gpt-4o-mini", Hard, logProbabilities: true);
        var advanced = await AskAsync("gpt-4-turbo", Hard, logProbabilities: true);
        Assert.True(small.MeanLogProbability < advanced.MeanLogProbability);
    }

    [Fact]
    public async Task Answer_BetterModel_SaysMore() => Assert.True((await AskAsync("gpt-4-turbo", Hard)).Text.Length > (await AskAsync("gpt-4o-mini", Hard)).Text.Length);

    [Fact]
    public async Task Answer_LongerQuestion_SaysMore() =>
        Assert.True((await AskAsync("gpt-4o", "Explain the change window " + string.Join(' ', Enumerable.Repeat("with care", 40)))).Text.Length > (await AskAsync("gpt-4o", "Explain the change window")).Text.Length);

    [Fact]
    public async Task Answer_Question_NamesItsTopic() => Assert.Contains("change window", (await AskAsync("gpt-4o", "Explain what a change window is")).Text, StringComparison.OrdinalIgnoreCase);

    [Fact]
    public async Task Answer_TechnicalQuestion_HasCode() => Assert.Contains("```sql", (await AskAsync("gpt-4o-mini", "Write a SQL query that lists open tickets")).Text, StringComparison.Ordinal);

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(40)]
    public async Task Answer_TokenLimit_IsCutThere(int limit)
    {
        var result = await AskAsync("gpt-4o", Hard, limit: limit);
        Assert.Equal((CompletionOutcome.CutAtLength, true), (result.Outcome, result.Usage.OutputTokens <= limit));
    }

    [Fact]
    public async Task Answer_UnknownModel_IsUnavailable()
    {
        var result = await AskAsync("gpt-9", "hello");
        Assert.Equal((ProviderFault.ModelUnavailable, 404), (result.Fault, result.Tries[0].Status));
    }

    [Fact]
    public async Task Answer_AtItsNaturalPace_TakesTime()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero));
        var asking = AskAsync("gpt-4o-mini", "hello", pace: 1, time: time);
        while (!asking.IsCompleted)
        {
            time.Advance(TimeSpan.FromMilliseconds(5));
            await Task.Delay(1, Never);
        }

        Assert.InRange((await asking).TimeToFirstToken!.Value.TotalMilliseconds, 350, 1_000);
    }

    [Fact]
    public async Task Embeddings_TextsThatShareWords_AreNearerThanOthers()
    {
        using var http = new HttpClient(new SandboxHandler(new SandboxOptions { Pace = 0 }, TimeProvider.System));
        using var content = new StringContent("""{"model":"text-embedding-3-small","input":["reset my password","password reset page","quarterly revenue figures"]}""");
        using var response = await http.PostAsync("http://sandbox.invalid/v1/embeddings", content, Never);
        using var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Never));
        var vectors = document.RootElement.GetProperty("data").EnumerateArray().Select(item => item.GetProperty("embedding").EnumerateArray().Select(value => value.GetDouble()).ToArray()).ToList();
        Assert.True(Dot(vectors[0], vectors[1]) > Dot(vectors[0], vectors[2]));
    }

    [Fact]
    public async Task Models_List_HoldsTheCatalogues()
    {
        using var http = new HttpClient(new SandboxHandler(new SandboxOptions(), TimeProvider.System));
        Assert.Contains("\"gpt-4o-mini\"", await http.GetStringAsync("http://sandbox.invalid/v1/models", Never), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", "parse")]
    [InlineData("{}", "model")]
    [InlineData("""{"model":"gpt-4o","messages":[]}""", "messages")]
    [InlineData("""{"model":"gpt-4o","messages":[{"role":"user","content":"x"}],"max_tokens":0}""", "limit")]
    public async Task Answer_BrokenRequest_IsRefusedInOpenAIsShape(string body, string word)
    {
        using var http = new HttpClient(new SandboxHandler(new SandboxOptions { Pace = 0 }, TimeProvider.System));
        using var content = new StringContent(body);
        using var response = await http.PostAsync("http://sandbox.invalid/v1/chat/completions", content, Never);
        using var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Never));
        Assert.Contains(word, document.RootElement.GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    private static double Dot(double[] left, double[] right) => left.Zip(right, (first, second) => first * second).Sum();

    // Of a hundred questions like this one.
    private static async Task<int> UnsureAsync(string model, string question)
    {
        var unsure = 0;
        for (var number = 0; number < 100; number++)
        {
            var text = (await AskAsync(model, $"{question} #{number}")).Text;
            unsure += Array.Exists(WordsOfDoubt, words => text.Contains(words, StringComparison.OrdinalIgnoreCase)) ? 1 : 0;
        }

        return unsure;
    }

    private static async Task<ProviderResult> AskAsync(
        string model, string question, bool stream = true, int limit = 4_000, bool logProbabilities = false, double pace = 0, TimeProvider? time = null)
    {
        using var factory = new ProviderClientFactory(
            new ProviderOptions(), new SandboxHandler(new SandboxOptions { Pace = pace }, time ?? TimeProvider.System), time ?? TimeProvider.System, () => 0, NullLogger<ProviderClient>.Instance);
        var request = new ProviderRequest(model, [new ChatMessage("user", question)], limit, stream, LogProbabilities: logProbabilities);
        var events = await factory.Default.CompleteAsync(request, Never).ToListAsync(Never);
        return events.OfType<ProviderEvent.Finished>().Single().Result;
    }
}
