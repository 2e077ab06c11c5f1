using TenantConsole.Core.Completions.Learning;
using TenantConsole.Core.Completions.Sandbox;

namespace TenantConsole.Tests.Core.Completions.Sandbox;

/// <summary>The sandbox judges two answers in the form that the comparison reads.</summary>
public sealed class SandboxJudgeTests
{
    private const string Sure = "Restart the printer, then check its queue.";
    private const string Unsure = "I'm not sure, maybe restart the printer.";

    [Fact]
    public void Of_TwoAnswers_ScoresTheSureOneHigherInEitherPlace()
    {
        Assert.Equal((0.6, 0.3), Judge(Sure, Unsure));
        Assert.Equal((0.3, 0.6), Judge(Unsure, Sure));
    }

    [Fact]
    public void Of_AnyOtherQuestion_IsNotIts() => Assert.Null(SandboxJudge.Of([new("system", "You are Nora."), new("user", "You compare two answers to the same question.")]));

    private static (double First, double Second)? Judge(string first, string second) =>
        ShadowJudge.Read(SandboxJudge.Of(ShadowJudge.Ask("gpt-4o", "Why does the printer not print?", first, second, "request").Messages)!.Text);
}
