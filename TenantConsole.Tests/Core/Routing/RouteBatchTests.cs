using System.Text.Json;
using TenantConsole.Core.Common;
using TenantConsole.Core.Routing;
using static TenantConsole.Tests.Core.Routing.RoutingFixture;

namespace TenantConsole.Tests.Core.Routing;

public sealed class RouteBatchTests
{
    [Fact]
    public void Run_Lines_GivesOneLineEachInOrder()
    {
        var lines = Run("""
            {"id":"a","prompt":"What is the status of ticket #123?","job_role":"operator","extra":[1]}

            {"id":7,"prompt":"We have a security breach","conversation_length":5}
            """);
        Assert.Equal(["\"a\"", "7"], lines.Select(line => line.GetProperty("id").GetRawText()));
        Assert.Equal(
            ["id", "complexity", "model", "model_class", "confidence", "strong_probability", "reason"],
            lines[0].EnumerateObject().Select(property => property.Name));
        Assert.Equal(("simple", "gpt-4o-mini", "small"), (Text(lines[0], "complexity"), Text(lines[0], "model"), Text(lines[0], "model_class")));
        Assert.Equal(("critical", "gpt-4-turbo", "advanced"), (Text(lines[1], "complexity"), Text(lines[1], "model"), Text(lines[1], "model_class")));
    }

    [Theory]
    [InlineData("{\"id\":1", "not valid JSON: it ends too early")]
    [InlineData("{\"id\":1,\"prompt\":\"x", "not valid JSON: it ends too early")]
    [InlineData("nonsense", "not valid JSON: character 2 cannot stand where it does")]
    [InlineData("{\"prompt\":\"é😀\" \"id\":1}", "not valid JSON: character 17 cannot stand where it does")]
    [InlineData("{\"id\":0,\"prompt\":\"x\"}", "'id' is that of line 1 too")]
    [InlineData("[]", "a JSON object")]
    [InlineData("{\"prompt\":\"x\"}", "'id'")]
    [InlineData("{\"id\":null,\"prompt\":\"x\"}", "'id'")]
    [InlineData("{\"id\":1}", "'prompt'")]
    [InlineData("{\"id\":1,\"prompt\":5}", "'prompt'")]
    [InlineData("{\"id\":1,\"prompt\":\"\\ud800\"}", "'prompt'")]
    [InlineData("{\"id\":1,\"prompt\":\"x\",\"job_role\":5}", "'job_role'")]
    [InlineData("{\"id\":1,\"prompt\":\"x\",\"conversation_length\":-1}", "'conversation_length'")]
    [InlineData("{\"id\":1,\"prompt\":\"x\",\"conversation_length\":1.5}", "'conversation_length'")]
    public void Run_BadLine_NamesTheLineAndWhatIsWrong(string line, string what)
    {
        var refused = Assert.Throws<InvalidInputException>(() => Run("{\"id\":0,\"prompt\":\"x\"}\n\n" + line));
        Assert.StartsWith("Line 3: ", refused.Message);
        Assert.Contains(what, refused.Message);
        Assert.DoesNotContain("BytePosition", refused.Message);
    }

    [Fact]
    public void Run_SameIdAsTextAndAsNumber_AreTwo() => Assert.Equal(3, Run("""
        {"id":"1","prompt":"x"}
        {"id":1,"prompt":"x"}
        {"id":"s1","prompt":"x"}
        """).Count);

    [Theory]
    [InlineData("CEO")]
    [InlineData("Senior manager")]
    [InlineData("janitor")]
    [InlineData("")]
    public void Run_RoleByAliasOrUnknownOrEmpty_IsTaken(string role) => Assert.Single(Run($$"""{"id":1,"prompt":"x","job_role":"{{role}}"}"""));

    [Fact]
    public void Run_ByteOrderMark_IsReadOver() => Assert.Single(Run("\uFEFF{\"id\":1,\"prompt\":\"x\"}"));

    [Fact]
    public void Run_NothingThere_WritesNothing() => Assert.Empty(Run(""));

    [Fact]
    public void Run_Cancelled_Stops()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        using var input = new StringReader("{\"id\":1,\"prompt\":\"x\"}");
        using var output = new StringWriter();
        Assert.Throws<OperationCanceledException>(() => RouteBatch.Run(input, output, RoutingPolicy.Default, null, Seed, Now, cancelled.Token));
    }

    private static List<JsonElement> Run(string lines)
    {
        using var input = new StringReader(lines);
        using var output = new StringWriter();
        var count = RouteBatch.Run(input, output, RoutingPolicy.Default, null, Seed, Now, TestContext.Current.CancellationToken);
        var written = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonSerializer.Deserialize<JsonElement>(line)).ToList();
        Assert.Equal(count, written.Count);
        return written;
    }

    private static string? Text(JsonElement line, string property) => line.GetProperty(property).GetString();
}
