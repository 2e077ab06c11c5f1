using TenantConsole.Core.Audit;
using TenantConsole.Core.Common;
using TenantConsole.Core.Conversations;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Usage;
using TenantConsole.Tests.Support.Databases;

namespace TenantConsole.Tests.Core.Conversations;

public sealed class CallReaderTests
{
    public static TheoryData<DatabaseEngine> Engines => EngineDatabase.Engines;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task GetAsync_OnesOwnCall_HasEverything(DatabaseEngine engine)
    {
        await using var world = await ConversationsWorld.CreateAsync(engine);
        var owner = await world.PersonAsync(ConsoleRole.Owner);
        var conversation = await world.StartAsync(owner);
        await world.AskAsync(conversation, actor: owner, answer: "It is open.");
        var record = Assert.Single(await world.RowsAsync<UsageRecord>());

        var call = await world.Get<CallReader>().GetAsync(owner, world.OrganizationId, record.Id, Cancel);

        Assert.Equal((ConversationsWorld.Question, "It is open.", conversation), (call.Question, call.Answer, call.ConversationId));
        Assert.Equal((record.CostPicoUsd, record.ModelId), (call.Receipt!.CostPicoUsd, call.Decision!.ModelId));
        Assert.NotNull(call.Verdict);
        Assert.Equal(Assert.Single(await world.RowsAsync<AuditEntry>()).Seq, call.Entry!.Seq);
    }

    [Theory]
    [InlineData(ConsoleRole.Viewer, ConversationSource.Playground, null)]
    [InlineData(ConsoleRole.Operator, ConversationSource.Playground, null)]
    [InlineData(ConsoleRole.Billing, ConversationSource.Playground, "costs")]
    [InlineData(ConsoleRole.Admin, ConversationSource.Playground, "costs, texts, audit")]
    [InlineData(ConsoleRole.Viewer, ConversationSource.Agent, "texts")]
    [InlineData(ConsoleRole.Billing, ConversationSource.Agent, "costs, texts")]
    public async Task GetAsync_CallOfSomebodyElse_ShowsWhatTheRoleMaySee(ConsoleRole role, ConversationSource source, string? sees)
    {
        await using var world = await ConversationsWorld.CreateAsync(DatabaseEngine.Sqlite);
        await world.AskAsync(await world.StartAsync(source: source));
        var id = Assert.Single(await world.RowsAsync<UsageRecord>()).Id;
        var reader = await world.PersonAsync(role);

        Assert.Equal(sees, await SeenAsync(world, reader, id));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task GetAsync_ForeignAndMissingCall_AreRefusedAlike(DatabaseEngine engine)
    {
        await using var world = await ConversationsWorld.CreateAsync(engine);
        var other = await world.OtherOrganizationAsync();
        var stranger = await world.PersonAsync(ConsoleRole.Owner, other);
        await world.AskAsync(await world.StartAsync());
        var id = Assert.Single(await world.RowsAsync<UsageRecord>()).Id;

        foreach (var (organization, call) in new[] { (world.OrganizationId, id), (other, id), (other, TypedId.New<UsageRecordId>(TimeProvider.System)) })
        {
            await Assert.ThrowsAsync<AccessDeniedException>(() => world.Get<CallReader>().GetAsync(stranger, organization, call, Cancel));
        }
    }

    [Fact]
    public async Task GetAsync_TextsExpiredOrConversationGone_KeepsTheFigures()
    {
        await using var world = await ConversationsWorld.CreateAsync(DatabaseEngine.Sqlite);
        var conversation = await world.StartAsync();
        await world.AskAsync(conversation);
        await world.ExpireAsync();
        await world.Conversations.DeleteAsync(world.Operator, world.OrganizationId, conversation, Cancel);

        var call = await world.Get<CallReader>().GetAsync(world.Operator, world.OrganizationId, Assert.Single(await world.RowsAsync<UsageRecord>()).Id, Cancel);

        Assert.Equal((null, null, null, null), (call.Question, call.Answer, call.Decision, call.ConversationId));
        Assert.True(call.Figures.CostPicoUsd > 0);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task FindAsync_LongChain_FindsEachCallsOwnEntry(DatabaseEngine engine)
    {
        await using var world = await ConversationsWorld.CreateAsync(engine);
        var conversation = await world.StartAsync();
        for (var i = 0; i < 9; i++)
        {
            await world.AskAsync(conversation);
        }

        var (trail, found) = (world.Get<CallTrail>(), new List<long>());
        foreach (var record in await world.RowsAsync<UsageRecord>())
        {
            found.Add((await trail.FindAsync(new Actor.Installation("test"), world.OrganizationId, record.Id, Cancel))!.Seq);
        }

        Assert.Equal(Enumerable.Range(1, 9).Select(seq => (long)seq), found.Order());
        Assert.Null(await trail.FindAsync(new Actor.Installation("test"), world.OrganizationId, TypedId.New<UsageRecordId>(TimeProvider.System), Cancel));
    }

    private static async Task<string?> SeenAsync(ConversationsWorld world, Actor reader, UsageRecordId id)
    {
        try
        {
            var call = await world.Get<CallReader>().GetAsync(reader, world.OrganizationId, id, Cancel);
            Assert.Equal(call.ShowsTexts, call.Question is not null && call.Decision is not null);
            string?[] seen = [call.Figures.CostPicoUsd is null ? null : "costs", call.ShowsTexts ? "texts" : null, call.Entry is null ? null : "audit"];
            return string.Join(", ", seen.Where(part => part is not null));
        }
        catch (AccessDeniedException)
        {
            return null;
        }
    }
}
