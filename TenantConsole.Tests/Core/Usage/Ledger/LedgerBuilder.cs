using TenantConsole.Core.Audit;
using TenantConsole.Core.Catalog;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Routing;
using TenantConsole.Core.Usage;
using TenantConsole.Core.Usage.Ledger;

namespace TenantConsole.Tests.Core.Usage.Ledger;

/// <summary>Plausible organizations and calls for tests of the ledger.</summary>
internal static class LedgerBuilder
{
    public static Organization Organization(TimeProvider time, Tier tier, decimal? budgetUsd = null, string timeZone = "Europe/Berlin")
    {
        var id = TypedId.New<OrganizationId>(time);
        return new Organization
        {
            Id = id,
            Slug = $"org-{id.Value:N}",
            Name = "Test",
            Industry = Industry.General,
            Size = OrganizationSize.Small,
            Tier = tier,
            TimeZone = timeZone,
            AdminContactName = "Ada",
            AdminContactEmail = "ada@example.test",
            CreatedUtc = time.GetUtcNow().UtcDateTime,
            Preferences = new OrganizationPreferences { MonthlyBudgetPicoUsd = budgetUsd is { } usd ? PicoUsd.FromUsd(usd) : null },
        };
    }

    public static Settlement Settlement(ReservationResult.Admitted admitted, TimeProvider time, long costPicoUsd, UserId? user = null, AgentId? agent = null)
    {
        var record = new UsageRecord
        {
            OrganizationId = admitted.Reservation.OrganizationId,
            Id = TypedId.New<UsageRecordId>(time),
            RequestId = "request",
            OccurredUtc = admitted.AdmittedUtc,
            LocalDay = admitted.LocalDay,
            Source = CompletionSource.Playground,
            UserId = user,
            AgentId = agent,
            ModelId = "gpt-4o-mini",
            ModelClass = ModelClass.Small,
            Complexity = Complexity.Simple,
            Strategy = RoutingStrategy.Rules,
            Cascaded = false,
            Outcome = CompletionOutcome.Completed,
            InputTokens = 10,
            CachedInputTokens = 0,
            OutputTokens = 20,
            ReasoningTokens = 0,
            CostPicoUsd = costPicoUsd,
            BaselinePicoUsd = costPicoUsd * 16,
            PriceVersion = "price",
            IsEstimated = false,
            ResponseMs = 300,
        };
        return new Settlement([admitted.Reservation], record, [], null, "installation:test", new AuditEvent("completion.settled", $"usage:{record.Id}"), []);
    }
}
