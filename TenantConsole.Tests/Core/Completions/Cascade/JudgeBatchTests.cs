using System.Text.Json;
using TenantConsole.Core.Common;
using TenantConsole.Core.Completions.Cascade;
using TenantConsole.Core.Routing;

namespace TenantConsole.Tests.Core.Completions.Cascade;

public sealed class JudgeBatchTests
{
    [Fact]
    public void Run_Answers_AreJudgedLineForLine()
    {
        var (count, output) = Run("""
            {"id":"a","prompt":"What is the capital of France?","response":"Paris is the capital of France."}

            {"id":7,"prompt":"Explain our VPN","response":"I don't know."}
            """);

        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(2, count);
        Assert.Equal(("a", 7), (lines[0].GetProperty("id").GetString(), lines[1].GetProperty("id").GetInt32()));
        Assert.True(lines[1].GetProperty("upgrade").GetBoolean());
        Assert.Contains("uncertainty", lines[1].GetProperty("triggers").EnumerateArray().Select(trigger => trigger.GetString()));
        Assert.True(lines[1].GetProperty("quality").GetDouble() < lines[0].GetProperty("quality").GetDouble());
    }

    [Theory]
    [InlineData("""{"id":1,"prompt":"x"}""", "'response'")]
    [InlineData("""{"id":1,"prompt":"x","response":3}""", "'response'")]
    [InlineData("""[1]""", "object")]
    [InlineData("""{"id":0,"prompt":"x","response":"z"}""", "'id' is that of line 1 too")]
    public void Run_BadLine_IsNamed(string line, string what)
    {
        var refused = Assert.Throws<InvalidInputException>(() => Run($$"""{"id":0,"prompt":"x","response":"y"}""" + "\n" + line));

        Assert.StartsWith("Line 2:", refused.Message);
        Assert.Contains(what, refused.Message);
    }

    private static (int Count, string Output) Run(string input)
    {
        using var output = new StringWriter();
        return (JudgeBatch.Run(new StringReader(input), output, new CascadePolicy(), CancellationToken.None), output.ToString());
    }
}
