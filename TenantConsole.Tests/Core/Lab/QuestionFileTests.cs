using System.Text;
using TenantConsole.Core.Common;
using TenantConsole.Core.Lab;

namespace TenantConsole.Tests.Core.Lab;

public sealed class QuestionFileTests
{
    private const string Head = "id,prompt,job_role,conversation_length\n";

    [Theory]
    [InlineData("one\ntwo")]
    [InlineData("one\r\ntwo\r\n")]
    [InlineData("\n\none\n   \n\r\ntwo\n\n")]
    [InlineData("\uFEFFone\ntwo")]
    public async Task Lines_EmptyOnesLineEndsAndByteOrderMark_AreReadOver(string text) =>
        Assert.Equal(["one", "two"], (await ReadAsync(text, QuestionFormat.Lines)).Select(question => question.Prompt));

    [Fact]
    public async Task Csv_QuotesCommasAndLineEndsInAField_AreTheQuestions()
    {
        var questions = await ReadAsync("\uFEFF" + Head.Replace("\n", "\r\n", StringComparison.Ordinal) + "7,\"He said \"\"hi\"\",\r\nthen left\",ceo,4\r\n\r\n,plain,,\r\n", QuestionFormat.Csv);

        Assert.Equal(("7", "He said \"hi\",\nthen left", "ceo", 4), (questions[0].Label, questions[0].Prompt, questions[0].JobRole, questions[0].ConversationTurns));
        Assert.Equal((null, "plain", null, 1), (questions[1].Label, questions[1].Prompt, questions[1].JobRole, questions[1].ConversationTurns));
    }

    [Fact]
    public async Task Csv_ColumnsInAnyOrderAndOthers_AreFoundByTheirNames() =>
        Assert.Equal("why?", Assert.Single(await ReadAsync("team, Prompt \nops,why?\n", QuestionFormat.Csv)).Prompt);

    [Fact]
    public async Task JsonLines_AllFields_AreRead()
    {
        var questions = await ReadAsync("""
            {"id": 5, "prompt": "a", "job_role": "operator", "conversation_length": 6, "more": {}}

            {"prompt": "b", "id": null}
            """, QuestionFormat.JsonLines);

        Assert.Equal(("5", "a", "operator", 6), (questions[0].Label, questions[0].Prompt, questions[0].JobRole, questions[0].ConversationTurns));
        Assert.Equal((null, "b", null, 1), (questions[1].Label, questions[1].Prompt, questions[1].JobRole, questions[1].ConversationTurns));
    }

    [Theory]
    [InlineData("id,question\n1,a\n", "Line 1: the first line names the columns, and one of them is 'prompt'.")]
    [InlineData("prompt,Prompt\na,b\n", "Line 1: two columns are called 'prompt'.")]
    [InlineData("id,prompt\n1,a\n2\n", "Line 3: 1 fields where the first line names 2.")]
    [InlineData("id,prompt\n1,\"a\nb\nc\n", "Line 2: a quotation mark is opened and never closed.")]
    [InlineData("id,prompt\n1,a\"b\n", "Line 2: a quotation mark within a field that is not quoted.")]
    [InlineData("id,prompt\n1,\"a\"b\n", "Line 2: something stands between a closing quotation mark and the comma.")]
    [InlineData("id,prompt\n1,a\n2,\n", "Line 3: the question is empty.")]
    [InlineData("prompt,conversation_length\na,many\n", "Line 2: 'conversation_length' is not a whole number from 0 on.")]
    [InlineData("prompt,conversation_length\na,-1\n", "Line 2: 'conversation_length' is not a whole number from 0 on.")]
    [InlineData("prompt\na\0b\n", "Line 2: there is a NUL or half a character in it, which is no text.")]
    public async Task Csv_BadLine_IsToldWithItsNumber(string text, string message) => Assert.Equal(message, await FaultAsync(text, QuestionFormat.Csv));

    [Theory]
    [InlineData("{\"prompt\": \"a\"}\nnonsense", "Line 2: not valid JSON: character 2 cannot stand where it does.")]
    [InlineData("[1]", "Line 1: a JSON object is wanted.")]
    [InlineData("{\"id\": 1}", "Line 1: 'prompt' is missing or not text.")]
    [InlineData("{\"prompt\": 7}", "Line 1: 'prompt' is not text.")]
    [InlineData("{\"prompt\": \"\\ud800\"}", "Line 1: 'prompt' has half a surrogate pair.")]
    [InlineData("{\"prompt\": \"a\\u0000b\"}", "Line 1: there is a NUL")]
    [InlineData("{\"id\": [], \"prompt\": \"a\"}", "Line 1: 'id' is missing or neither text nor a number.")]
    [InlineData("{\"prompt\": \"a\", \"conversation_length\": 1.5}", "Line 1: 'conversation_length' is not a whole number from 0 on.")]
    public async Task JsonLines_BadLine_IsToldWithItsNumber(string text, string message) => Assert.StartsWith(message, await FaultAsync(text, QuestionFormat.JsonLines), StringComparison.Ordinal);

    [Fact]
    public async Task JsonLines_NestedWithoutEnd_IsToldAndNotFallenInto() =>
        Assert.StartsWith("Line 1: not valid JSON", await FaultAsync(new string('[', 100_000), QuestionFormat.JsonLines), StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("\n \n")]
    [InlineData("\uFEFF")]
    public async Task AnyFormat_NothingInIt_IsToldSo(string text)
    {
        foreach (var format in Enum.GetValues<QuestionFormat>())
        {
            Assert.Equal("There is no question in it.", await FaultAsync(text, format));
        }
    }

    [Fact]
    public async Task Lines_NoText_IsToldWithALineNearIt()
    {
        var bytes = Encoding.UTF8.GetBytes("one\n").Concat(new byte[] { 0xC3, 0x28, 0xFF }).ToArray();
        var fault = await Assert.ThrowsAsync<InvalidInputException>(() => AllAsync(new MemoryStream(bytes), QuestionFormat.Lines));
        Assert.Matches("^Line [12] or soon after it: not text in UTF-8", fault.Message);
    }

    [Fact]
    public async Task Lines_AMillionCharacters_AreAQuestionAndOneMoreIsNot()
    {
        Assert.Equal(1_000_000, Assert.Single(await ReadAsync(new string('x', 1_000_000), QuestionFormat.Lines)).Prompt.Length);
        Assert.Equal("Line 2: the question is longer than 1,000,000 characters.", await FaultAsync("a\n" + new string('x', 1_000_001), QuestionFormat.Lines));
    }

    [Fact]
    public async Task Lines_ALineWithoutEnd_IsNotReadIntoMemory() =>
        Assert.Equal("Line 1: longer than 6,010,000 characters.", (await Assert.ThrowsAsync<InvalidInputException>(() => AllAsync(new EndlessStream(), QuestionFormat.Lines))).Message);

    [Fact]
    public async Task Lines_MoreThanAreTaken_AreRefused() =>
        Assert.StartsWith("Line 200001: more than 200,000 questions", await FaultAsync(string.Concat(Enumerable.Repeat("a\n", 200_001)), QuestionFormat.Lines), StringComparison.Ordinal);

    [Fact]
    public async Task Spool_Questions_ComeBackAsTheyWere()
    {
        var given = new[] { new ReplayQuestion("a\n„ü“ 😀") { Label = "1", JobRole = "ceo", ConversationTurns = 300 }, new ReplayQuestion(new string('x', 70_000)) };
        using var spool = await QuestionSpool.FillAsync(Enumerable.Repeat(given, 700).SelectMany(pair => pair).ToAsyncEnumerable(), TestContext.Current.CancellationToken);

        var back = new List<ReplayQuestion>();
        await foreach (var page in spool.PagesAsync())
        {
            Assert.InRange(page.Count, 1, 1_000);
            back.AddRange(page);
        }

        Assert.Equal(Enumerable.Repeat(given, 700).SelectMany(pair => pair), back);
    }

    [Theory]
    [InlineData("q.xlsx")]
    [InlineData("questions")]
    public void FormatOf_AnythingElse_IsRefused(string name) => Assert.Throws<InvalidInputException>(() => QuestionFile.FormatOf(name));

    private static Task<List<ReplayQuestion>> ReadAsync(string text, QuestionFormat format) => AllAsync(new DrippingStream(Encoding.UTF8.GetBytes(text)), format);

    private static async Task<string> FaultAsync(string text, QuestionFormat format) =>
        (await Assert.ThrowsAsync<InvalidInputException>(() => AllAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), format))).Message;

    private static async Task<List<ReplayQuestion>> AllAsync(Stream content, QuestionFormat format)
    {
        await using (content)
        {
            return await QuestionFile.ReadAsync(content, format, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Gives at most seven bytes at a time.</summary>
    private sealed class DrippingStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => base.ReadAsync(buffer[..Math.Min(7, buffer.Length)], cancellationToken);
    }

    private sealed class EndlessStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            buffer.Span.Fill((byte)'x');
            return new(buffer.Length);
        }
    }
}
