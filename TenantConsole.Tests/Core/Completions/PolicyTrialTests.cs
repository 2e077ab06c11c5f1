using TenantConsole.Core.Common;
using TenantConsole.Core.Completions;
using TenantConsole.Core.Routing;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Usage;
using TenantConsole.Tests.Core.Conversations;
using TenantConsole.Tests.Support.Databases;

namespace TenantConsole.Tests.Core.Completions;

public sealed class PolicyTrialTests
{
    private const string Question = "Explain how the approval process for purchases works and what the difference between the two forms is.";

    public static TheoryData<DatabaseEngine> Engines => EngineDatabase.Engines;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task CompleteAsync_SavedVersionOnTrial_DecidesUnderItAndSaysSo(DatabaseEngine engine)
    {
        await using var world = await CompletionsWorld.CreateAsync(engine);
        var organization = await world.OrganizationAsync();
        await SaveAsync(world, organization, policy => policy with { Models = new("gpt-5.5", "gpt-5.5", "gpt-5.5", "gpt-5.5") });
        await SaveAsync(world, organization, policy => policy with { Models = RoutingPolicy.Default.Models });

        var tried = await AnswerAsync(world, organization, new(Version: 1));
        var inForce = await AnswerAsync(world, organization, trial: null);

        Assert.Equal(("gpt-5.5", 1, new PolicyTrial(1)), (tried.ModelId, tried.Decision.PolicyVersion, tried.Decision.Trial));
        Assert.Equal((2, null), (inForce.Decision.PolicyVersion, inForce.Decision.Trial));
        Assert.Equal(2, (await world.RowsAsync<UsageRecord>(organization)).Count);
    }

    [Fact]
    public async Task CompleteAsync_StrategyAndDialOnTrial_KeepTheRestOfThePolicyInForce()
    {
        await using var world = await CompletionsWorld.CreateAsync(DatabaseEngine.Sqlite);
        var organization = await world.OrganizationAsync();
        await SaveAsync(world, organization, policy => policy with { Strategy = RoutingStrategy.Rules });

        var cheap = await AnswerAsync(world, organization, new(Strategy: RoutingStrategy.Learned, Dial: 0));
        var good = await AnswerAsync(world, organization, new(Strategy: RoutingStrategy.Learned, Dial: 1));

        Assert.Equal((RoutingStrategy.Learned, 1), (cheap.Decision.Strategy, cheap.Decision.PolicyVersion));
        Assert.True(cheap.Decision.StrongProbability < good.Decision.StrongProbability);
    }

    [Theory]
    [InlineData(ConsoleRole.Operator, false)]
    [InlineData(ConsoleRole.Admin, true)]
    public async Task EstimateAsync_Trial_IsForWhoMayEditTheRouting(ConsoleRole role, bool may)
    {
        await using var world = await ConversationsWorld.CreateAsync(DatabaseEngine.Sqlite);
        var person = await world.PersonAsync(role);
        var request = CompletionsWorld.Ask(world.OrganizationId, Question) with { Trial = new(Dial: 0.9) };
        var completions = world.Get<CompletionService>();

        Assert.Equal(may, await PassesAsync(() => completions.EstimateAsync(person, request, Cancel)));
        Assert.Equal(may, await PassesAsync(async () => await completions.CompleteAsync(person, request, Cancel).GetAsyncEnumerator(Cancel).MoveNextAsync()));
        Assert.True(await PassesAsync(() => completions.EstimateAsync(person, request with { Trial = null }, Cancel)));
    }

    [Fact]
    public async Task EstimateAsync_VersionThatIsNotThere_IsRefusedInWords()
    {
        await using var world = await CompletionsWorld.CreateAsync(DatabaseEngine.Sqlite);
        var organization = await world.OrganizationAsync();

        var fault = await Assert.ThrowsAsync<InvalidInputException>(() =>
            world.Completions.EstimateAsync(CompletionsWorld.Installation, CompletionsWorld.Ask(organization, Question) with { Trial = new(Version: 7) }, Cancel));

        Assert.Contains("version 7", fault.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<InvalidInputException>(() =>
            world.Completions.EstimateAsync(CompletionsWorld.Installation, CompletionsWorld.Ask(organization, Question) with { Trial = new(Dial: double.NaN) }, Cancel));
    }

    [Fact]
    public async Task EstimateAsync_Question_CountsItsTokensAndWritesNothing()
    {
        await using var world = await CompletionsWorld.CreateAsync(DatabaseEngine.Sqlite);
        var organization = await world.OrganizationAsync();

        var estimate = await world.Completions.EstimateAsync(CompletionsWorld.Installation, CompletionsWorld.Ask(organization, "What is the status of ticket #123?", "gpt-4o-mini"), Cancel);

        // o200k: 9 tokens, and 3 each around the message and the request. Prices in pico-dollars a token: 150,000 in, 600,000 out.
        Assert.Equal((15, 15 * 150_000L + estimate.OutputTokens * 600_000L), (estimate.InputTokens, estimate.CostPicoUsd));
        Assert.True(estimate.MostPicoUsd > estimate.CostPicoUsd);
        Assert.Empty(await world.RowsAsync<UsageRecord>(organization));
        Assert.Empty(world.Provider.Requests);
    }

    private static async Task SaveAsync(CompletionsWorld world, OrganizationId organizationId, Func<RoutingPolicy, RoutingPolicy> change)
    {
        var policies = world.Get<RoutingPolicyService>();
        var policy = await policies.CurrentAsync(CompletionsWorld.Installation, organizationId, Cancel);
        await policies.SaveAsync(CompletionsWorld.Installation, organizationId, change(policy), null, Cancel);
    }

    private static async Task<CompletionReceipt> AnswerAsync(CompletionsWorld world, OrganizationId organizationId, PolicyTrial? trial) =>
        Assert.IsType<CompletionEvent.Answered>((await world.EventsAsync(CompletionsWorld.Ask(organizationId, Question) with { Trial = trial }))[^1]).Receipt;

    private static async Task<bool> PassesAsync(Func<Task> act)
    {
        try
        {
            await act();
            return true;
        }
        catch (AccessDeniedException)
        {
            return false;
        }
    }
}
