using Bunit;
using TenantConsole.Components.Pages.Routing;
using TenantConsole.Core.Catalog;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Routing;
using TenantConsole.Core.Usage;
using TenantConsole.Tests.Core.Organizations;
using TenantConsole.Tests.Pages.Organizations;

namespace TenantConsole.Tests.Pages.Routing;

/// <summary>The pages of routing over one organization, and questions that it has asked.</summary>
public abstract class PolicyPages : IAsyncLifetime
{
    protected PageWorld Pages { get; private set; } = null!;

    protected Organization Organization { get; private set; } = null!;

    protected RoutingPolicyService Policies => Pages.World.Get<RoutingPolicyService>();

    protected static CancellationToken Cancel => Xunit.TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Pages = await PageWorld.CreateAsync();
        await Pages.World.Catalog.SeedAsync(Cancel);
        Organization = await Pages.World.AddAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Pages.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected Task<RoutingPolicy> CurrentAsync() => Policies.CurrentAsync(OrganizationsWorld.Installation, Organization.Id, Cancel);

    /// <summary>Somebody else saves.</summary>
    protected async Task<RoutingPolicy> SaveAsync(Func<RoutingPolicy, RoutingPolicy> change, string? note = null, TenantConsole.Core.Security.Actor? actor = null) =>
        await Policies.SaveAsync(actor ?? OrganizationsWorld.Installation, Organization.Id, change(await CurrentAsync()), note, Cancel);

    /// <summary>A question that a small model has answered, an hour ago, its text kept.</summary>
    protected async Task AskedAsync(params string[] prompts)
    {
        await using var db = Pages.World.Database.OpenTenant(Organization.Id);
        foreach (var (index, prompt) in prompts.Index())
        {
            var asked = Pages.World.NowUtc.AddHours(-1).AddSeconds(index);
            var record = new UsageRecord
            {
                OrganizationId = Organization.Id,
                Id = new(Guid.CreateVersion7(new DateTimeOffset(asked))),
                RequestId = $"request-{index}",
                OccurredUtc = asked,
                LocalDay = DateOnly.FromDateTime(asked),
                Source = CompletionSource.Playground,
                ModelId = "gpt-4o-mini",
                ModelClass = ModelClass.Small,
                Complexity = Complexity.Moderate,
                Strategy = RoutingStrategy.Combined,
                Cascaded = false,
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
            db.Add(record);
            db.Add(new UsageDetail
            {
                OrganizationId = Organization.Id,
                UsageRecordId = record.Id,
                Decision = RoutingJson.Write(Router.Decide(new RoutingRequest(prompt), RoutingPolicy.Default, new ModelCatalog(CatalogSeed.Models), asked)),
                Prompt = prompt,
                Answer = "The network team has it and expects to be done tomorrow.",
                ExpiresUtc = asked.AddDays(90),
            });
        }

        await db.SaveChangesAsync(Cancel);
    }

    protected IRenderedComponent<RoutingPage> OpenPolicy() => Pages.Open<RoutingPage>("/routing?organization=contoso");

    protected IRenderedComponent<VersionsPage> OpenVersions(string more = "") => Pages.Open<VersionsPage>("/routing/versions?organization=contoso" + more);
}
