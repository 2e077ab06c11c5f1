using TenantConsole.Core.Audit;
using TenantConsole.Core.Common;
using TenantConsole.Core.Completions;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Quotas;
using TenantConsole.Core.Routing;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Usage;
using TenantConsole.Tests.Support.Databases;
using TenantConsole.Tests.Support.Upstream;

namespace TenantConsole.Tests.Core.Completions;

public sealed class CompletionServiceTests
{
    private const string Status = "What is the status of ticket #123?";

    public static TheoryData<DatabaseEngine> Engines => EngineDatabase.Engines;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task CompleteAsync_Question_IsRoutedAnsweredAndSettledInOrder(DatabaseEngine engine)
    {
        await using var world = await CompletionsWorld.CreateAsync(engine);
        var organization = await world.OrganizationAsync();

        var events = await world.EventsAsync(CompletionsWorld.Ask(organization, Status));

        var routed = Assert.IsType<CompletionEvent.Routed>(events[0]);
        var receipt = Assert.IsType<CompletionEvent.Answered>(events[^1]).Receipt;
        Assert.All(events[1..^1], text => Assert.IsType<CompletionEvent.Text>(text));
        var record = Assert.Single(await world.RowsAsync<UsageRecord>(organization));
        Assert.Equal((routed.Decision.ModelId, receipt.CostPicoUsd, receipt.Tokens.InputTokens), (record.ModelId, record.CostPicoUsd, record.InputTokens));
        Assert.Equal((1, 0), await world.CounterAsync(organization, LimitName.ApiCallsPerDay));
        Assert.Equal((record.CostPicoUsd, 0), await world.CounterAsync(organization, LimitName.MonthlyBudgetUsd));
        Assert.Equal("completion.settled", Assert.Single(await world.RowsAsync<AuditEntry>(organization)).Action);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task CompleteAsync_Answered_KeepsTheQuestionTheAnswerAndTheSameDecision(DatabaseEngine engine)
    {
        await using var world = await CompletionsWorld.CreateAsync(engine);
        var organization = await world.OrganizationAsync();
        world.Provider.Script(UpstreamReplies.Answer("It is open."));

        var events = await world.EventsAsync(CompletionsWorld.Ask(organization, Status));

        var detail = Assert.Single(await world.RowsAsync<UsageDetail>(organization));
        Assert.Equal((Status, "It is open."), (detail.Prompt, detail.Answer));
        Assert.Equal(RoutingJson.Write(((CompletionEvent.Routed)events[0]).Decision), detail.Decision);
    }

    [Fact]
    public async Task CompleteAsync_OrganizationThatKeepsNothing_LeavesNoText()
    {
        await using var world = await CompletionsWorld.CreateAsync(DatabaseEngine.Sqlite);
        var organization = await world.OrganizationAsync(created => created.Features = created.Features with { DataRetentionDays = 0 });

        await world.EventsAsync(CompletionsWorld.Ask(organization, Status));

        Assert.Empty(await world.RowsAsync<UsageDetail>(organization));
        Assert.Single(await world.RowsAsync<UsageRecord>(organization));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task CompleteAsync_BudgetBelowTheWorstCase_IsRefusedBeforeTheProviderIsAsked(DatabaseEngine engine)
    {
        await using var world = await CompletionsWorld.CreateAsync(engine);
        var organization = await world.OrganizationAsync(budgetUsd: 0.000001m);

        var events = await world.EventsAsync(CompletionsWorld.Ask(organization, Status));

        var refusal = Assert.IsType<CompletionEvent.Refused>(Assert.Single(events)).Refusal;
        Assert.Equal((LimitName.MonthlyBudgetUsd, 0, PicoUsd.FromUsd(0.000001m)), (refusal.Limit, refusal.Used, refusal.Cap));
        Assert.Empty(world.Provider.Requests);
        Assert.Equal("completion.refused", Assert.Single(await world.RowsAsync<AuditEntry>(organization)).Action);
    }

    [Fact]
    public async Task CompleteAsync_SoftBudgetThatIsPassed_GoesOn()
    {
        await using var world = await CompletionsWorld.CreateAsync(DatabaseEngine.Sqlite);
        var organization = await world.OrganizationAsync(created => created.Preferences = created.Preferences with { MonthlyBudgetPicoUsd = 1, BudgetMode = BudgetMode.Soft });

        var events = await world.EventsAsync(CompletionsWorld.Ask(organization, Status));

        Assert.IsType<CompletionEvent.Answered>(events[^1]);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task CompleteAsync_ModelThatFails_FallsBackToTheNextAndBillsEachAttemptToItsModel(DatabaseEngine engine)
    {
        await using var world = await CompletionsWorld.CreateAsync(engine);
        var organization = await world.OrganizationAsync();
        world.Provider.Script(UpstreamReplies.Json(404, """{"error":{"message":"no such model","type":"invalid_request_error","param":null,"code":"model_not_found"}}"""));

        var events = await world.EventsAsync(CompletionsWorld.Ask(organization, Status));

        var receipt = Assert.IsType<CompletionEvent.Answered>(events[^1]).Receipt;
        Assert.Equal(("gpt-4o", ChoiceGround.Fallback), (receipt.ModelId, receipt.Decision.Ground));
        Assert.Equal(["gpt-4o-mini", "gpt-4o"], (await world.RowsAsync<UsageAttempt>(organization)).OrderBy(attempt => attempt.Ordinal).Select(attempt => attempt.ModelId));
        Assert.Equal((1, 0), await world.CounterAsync(organization, LimitName.ApiCallsPerDay));
        Assert.Equal((receipt.CostPicoUsd, 0), await world.CounterAsync(organization, LimitName.MonthlyBudgetUsd));
        Assert.Empty(await world.RowsAsync<QuotaReservation>(organization));
    }

    [Fact]
    public async Task CompleteAsync_ProviderThatIsDown_FailsInPlainWordsAndIsInTheLedgerAtNoCost()
    {
        await using var world = await CompletionsWorld.CreateAsync(DatabaseEngine.Sqlite);
        var organization = await world.OrganizationAsync();
        await world.Provider.DisposeAsync();

        var events = await world.EventsAsync(CompletionsWorld.Ask(organization, Status));

        var failed = Assert.IsType<CompletionEvent.Failed>(events[^1]);
        Assert.Contains("reach", failed.Message, StringComparison.Ordinal);
        var record = Assert.Single(await world.RowsAsync<UsageRecord>(organization));
        Assert.Equal((CompletionOutcome.Failed, 0), (record.Outcome, record.CostPicoUsd));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task CompleteAsync_StoppedInTheMiddle_KeepsAndBillsWhatCame(DatabaseEngine engine)
    {
        await using var world = await CompletionsWorld.CreateAsync(engine);
        var organization = await world.OrganizationAsync();
        world.Provider.Script(UpstreamReplies.StreamThenSilence(UpstreamReplies.Data(UpstreamReplies.Text("Half of it"))));
        using var stop = new CancellationTokenSource();

        CompletionEvent? last = null;
        await foreach (var completionEvent in world.Completions.CompleteAsync(CompletionsWorld.Installation, CompletionsWorld.Ask(organization, Status), stop.Token))
        {
            last = completionEvent;
            if (completionEvent is CompletionEvent.Text)
            {
                await stop.CancelAsync();
            }
        }

        var receipt = Assert.IsType<CompletionEvent.Answered>(last).Receipt;
        Assert.Equal((CompletionOutcome.Cancelled, true), (receipt.Outcome, receipt.CostPicoUsd > 0));
        Assert.Equal("Half of it", Assert.Single(await world.RowsAsync<UsageDetail>(organization)).Answer);
    }

    [Fact]
    public async Task CompleteAsync_CallerThatGoesAway_IsSettledAllTheSame()
    {
        await using var world = await CompletionsWorld.CreateAsync(DatabaseEngine.Sqlite);
        var organization = await world.OrganizationAsync();

        await foreach (var completionEvent in world.Completions.CompleteAsync(CompletionsWorld.Installation, CompletionsWorld.Ask(organization, Status), TestContext.Current.CancellationToken))
        {
            if (completionEvent is CompletionEvent.Text)
            {
                break;
            }
        }

        Assert.Single(await world.RowsAsync<UsageRecord>(organization));
        Assert.Empty(await world.RowsAsync<QuotaReservation>(organization));
    }

    [Fact]
    public async Task CompleteAsync_EmptyQuestion_IsRefusedWithASentence()
    {
        await using var world = await CompletionsWorld.CreateAsync(DatabaseEngine.Sqlite);
        var organization = await world.OrganizationAsync();

        var exception = await Assert.ThrowsAsync<InvalidInputException>(() => world.EventsAsync(CompletionsWorld.Ask(organization, "  ")));

        Assert.Equal("prompt", exception.Field);
    }

    [Fact]
    public void RequireText_TooLong_SaysTheLimitAndNoLengthThatMayBeCut()
    {
        var refusal = Assert.Throws<InvalidInputException>(() => CompletionService.RequireText(new string('x', CompletionRequest.MaxPromptCharacters + 1)));

        Assert.Equal(("prompt", "The text has more than 1,000,000 characters, which is the most that is taken. Shorten it."), (refusal.Field, refusal.Message));
    }

    [Fact]
    public async Task CompleteAsync_ForcedModelThatDoesNotExist_IsRefusedAndHoldsNothing()
    {
        await using var world = await CompletionsWorld.CreateAsync(DatabaseEngine.Sqlite);
        var organization = await world.OrganizationAsync();

        await Assert.ThrowsAsync<InvalidInputException>(() => world.EventsAsync(CompletionsWorld.Ask(organization, Status, model: "gpt-9")));

        Assert.Empty(await world.RowsAsync<QuotaReservation>(organization));
    }

    [Fact]
    public async Task PreviewAsync_Question_SpendsNothingAndAgreesWithTheCall()
    {
        await using var world = await CompletionsWorld.CreateAsync(DatabaseEngine.Sqlite);
        var organization = await world.OrganizationAsync();

        var preview = await world.Completions.PreviewAsync(CompletionsWorld.Installation, organization, Status, null, null, null, 1, TestContext.Current.CancellationToken);
        Assert.Empty(await world.RowsAsync<QuotaCounter>(organization));

        var events = await world.EventsAsync(CompletionsWorld.Ask(organization, Status));
        Assert.Equal(RoutingJson.Write(preview), RoutingJson.Write(((CompletionEvent.Routed)events[0]).Decision));
    }
}
