using TenantConsole.Core.Common;
using TenantConsole.Core.Conversations;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Usage;
using TenantConsole.Tests.Support.Databases;

namespace TenantConsole.Tests.Core.Conversations;

public sealed class AgentConversationTests
{
    public static TheoryData<DatabaseEngine> Engines => EngineDatabase.Engines;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task AskAsync_Agent_IsToldItsInstructionsBeforeWhatWasSaid(DatabaseEngine engine)
    {
        await using var world = await ConversationsWorld.CreateAsync(engine);
        var agent = await world.AgentAsync(created => created.Instructions = "Be brief.");
        var conversation = await StartAsync(world, agent);
        await world.AskAsync(conversation, "One?", answer: "First.");

        await world.AskAsync(conversation, "Two?");

        var sent = world.LastSent();
        Assert.Contains("Be brief.", sent[0], StringComparison.Ordinal);
        Assert.Equal(["One?", "First.", "Two?"], sent.Skip(1));
        Assert.All(await world.RowsAsync<UsageRecord>(), call => Assert.Equal((agent, conversation, CompletionSource.Agent), (call.AgentId!.Value, call.ConversationId!.Value, call.Source)));
    }

    [Fact]
    public async Task AskAsync_AgentThatUsesNoRouter_IsAnsweredByItsOwnModel()
    {
        await using var world = await ConversationsWorld.CreateAsync(DatabaseEngine.Sqlite);
        var conversation = await StartAsync(world, await world.AgentAsync(created => (created.UsesRouter, created.ModelId) = (false, "gpt-4o")));

        await world.AskAsync(conversation);

        Assert.Equal("gpt-4o", Assert.Single(await world.TurnsAsync(conversation)).Figures!.ModelId);
    }

    [Fact]
    public async Task AskAsync_AgentThatIsSwitchedOff_IsRefusedAndKeepsNothing()
    {
        await using var world = await ConversationsWorld.CreateAsync(DatabaseEngine.Sqlite);
        var conversation = await StartAsync(world, await world.AgentAsync(created => created.IsEnabled = false));

        var fault = await Assert.ThrowsAsync<InvalidInputException>(() => world.AskAsync(conversation));

        Assert.Contains("switched off", fault.Message, StringComparison.Ordinal);
        Assert.Empty(await world.RowsAsync<ConversationMessage>());
    }

    [Fact]
    public async Task StartAsync_WithoutAnAgentOrWithSomebodyElses_IsRefusedInTheSameWords()
    {
        await using var world = await ConversationsWorld.CreateAsync(DatabaseEngine.Sqlite);
        var foreign = await world.AgentAsync(organizationId: await world.OtherOrganizationAsync());
        var deleted = await world.AgentAsync(created => created.DeletedUtc = created.CreatedUtc);

        foreach (var agent in new AgentId?[] { null, foreign, deleted, TypedId.New<AgentId>(TimeProvider.System) })
        {
            var fault = await Assert.ThrowsAsync<InvalidInputException>(() => world.Conversations.StartAsync(world.Operator, new(world.OrganizationId, ConversationSource.Agent, agent), Cancel));
            Assert.Equal("Choose an agent of this organization to ask.", fault.Message);
        }

        Assert.Empty(await world.RowsAsync<Conversation>());
    }

    private static Task<ConversationId> StartAsync(ConversationsWorld world, AgentId agent) =>
        world.Conversations.StartAsync(world.Operator, new(world.OrganizationId, ConversationSource.Agent, agent), Cancel);
}
