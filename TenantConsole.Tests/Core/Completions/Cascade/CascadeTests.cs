using TenantConsole.Core.Common;
using TenantConsole.Core.Completions;
using TenantConsole.Core.Completions.Cascade;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Routing;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Usage;
using TenantConsole.Tests.Support.Databases;
using TenantConsole.Tests.Support.Upstream;

namespace TenantConsole.Tests.Core.Completions.Cascade;

public sealed class CascadeTests
{
    private const string Question = "Explain how the VPN of our company works";
    private const string Doubt = "I'm not sure how your company has set this up; somebody who runs the network should check it before you rely on it.";
    private const string Better = "The VPN client opens an encrypted tunnel to the gateway, which checks who you are and lets you reach the inner network from there on.";

    public static TheoryData<DatabaseEngine> Engines => EngineDatabase.Engines;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task CompleteAsync_JudgedAndUnsure_AsksTheLargerModelAndShowsOnlyItsAnswer(DatabaseEngine engine)
    {
        await using var world = await CompletionsWorld.CreateAsync(engine);
        var organization = await JudgingAsync(world, CascadeMode.Judged);
        world.Provider.Script(UpstreamReplies.Answer(Doubt), UpstreamReplies.Answer(Better));

        var events = await world.EventsAsync(CompletionsWorld.Ask(organization, Question));

        Assert.Equal(["gpt-4o-mini", "gpt-4o"], events.OfType<CompletionEvent.Routed>().Select(routed => routed.Decision.ModelId));
        Assert.Equal(Better, TextOf(events));
        var receipt = ReceiptOf(events);
        Assert.Equal(("gpt-4o", ChoiceGround.Cascade), (receipt.ModelId, receipt.Decision.Ground));
        Assert.Contains(CascadeTrigger.Uncertainty, receipt.Verdict!.Triggers);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task CompleteAsync_Cascaded_BillsBothModelsToOneCall(DatabaseEngine engine)
    {
        await using var world = await CompletionsWorld.CreateAsync(engine);
        var organization = await JudgingAsync(world, CascadeMode.Judged);
        world.Provider.Script(UpstreamReplies.Answer(Doubt), UpstreamReplies.Answer(Better));

        await world.EventsAsync(CompletionsWorld.Ask(organization, Question));

        var record = Assert.Single(await world.RowsAsync<UsageRecord>(organization));
        var attempts = await world.RowsAsync<UsageAttempt>(organization);
        Assert.True(record.Cascaded);
        Assert.Equal(["gpt-4o-mini", "gpt-4o"], attempts.OrderBy(attempt => attempt.Ordinal).Select(attempt => attempt.ModelId));
        Assert.Equal(record.CostPicoUsd, attempts.Sum(attempt => attempt.CostPicoUsd));
        Assert.Equal((1, 0), await world.CounterAsync(organization, LimitName.ApiCallsPerDay));
        Assert.Equal((record.CostPicoUsd, 0), await world.CounterAsync(organization, LimitName.MonthlyBudgetUsd));
        Assert.Contains("uncertainty", Assert.Single(await world.RowsAsync<UsageDetail>(organization)).Verdict);
    }

    [Fact]
    public async Task CompleteAsync_Streaming_ShowsAtOnceAndOffersWhatTheJudgeWouldHaveDone()
    {
        await using var world = await CompletionsWorld.CreateAsync(DatabaseEngine.Sqlite);
        var organization = await JudgingAsync(world, CascadeMode.Stream);
        world.Provider.Script(UpstreamReplies.Answer(Doubt));

        var events = await world.EventsAsync(CompletionsWorld.Ask(organization, Question));

        var receipt = ReceiptOf(events);
        Assert.Equal((Doubt, "gpt-4o-mini", "gpt-4o", true), (TextOf(events), receipt.ModelId, receipt.UpgradeModelId, receipt.Verdict!.Upgrade));
        Assert.True(events.OfType<CompletionEvent.Text>().Count() > 5);
        Assert.False(Assert.Single(await world.RowsAsync<UsageRecord>(organization)).Cascaded);
    }

    [Theory]
    [InlineData(1_000, true)]
    [InlineData(3, false)]
    public async Task CompleteAsync_Window_UpgradesOnlyWhatEndsWithinIt(int tokens, bool upgrades)
    {
        await using var world = await CompletionsWorld.CreateAsync(DatabaseEngine.Sqlite);
        var organization = await world.OrganizationAsync();
        await world.CascadeAsync(organization, cascade => cascade with { Mode = CascadeMode.Window, WindowTokens = tokens });
        world.Provider.Script(UpstreamReplies.Answer(Doubt), UpstreamReplies.Answer(Better));

        var events = await world.EventsAsync(CompletionsWorld.Ask(organization, Question));

        Assert.Equal(upgrades ? Better : Doubt, TextOf(events));
        Assert.Equal(upgrades ? null : "gpt-4o", ReceiptOf(events).UpgradeModelId);
    }

    [Fact]
    public async Task CompleteAsync_JudgedAndGood_ShowsTheSmallModelsAnswer()
    {
        await using var world = await CompletionsWorld.CreateAsync(DatabaseEngine.Sqlite);
        var organization = await JudgingAsync(world, CascadeMode.Judged);
        world.Provider.Script(UpstreamReplies.Answer(Better));

        var events = await world.EventsAsync(CompletionsWorld.Ask(organization, Question));

        Assert.Equal((Better, "gpt-4o-mini", false), (TextOf(events), ReceiptOf(events).ModelId, ReceiptOf(events).Verdict!.Upgrade));
    }

    [Fact]
    public async Task CompleteAsync_LargerModelGivesNoAnswer_ShowsTheSmallModelsAndSaysSo()
    {
        await using var world = await CompletionsWorld.CreateAsync(DatabaseEngine.Sqlite);
        var organization = await JudgingAsync(world, CascadeMode.Judged);
        world.Provider.Script(UpstreamReplies.Answer(Doubt));
        world.Provider.Otherwise = UpstreamReplies.Json(400, """{"error":{"message":"no","type":"invalid_request_error","param":null,"code":null}}""");

        var events = await world.EventsAsync(CompletionsWorld.Ask(organization, Question));

        var receipt = ReceiptOf(events);
        Assert.Equal((Doubt, "gpt-4o-mini", 2), (TextOf(events), receipt.ModelId, receipt.Attempts.Count));
        Assert.Contains("gave no answer", receipt.Notice);
        Assert.False(Assert.Single(await world.RowsAsync<UsageRecord>(organization)).Cascaded);
    }

    [Fact]
    public async Task CompleteAsync_BudgetHasNoRoomForTheLargerModel_KeepsTheSmallModelsAnswer()
    {
        await using var world = await CompletionsWorld.CreateAsync(DatabaseEngine.Sqlite);
        var organization = await world.OrganizationAsync(budgetUsd: 0.02m);
        await world.CascadeAsync(organization, cascade => cascade with { Mode = CascadeMode.Judged });
        world.Provider.Script(UpstreamReplies.Answer(Doubt));

        var events = await world.EventsAsync(CompletionsWorld.Ask(organization, Question));

        Assert.Equal(Doubt, TextOf(events));
        Assert.Contains("no room", ReceiptOf(events).Notice);
        Assert.Single(world.Provider.Requests);
    }

    [Fact]
    public async Task CompleteAsync_ForcedModel_IsNotJudged()
    {
        await using var world = await CompletionsWorld.CreateAsync(DatabaseEngine.Sqlite);
        var organization = await JudgingAsync(world, CascadeMode.Judged);
        world.Provider.Script(UpstreamReplies.Answer(Doubt));

        var events = await world.EventsAsync(CompletionsWorld.Ask(organization, Question, model: "gpt-4o-mini"));

        Assert.Equal((Doubt, null), (TextOf(events), ReceiptOf(events).Verdict));
    }

    [Fact]
    public async Task CompleteAsync_TriggerSwitchedOff_LeavesTheAnswer()
    {
        await using var world = await CompletionsWorld.CreateAsync(DatabaseEngine.Sqlite);
        var organization = await world.OrganizationAsync();
        await world.CascadeAsync(organization, cascade => cascade with { Mode = CascadeMode.Judged, OnUncertainty = false, OnLowConfidence = false });
        world.Provider.Script(UpstreamReplies.Answer(Doubt));

        Assert.Equal(Doubt, TextOf(await world.EventsAsync(CompletionsWorld.Ask(organization, Question))));
    }

    private static async Task<OrganizationId> JudgingAsync(CompletionsWorld world, CascadeMode mode)
    {
        var organization = await world.OrganizationAsync();
        if (mode != CascadeMode.Stream)
        {
            await world.CascadeAsync(organization, cascade => cascade with { Mode = mode });
        }

        return organization;
    }

    private static string TextOf(IEnumerable<CompletionEvent> events) => string.Concat(events.OfType<CompletionEvent.Text>().Select(text => text.Delta));

    private static CompletionReceipt ReceiptOf(IReadOnlyList<CompletionEvent> events) => Assert.IsType<CompletionEvent.Answered>(events[^1]).Receipt;
}
