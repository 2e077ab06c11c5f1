using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using TenantConsole.Core.Audit;
using TenantConsole.Core.Catalog;
using TenantConsole.Core.Common;
using TenantConsole.Core.Completions.Learning;
using TenantConsole.Core.Routing;
using TenantConsole.Core.Routing.Learning;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Usage;
using TenantConsole.Tests.Core.Conversations;

namespace TenantConsole.Tests.Core.Completions.Learning;

/// <summary>An organization with calls whose outcomes are known, and a clock for its learning.</summary>
internal sealed class LearningWorld : IAsyncDisposable
{
    /// <summary>What the small model gets wrong in this world: what has to do with ledgers.</summary>
    public const string Hard = "Please reconcile the quarterly ledger entries for the Zurich branch with the bank";

    private LearningWorld(ConversationsWorld conversations) => Conversations = conversations;

    public ConversationsWorld Conversations { get; }

    public OrganizationId OrganizationId => Conversations.OrganizationId;

    public FakeTimeProvider Time { get; } = new(TimeProvider.System.GetUtcNow());

    public OutcomeLearner Learner => AnotherLearner();

    public ShadowRunner Shadows => Conversations.Get<ShadowRunner>();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<LearningWorld> CreateAsync(DatabaseEngine engine) => new(await ConversationsWorld.CreateAsync(engine));

    /// <summary>The learning of an organization whose conversations somebody else holds.</summary>
    public static LearningWorld Of(ConversationsWorld conversations) => new(conversations);

    /// <summary>As another instance of the program has it.</summary>
    public OutcomeLearner AnotherLearner() => new(
        Conversations.Database,
        Conversations.Get<CatalogService>(),
        new CalibrationStore(NullLogger<CalibrationStore>.Instance),
        new AuditLog(Time),
        Time,
        NullLogger<OutcomeLearner>.Instance);

    /// <summary>Outcomes that nobody has learned: every second question is about ledgers and answered badly by the small model alone.</summary>
    public async Task<IReadOnlyList<RoutingOutcome>> AddOutcomesAsync(int count, OrganizationId? organizationId = null)
    {
        var owner = organizationId ?? OrganizationId;
        var outcomes = new List<RoutingOutcome>(count);
        await using var db = Conversations.Database.OpenTenant(owner);
        for (var i = 0; i < count; i++)
        {
            var (text, small) = i % 2 == 0 ? ($"Please reconcile ledger number {i} of the Zurich branch", 0) : ($"Please translate menu number {i} for the visitors", 1);
            var call = Call(owner);
            outcomes.Add(new() { OrganizationId = owner, Id = TypedId.New<RoutingOutcomeId>(Time), UsageRecordId = call.Id, Source = OutcomeSource.Shadow, SmallScore = small, LargeScore = 1 });
            db.AddRange(call, Detail(call, text), outcomes[^1]);
            Time.Advance(TimeSpan.FromMilliseconds(2));
        }

        await db.SaveChangesAsync(Cancel);
        return outcomes;
    }

    /// <summary>Outcomes that nobody has learned, of questions that are all alike: those that one agent is asked the small model answers badly, those of the other well.</summary>
    public async Task AddOutcomesOfAsync(AgentId badly, AgentId well, int count)
    {
        await using var db = Conversations.Database.OpenTenant(OrganizationId);
        for (var i = 0; i < count; i++)
        {
            var call = Call(OrganizationId, i % 2 == 0 ? badly : well);
            db.AddRange(call, Detail(call, $"Please look at request {i / 2} of the Zurich branch"), new RoutingOutcome
            {
                OrganizationId = OrganizationId,
                Id = TypedId.New<RoutingOutcomeId>(Time),
                UsageRecordId = call.Id,
                Source = OutcomeSource.Shadow,
                SmallScore = i % 2,
                LargeScore = 1,
            });
            Time.Advance(TimeSpan.FromMilliseconds(2));
        }

        await db.SaveChangesAsync(Cancel);
    }

    /// <summary>How likely the larger model is needed for a question of the organization, and the version that had a say.</summary>
    public async Task<(double StrongProbability, int? Version)> DecideAsync(string prompt = Hard, OrganizationId? organizationId = null)
    {
        var decision = await PreviewAsync(prompt, agentId: null, organizationId);
        return (decision.StrongProbability, decision.CalibrationVersion);
    }

    public Task<RoutingDecision> PreviewAsync(string prompt, AgentId? agentId, OrganizationId? organizationId = null) => Conversations.Get<TenantConsole.Core.Completions.CompletionService>()
        .PreviewAsync(CompletionsWorld.Installation, organizationId ?? OrganizationId, prompt, null, agentId, null, 1, Cancel);

    public async Task<RoutingLearning> StateAsync(OrganizationId? organizationId = null)
    {
        await using var db = Conversations.Database.OpenTenant(organizationId ?? OrganizationId);
        return await db.Set<RoutingLearning>().AsNoTracking().SingleAsync(Cancel);
    }

    public async Task ChangeAsync(Func<LearningSettings, LearningSettings> change)
    {
        await LearningRow.EnsureAsync(Conversations.Database, OrganizationId, Cancel);
        await using var db = Conversations.Database.OpenTenant(OrganizationId);
        var row = await db.Set<RoutingLearning>().SingleAsync(Cancel);
        row.Settings = change(row.Settings);
        await db.SaveChangesAsync(Cancel);
    }

    public Task<List<T>> RowsAsync<T>()
        where T : class => Conversations.RowsAsync<T>();

    public ValueTask DisposeAsync() => Conversations.DisposeAsync();

    private UsageRecord Call(OrganizationId owner, AgentId? agent = null) => new()
    {
        OrganizationId = owner,
        Id = TypedId.New<UsageRecordId>(Time),
        RequestId = "request",
        OccurredUtc = Time.GetUtcNow().UtcDateTime,
        LocalDay = DateOnly.FromDateTime(Time.GetUtcNow().UtcDateTime),
        Source = CompletionSource.Gateway,
        AgentId = agent,
        ModelId = "gpt-4o-mini",
        ModelClass = ModelClass.Small,
        Complexity = Complexity.Moderate,
        Strategy = RoutingStrategy.Combined,
        Cascaded = false,
        Outcome = CompletionOutcome.Completed,
        InputTokens = 10,
        CachedInputTokens = 0,
        OutputTokens = 20,
        ReasoningTokens = 0,
        CostPicoUsd = 1,
        BaselinePicoUsd = 16,
        PriceVersion = "price",
        IsEstimated = false,
        ResponseMs = 300,
    };

    private UsageDetail Detail(UsageRecord call, string prompt) => new()
    {
        OrganizationId = call.OrganizationId,
        UsageRecordId = call.Id,
        Decision = "{}",
        Prompt = prompt,
        Answer = "An answer.",
        ExpiresUtc = Time.GetUtcNow().UtcDateTime.AddDays(90),
    };
}
