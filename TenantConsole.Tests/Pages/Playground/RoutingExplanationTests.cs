using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using TenantConsole.Components.Shared.RoutingExplanations;
using TenantConsole.Core.Completions;
using TenantConsole.Core.Completions.Cascade;
using TenantConsole.Core.Routing;
using TenantConsole.Core.Usage;

namespace TenantConsole.Tests.Pages.Playground;

public sealed class RoutingExplanationTests : BunitContext
{
    public RoutingExplanationTests()
    {
        Services.AddSingleton<TimeProvider>(new FakeTimeProvider(new DateTimeOffset(Decisions.Now)));
        JSInterop.Mode = JSRuntimeMode.Loose;
    }

    [Fact]
    public void Render_Decision_LightsTheChosenModelAlone() =>
        Assert.Equal("gpt-4o", Assert.Single(Explain(Decisions.Of(Decisions.Recovery)).FindAll(".lane.chosen .lane-name")).TextContent.Trim());

    [Fact]
    public void Render_Decision_OrdersModelsFromSmallToAdvanced() =>
        Assert.Equal(["small", "standard", "advanced"], Explain(Decisions.Of(Decisions.Recovery)).FindAll(".lane-class").Select(word => word.TextContent));

    [Fact]
    public void Render_Decision_SaysWhyNotEachOther()
    {
        var decision = Decisions.Of(Decisions.Recovery);
        Assert.Equal(decision.WhyNot.Select(other => other.Reason), Explain(decision).FindAll(".others li > span:last-child").Select(reason => reason.TextContent));
    }

    [Fact]
    public void Render_Decision_HasABarForEachSignal()
    {
        var decision = Decisions.Of(Decisions.Recovery, "ceo");
        Assert.Equal(decision.Contributions.Count, Explain(decision).FindAll(".bar").Count);
    }

    [Fact]
    public void Render_Drawing_IsHiddenFromThoseWhoHearIt() =>
        Assert.All(Explain(Decisions.Of(Decisions.Recovery)).FindAll(".signal-chart svg"), svg => Assert.NotNull(svg.Closest("[aria-hidden=true]")));

    [Fact]
    public void Render_Drawing_IsToldInWords() =>
        Assert.Contains("Signals add up to −1.23: simple", Explain(Decisions.Of(Decisions.Status)).Find("figure").GetAttribute("aria-label"), StringComparison.Ordinal);

    [Fact]
    public void Render_SignalTowardsSmall_SaysSoInWords() =>
        Assert.Contains("pushes to the small model", Explain(Decisions.Of(Decisions.Status)).Find("li.small .signal-figure").TextContent, StringComparison.Ordinal);

    [Fact]
    public void Render_StandIn_IsNoticed() => Assert.Contains("stands in for gpt-4-turbo", Explain(Decisions.Of(Decisions.Incident)).Find("[role=note]").TextContent, StringComparison.Ordinal);

    [Fact]
    public void Render_NoStandIn_HasNoNotice() => Assert.Empty(Explain(Decisions.Of(Decisions.Status)).FindAll("[role=note]"));

    [Fact]
    public void Render_Preview_ShowsTheEstimate() => Assert.Contains("Estimated cost", Explain(Decisions.Of(Decisions.Status)).Find(".facts").TextContent, StringComparison.Ordinal);

    [Fact]
    public void Render_NoKnownPrice_SaysThatItWouldBeRefused()
    {
        var decision = Decisions.Of(Decisions.Status);
        Assert.Contains("would be refused", Explain(decision with { Estimate = decision.Estimate with { CostPicoUsd = null } }).Find(".facts").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_ForcedModel_SaysThatItWasAskedFor() => Assert.Contains("asked for by name", Explain(Decisions.Of(Decisions.Status, forced: "gpt-5.5")).Find(".made-by").TextContent, StringComparison.Ordinal);

    [Fact]
    public void Render_Receipt_TellsSavingsAgainstTheBaseline() => Assert.Contains("saved (94 %)", Words(Receipt(21_000_000, 350_000_000)), StringComparison.Ordinal);

    [Fact]
    public void Render_ReceiptAboveTheBaseline_DoesNotCallItSaved() => Assert.DoesNotContain("saved", Words(Receipt(400_000_000, 350_000_000)), StringComparison.Ordinal);

    [Fact]
    public void Render_Receipt_TellsTokensApart() => Assert.Contains("10 in + 2 cached, 30 out + 4 reasoning", Words(Receipt(1, 2)), StringComparison.Ordinal);

    [Fact]
    public void Render_EstimatedReceipt_SaysSo() => Assert.Contains("estimated", Words(Receipt(1, 2) with { IsEstimated = true }), StringComparison.Ordinal);

    [Fact]
    public void Render_JudgedAnswer_SaysWhatTheJudgeMadeOfIt() => Assert.Contains(
        "because the answer says that it is not sure. quality 0.30", Words(Receipt(1, 2) with { Verdict = new(true, 0.3, [CascadeTrigger.Uncertainty]) }), StringComparison.Ordinal);

    [Fact]
    public void Render_SeveralAttempts_ListsThem()
    {
        var receipt = Receipt(1, 2);
        var failed = receipt.Attempts[0] with { Outcome = CompletionOutcome.Failed, Fault = "503" };
        Assert.Contains("failed, 1.8 s, $0.000021 (503)", Words(receipt with { Attempts = [failed, receipt.Attempts[0]] }), StringComparison.Ordinal);
    }

    [Fact]
    public void Render_OneAttemptWhoseFaultIsTheNotice_DoesNotRepeatIt()
    {
        var receipt = Receipt(1, 2);
        Assert.DoesNotContain("Attempts", Words(receipt with { Notice = "Stopped.", Attempts = [receipt.Attempts[0] with { Fault = "Stopped." }] }), StringComparison.Ordinal);
    }

    [Fact]
    public void Render_PersonWhoMayNotSeeCosts_IsShownNone()
    {
        var explanation = Render<RoutingExplanation>(parameters => parameters.Add(shown => shown.Decision, Decisions.Of(Decisions.Recovery)).Add(shown => shown.ShowCosts, false));
        Assert.DoesNotContain("$", explanation.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Table_HasTheSumOfTheDrawing() => Assert.EndsWith("+3.40", Explain(Decisions.Of(Decisions.Recovery)).Find("tfoot").TextContent.Trim(), StringComparison.Ordinal);

    private IRenderedComponent<RoutingExplanation> Explain(RoutingDecision decision, CompletionReceipt? receipt = null) =>
        Render<RoutingExplanation>(parameters => parameters.Add(explanation => explanation.Decision, decision).Add(explanation => explanation.Receipt, receipt));

    private string Words(CompletionReceipt receipt) =>
        string.Join(' ', Explain(receipt.Decision, receipt).Find(".receipt").TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static CompletionReceipt Receipt(long cost, long baseline) =>
        new ScriptedCall(new(ScriptedPlayground.OrganizationId, default, "req_1", Decisions.Status), default).Receipt() with { CostPicoUsd = cost, BaselinePicoUsd = baseline };
}
