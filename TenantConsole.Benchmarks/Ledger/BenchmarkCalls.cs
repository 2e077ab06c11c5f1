using System.Globalization;
using TenantConsole.Core.Audit;
using TenantConsole.Core.Catalog;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Routing;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Usage;
using TenantConsole.Core.Usage.Ledger;

namespace TenantConsole.Benchmarks.Ledger;

/// <summary>Organizations and calls as a support desk makes them: four in five on the small model, question, answer and decision kept.</summary>
internal static class BenchmarkCalls
{
    private static readonly string[] Zones = ["Europe/Berlin", "Asia/Kolkata", "America/St_Johns", "Pacific/Chatham", "America/New_York", "UTC"];

    private static readonly string Decision = "{\"complexity\":\"Simple\",\"confidence\":0.93,\"signals\":[" + string.Join(
        ',', Enumerable.Range(0, 8).Select(i => $"{{\"signal\":\"keyword\",\"evidence\":\"word {i}\",\"position\":{i},\"weight\":0.2,\"contribution\":0.1}}")) + "]}";

    private static readonly string Prompt = new('q', 160);
    private static readonly string Answer = new('a', 480);

    /// <summary>Limits wide enough for any run.</summary>
    public static async Task<IReadOnlyList<OrganizationId>> CreateOrganizationsAsync(ConsoleDatabase database, int count, long? callsPerDay = null)
    {
        await using var db = database.OpenSystem();
        var ids = new List<OrganizationId>(count);
        for (var i = 0; i < count; i++)
        {
            var id = TypedId.New<OrganizationId>(TimeProvider.System);
            db.Add(new Organization
            {
                Id = id,
                Slug = string.Create(CultureInfo.InvariantCulture, $"org-{id.Value:N}"),
                Name = "Benchmark",
                Industry = Industry.General,
                Size = OrganizationSize.Large,
                Tier = Tier.Enterprise,
                TimeZone = Zones[i % Zones.Length],
                AdminContactName = "Ada",
                AdminContactEmail = "ada@example.test",
                CreatedUtc = TimeProvider.System.GetUtcNow().UtcDateTime,
            });
            db.Add(new LimitOverride { OrganizationId = id, Limit = LimitName.ApiCallsPerDay, Value = callsPerDay ?? 1_000_000_000 });
            ids.Add(id);
        }

        await db.SaveChangesAsync();
        return ids;
    }

    public static ReservationRequest Request(OrganizationId organizationId, long number) =>
        new(organizationId, string.Create(CultureInfo.InvariantCulture, $"request-{number}"), BudgetPicoUsd: 50_000_000_000, Tokens: 2_000, Life: TimeSpan.FromMinutes(10));

    public static Settlement Settlement(ReservationResult.Admitted admitted, long number, string requestId)
    {
        var isSmall = ((number * 2_654_435_761L) >> 16) % 5 != 0;
        var id = TypedId.New<UsageRecordId>(TimeProvider.System);
        var record = new UsageRecord
        {
            OrganizationId = admitted.Reservation.OrganizationId,
            Id = id,
            RequestId = requestId,
            OccurredUtc = admitted.AdmittedUtc,
            LocalDay = admitted.LocalDay,
            Source = CompletionSource.Playground,
            ModelId = isSmall ? "gpt-4o-mini" : "gpt-4o",
            ModelClass = isSmall ? ModelClass.Small : ModelClass.Standard,
            Complexity = isSmall ? Complexity.Simple : Complexity.Complex,
            Strategy = RoutingStrategy.Rules,
            Cascaded = false,
            Outcome = CompletionOutcome.Completed,
            InputTokens = 80,
            CachedInputTokens = 0,
            OutputTokens = 120,
            ReasoningTokens = 0,
            CostPicoUsd = isSmall ? 84_000_000 : 1_400_000_000,
            BaselinePicoUsd = 1_400_000_000,
            PriceVersion = "2026-08-01",
            IsEstimated = false,
            ResponseMs = 900,
            FirstTokenMs = 240,
        };
        var detail = new UsageDetail
        {
            OrganizationId = record.OrganizationId,
            UsageRecordId = id,
            Decision = Decision,
            Prompt = Prompt,
            Answer = Answer,
            ExpiresUtc = admitted.AdmittedUtc.AddDays(90),
        };
        var audit = new AuditEvent(
            "completion.settled",
            $"usage:{id}",
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["model"] = record.ModelId,
                ["complexity"] = record.Complexity.ToString(),
                ["cost_pico_usd"] = record.CostPicoUsd,
                ["outcome"] = record.Outcome.ToString(),
            },
            record.RequestId);
        return new Settlement([admitted.Reservation], record, [], detail, "installation:benchmark", audit, []);
    }
}
