using TenantConsole.Core.Catalog;
using TenantConsole.Core.Common;
using TenantConsole.Core.Completions.Cascade;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Routing;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Usage;
using TenantConsole.Tests.Core.Conversations;

namespace TenantConsole.Tests.Core.Lab;

/// <summary>An organization with answered questions.</summary>
internal sealed class LabWorld : IAsyncDisposable
{
    public const string Status = "What is the status of ticket #123?";
    public const string Outage = "Analyze the root cause of the database outage and design a comprehensive disaster recovery strategy";

    private readonly ConversationsWorld _world;
    private long _milliseconds;

    private LabWorld(ConversationsWorld world) => _world = world;

    public OrganizationId OrganizationId => _world.OrganizationId;

    public ConsoleDatabase Database => _world.Database;

    public ConversationsWorld People => _world;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public T Get<T>()
        where T : notnull => _world.Get<T>();

    public static async Task<LabWorld> CreateAsync(DatabaseEngine engine, Action<Organization>? change = null) => new(await ConversationsWorld.CreateAsync(engine, change));

    /// <summary>A call that was answered, some time ago, with its texts.</summary>
    public UsageDetail Call(
        List<object> rows, string prompt, double daysAgo = 1, ModelClass answeredBy = ModelClass.Small, string answer = "It is open and in the hands of the network team, who expect to be done tomorrow.",
        JudgeVerdict? verdict = null, bool cascaded = false, bool forced = false, OrganizationId? organizationId = null, TimeSpan? keptFor = null, ConversationId? conversation = null, AgentId? agent = null)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var asked = now.AddDays(-daysAgo).AddMilliseconds(_milliseconds++);
        var record = new UsageRecord
        {
            OrganizationId = organizationId ?? OrganizationId,
            Id = new(Guid.CreateVersion7(new DateTimeOffset(asked))),
            RequestId = $"req-{_milliseconds}",
            OccurredUtc = asked,
            LocalDay = DateOnly.FromDateTime(asked),
            Source = CompletionSource.Playground,
            ConversationId = conversation,
            AgentId = agent,
            ModelId = answeredBy == ModelClass.Small ? "gpt-4o-mini" : "gpt-4o",
            ModelClass = answeredBy,
            Complexity = Complexity.Simple,
            Strategy = RoutingStrategy.Combined,
            Cascaded = cascaded,
            Outcome = CompletionOutcome.Completed,
            InputTokens = 1_000,
            CachedInputTokens = 0,
            OutputTokens = 500,
            ReasoningTokens = 0,
            CostPicoUsd = 450_000_000,
            BaselinePicoUsd = 7_500_000_000,
            PriceVersion = "price",
            IsEstimated = false,
            ResponseMs = 300,
        };
        var decision = Router.Decide(new RoutingRequest(prompt, ForcedModelId: forced ? record.ModelId : null), RoutingPolicy.Default, new ModelCatalog(CatalogSeed.Models), now);
        var detail = new UsageDetail
        {
            OrganizationId = record.OrganizationId,
            UsageRecordId = record.Id,
            Decision = RoutingJson.Write(decision),
            Verdict = verdict is null ? null : VerdictJson.Write(verdict),
            Prompt = prompt,
            Answer = answer,
            ExpiresUtc = keptFor is { } kept ? now + kept : asked.AddDays(90),
        };
        rows.Add(record);
        rows.Add(detail);
        return detail;
    }

    public async Task SaveAsync(IReadOnlyList<object> rows, OrganizationId? organizationId = null)
    {
        await using var db = Database.OpenTenant(organizationId ?? OrganizationId);
        db.AddRange(rows);
        await db.SaveChangesAsync(Cancel);
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();
}
