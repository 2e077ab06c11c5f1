using TenantConsole.Core.Agents;
using TenantConsole.Core.Common;
using TenantConsole.Core.Completions;
using TenantConsole.Core.Documents;
using TenantConsole.Core.Roles;
using TenantConsole.Core.Routing;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Usage;
using TenantConsole.Tests.Support.Databases;

namespace TenantConsole.Tests.Core.Completions;

public sealed class AgentCompletionsTests
{
    private const string LongQuestion = "Please look at how our three support teams hand tickets over to each other and tell us what should be different about it from next month on.";

    public static TheoryData<DatabaseEngine> Engines => EngineDatabase.Engines;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task RequestAsync_Agent_IsToldItsInstructionsFirstAndTheLedgerKnowsIt(DatabaseEngine engine)
    {
        await using var world = await CompletionsWorld.CreateAsync(engine);
        var organization = await world.OrganizationAsync();
        var agent = await AddAgentAsync(world, organization, agent => agent.Instructions = "Answer in rhymes.");
        var conversation = TypedId.New<ConversationId>(TimeProvider.System);

        var request = await RequestAsync(world, organization, agent, conversation);
        await world.EventsAsync(request);

        Assert.Equal(("system", "user"), (request.Messages[0].Role, request.Messages[1].Role));
        Assert.Contains("Answer in rhymes.", world.Provider.Requests[^1].Body, StringComparison.Ordinal);
        var record = Assert.Single(await world.RowsAsync<UsageRecord>(organization));
        Assert.Equal((CompletionSource.Agent, agent.Id, conversation), (record.Source, record.AgentId, record.ConversationId));
        var day = Assert.Single(await world.RowsAsync<DailySubjectUsage>(organization));
        Assert.Equal(($"agent:{agent.Id}", 1, record.CostPicoUsd, record.LocalDay), (day.Subject, day.Queries, day.CostPicoUsd, day.Day));
    }

    [Fact]
    public async Task RequestAsync_AgentWithARoleThatLeansFar_IsRoutedByTheOrganizationsOwnRole()
    {
        await using var world = await CompletionsWorld.CreateAsync(DatabaseEngine.Sqlite);
        var organization = await world.OrganizationAsync();
        var (up, down) = (await AddRoleAsync(world, organization, "board", 3), await AddRoleAsync(world, organization, "helper", -3));
        var board = await AddAgentAsync(world, organization, agent => agent.RoleId = up);
        var helper = await AddAgentAsync(world, organization, agent => agent.RoleId = down);

        var (strong, weak) = (await DecisionAsync(world, await RequestAsync(world, organization, board)), await DecisionAsync(world, await RequestAsync(world, organization, helper)));

        Assert.True(strong.StrongProbability > weak.StrongProbability);
        Assert.Contains(strong.Contributions, contribution => contribution is { Contribution: > 0, Note: "the asker's role board" });
    }

    [Fact]
    public async Task RequestAsync_AgentWithoutRouter_IsAnsweredByItsOwnModelOrItsStandIn()
    {
        await using var world = await CompletionsWorld.CreateAsync(DatabaseEngine.Sqlite);
        var organization = await world.OrganizationAsync();
        var own = await AddAgentAsync(world, organization, agent => (agent.UsesRouter, agent.ModelId) = (false, "gpt-5.5"));
        var gone = await AddAgentAsync(world, organization, agent => (agent.UsesRouter, agent.ModelId) = (false, "gpt-4-turbo"));

        var (first, second) = (await DecisionAsync(world, await RequestAsync(world, organization, own)), await DecisionAsync(world, await RequestAsync(world, organization, gone)));

        Assert.Equal(("gpt-5.5", ChoiceGround.Forced), (first.ModelId, first.Ground));
        Assert.NotEqual("gpt-4-turbo", second.ModelId);
        Assert.Equal("gpt-4-turbo", second.StandIn?.RequestedId);
    }

    [Fact]
    public async Task RequestAsync_DisabledDeletedForeignOrMissingAgent_IsRefused()
    {
        await using var world = await CompletionsWorld.CreateAsync(DatabaseEngine.Sqlite);
        var (organization, other) = (await world.OrganizationAsync(), await world.OrganizationAsync());
        var disabled = await AddAgentAsync(world, organization, agent => agent.IsEnabled = false);
        var deleted = await AddAgentAsync(world, organization, agent => agent.DeletedUtc = DateTime.UnixEpoch);
        var foreign = await AddAgentAsync(world, other, _ => { });

        Assert.Contains("switched off", (await Assert.ThrowsAsync<InvalidInputException>(() => RequestAsync(world, organization, disabled))).Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<AccessDeniedException>(() => RequestAsync(world, organization, deleted));
        await Assert.ThrowsAsync<AccessDeniedException>(() => RequestAsync(world, organization, foreign));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task RequestAsync_AgentWithDocuments_IsToldTheBeginningOfEach(DatabaseEngine engine)
    {
        await using var world = await CompletionsWorld.CreateAsync(engine);
        var organization = await world.OrganizationAsync();
        var agent = await AddAgentAsync(world, organization, _ => { });
        await AddDocumentAsync(world, organization, agent, "handbook.txt", new string('h', 100_000));
        await AddDocumentAsync(world, organization, agent, "price list.txt", "A plug costs three francs.");

        var system = (await RequestAsync(world, organization, agent)).Messages[0].Content;

        Assert.Contains("A plug costs three francs.", system, StringComparison.Ordinal);
        Assert.Contains("<document name=\"handbook.txt\">\nhhh", system, StringComparison.Ordinal);
        Assert.InRange(system.Length, AgentContext.MaxCharacters, AgentContext.MaxCharacters + 500);
    }

    [Theory]
    [InlineData(new[] { 10, 20 }, 100, new[] { 10, 20 })]
    [InlineData(new[] { 90, 90 }, 100, new[] { 50, 50 })]
    [InlineData(new[] { 90, 10, 90 }, 100, new[] { 45, 10, 45 })]
    [InlineData(new int[0], 100, new int[0])]
    public void Shares_Lengths_FillTheRoomAndNoMore(int[] lengths, int room, int[] shares) => Assert.Equal(shares, AgentContext.Shares(lengths, room));

    private static async Task AddDocumentAsync(CompletionsWorld world, OrganizationId organization, Agent agent, string name, string text)
    {
        var id = TypedId.New<DocumentId>(TimeProvider.System);
        await using var db = world.Database.OpenTenant(organization);
        db.Add(new Document
        {
            OrganizationId = organization,
            Id = id,
            Name = name,
            SearchName = name,
            Kind = default,
            SizeBytes = text.Length,
            Sha256 = new byte[32],
            StorageKey = id.Value.ToString("N"),
            UploadedBy = null,
            UploadedUtc = DateTime.UnixEpoch,
            TextStatus = TextStatus.Whole,
            TextLength = text.Length,
        });
        db.Add(new DocumentText { OrganizationId = organization, DocumentId = id, Text = text });
        db.Add(new AgentDocument { OrganizationId = organization, AgentId = agent.Id, DocumentId = id });
        await db.SaveChangesAsync(Cancel);
    }

    private static async Task<CompletionRequest> RequestAsync(CompletionsWorld world, OrganizationId organization, Agent agent, ConversationId? conversation = null) =>
        await world.Agents.RequestAsync(
            CompletionsWorld.Installation, organization, agent.Id, $"req-{Guid.CreateVersion7():N}", [new ChatMessage("user", LongQuestion)], conversation, null, Cancel);

    private static async Task<RoutingDecision> DecisionAsync(CompletionsWorld world, CompletionRequest request) =>
        Assert.IsType<CompletionEvent.Routed>((await world.EventsAsync(request))[0]).Decision;

    private static async Task<Agent> AddAgentAsync(CompletionsWorld world, OrganizationId organization, Action<Agent> change)
    {
        var agent = new Agent
        {
            OrganizationId = organization,
            Id = TypedId.New<AgentId>(TimeProvider.System),
            Name = "Ida",
            Type = AgentType.GeneralAssistant,
            CreatedUtc = TimeProvider.System.GetUtcNow().UtcDateTime,
        };
        change(agent);
        await using var db = world.Database.OpenTenant(organization);
        db.Add(agent);
        await db.SaveChangesAsync(Cancel);
        return agent;
    }

    private static async Task<RoleId> AddRoleAsync(CompletionsWorld world, OrganizationId organization, string key, double lean)
    {
        var role = new JobRole { OrganizationId = organization, Id = TypedId.New<RoleId>(TimeProvider.System), Key = key, Name = key, Lean = lean };
        await using var db = world.Database.OpenTenant(organization);
        db.Add(role);
        await db.SaveChangesAsync(Cancel);
        return role.Id;
    }
}
