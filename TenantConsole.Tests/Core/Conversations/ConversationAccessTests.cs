using TenantConsole.Core.Common;
using TenantConsole.Core.Conversations;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Usage;
using TenantConsole.Tests.Support.Databases;

namespace TenantConsole.Tests.Core.Conversations;

public sealed class ConversationAccessTests
{
    public static TheoryData<DatabaseEngine> Engines => EngineDatabase.Engines;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(ConsoleRole.Viewer, false)]
    [InlineData(ConsoleRole.Billing, false)]
    [InlineData(ConsoleRole.Operator, false)]
    [InlineData(ConsoleRole.Admin, true)]
    [InlineData(ConsoleRole.Owner, true)]
    public async Task GetAsync_PlaygroundOfSomebodyElse_IsForOwnersAndAdministratorsOnly(ConsoleRole role, bool reads)
    {
        await using var world = await ConversationsWorld.CreateAsync(DatabaseEngine.Sqlite);
        var conversation = await world.StartAsync();
        await world.AskAsync(conversation);
        var reader = await world.PersonAsync(role);

        Assert.Equal(reads, await ReadsAsync(world, reader, conversation));
        Assert.Equal(reads ? 1 : 0, (await ListAsync(world, reader)).Count);
    }

    [Theory]
    [InlineData(ConsoleRole.Viewer)]
    [InlineData(ConsoleRole.Billing)]
    [InlineData(ConsoleRole.Operator)]
    public async Task GetAsync_ConversationWithAnAgent_IsForEverybodyWhoMayLook(ConsoleRole role)
    {
        await using var world = await ConversationsWorld.CreateAsync(DatabaseEngine.Sqlite);
        var conversation = await world.StartAsync(source: ConversationSource.Agent);
        await world.AskAsync(conversation);

        Assert.True(await ReadsAsync(world, await world.PersonAsync(role), conversation));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task EveryMethod_ForeignAndMissingConversation_AreRefusedInTheSameWords(DatabaseEngine engine)
    {
        await using var world = await ConversationsWorld.CreateAsync(engine);
        var other = await world.OtherOrganizationAsync();
        var stranger = await world.PersonAsync(ConsoleRole.Owner, other);
        var conversation = await world.StartAsync();
        await world.AskAsync(conversation);
        var record = Assert.Single(await world.RowsAsync<UsageRecord>()).Id;
        var missing = TypedId.New<ConversationId>(TimeProvider.System);

        foreach (var (organization, id) in new[] { (world.OrganizationId, conversation), (world.OrganizationId, missing), (other, conversation), (other, missing) })
        {
            await RefusedAsync(() => world.Reader.GetAsync(stranger, organization, id, Cancel));
            await RefusedAsync(() => world.Reader.ListTurnsAsync(stranger, organization, id, null, 10, Cancel));
            await RefusedAsync(() => world.Conversations.RenameAsync(stranger, organization, id, "Mine", Cancel));
            await RefusedAsync(() => world.Conversations.DeleteAsync(stranger, organization, id, Cancel));
            await RefusedAsync(async () => await world.Conversations.AskAsync(stranger, world.NewQuestion(id) with { OrganizationId = organization }, Cancel).GetAsyncEnumerator(Cancel).MoveNextAsync());
            await RefusedAsync(() => world.Feedback.SetAsync(stranger, organization, record, AnswerVerdict.Good, Cancel));
        }

        await RefusedAsync(() => world.Directory.ListAsync(stranger, world.OrganizationId, ConversationFilter.None, null, 10, Cancel));
        await RefusedAsync(() => world.Conversations.StartAsync(stranger, new(world.OrganizationId, ConversationSource.Playground), Cancel));
        Assert.Single(await world.TurnsAsync(conversation));
    }

    [Fact]
    public async Task AskAsync_AdministratorInSomebodysPlayground_MayReadAndNotGoOn()
    {
        await using var world = await ConversationsWorld.CreateAsync(DatabaseEngine.Sqlite);
        var conversation = await world.StartAsync();
        var administrator = await world.PersonAsync(ConsoleRole.Admin);

        var head = await world.Reader.GetAsync(administrator, world.OrganizationId, conversation, Cancel);

        Assert.Equal((false, true), (head.MayAsk, head.MayChange));
        await Assert.ThrowsAsync<AccessDeniedException>(() => world.AskAsync(conversation, actor: administrator));
    }

    [Fact]
    public async Task AskAsync_OperatorInAnothersConversationWithAnAgent_GoesOnButDoesNotDelete()
    {
        await using var world = await ConversationsWorld.CreateAsync(DatabaseEngine.Sqlite);
        var conversation = await world.StartAsync(source: ConversationSource.Agent);
        var colleague = await world.PersonAsync(ConsoleRole.Operator);

        await world.AskAsync(conversation, actor: colleague);

        Assert.Single(await world.TurnsAsync(conversation));
        await Assert.ThrowsAsync<AccessDeniedException>(() => world.Conversations.DeleteAsync(colleague, world.OrganizationId, conversation, Cancel));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task EveryMethod_SuspendedOrganization_ReadsAndChangesNothing(DatabaseEngine engine)
    {
        await using var world = await ConversationsWorld.CreateAsync(engine);
        var conversation = await world.StartAsync();
        await world.AskAsync(conversation);
        var record = Assert.Single(await world.RowsAsync<UsageRecord>()).Id;
        var owner = await world.PersonAsync(ConsoleRole.Owner);
        await world.SetStatusAsync(OrganizationStatus.Suspended);

        foreach (var reader in new[] { world.Operator, owner })
        {
            var head = await world.Reader.GetAsync(reader, world.OrganizationId, conversation, Cancel);
            Assert.Equal((false, false), (head.MayAsk, head.MayChange));
            await RefusedAsync(() => world.AskAsync(conversation, actor: reader));
            await RefusedAsync(() => world.Conversations.RenameAsync(reader, world.OrganizationId, conversation, "New", Cancel));
            await RefusedAsync(() => world.Conversations.DeleteAsync(reader, world.OrganizationId, conversation, Cancel));
            await RefusedAsync(() => world.Feedback.SetAsync(reader, world.OrganizationId, record, AnswerVerdict.Good, Cancel));
            await RefusedAsync(() => world.StartAsync(reader));
        }
    }

    [Fact]
    public async Task ListTurnsAsync_CostsOfSomebodyElsesCall_AreForWhoMaySeeCosts()
    {
        await using var world = await ConversationsWorld.CreateAsync(DatabaseEngine.Sqlite);
        var conversation = await world.StartAsync(source: ConversationSource.Agent);
        await world.AskAsync(conversation);

        var own = Assert.Single(await world.TurnsAsync(conversation));
        var billed = Assert.Single(await world.TurnsAsync(conversation, await world.PersonAsync(ConsoleRole.Billing)));
        var looked = Assert.Single(await world.TurnsAsync(conversation, await world.PersonAsync(ConsoleRole.Viewer)));

        Assert.True(own.Figures!.CostPicoUsd > 0);
        Assert.Equal((own.Figures.CostPicoUsd, own.Receipt!.CostPicoUsd), (billed.Figures!.CostPicoUsd, billed.Receipt!.CostPicoUsd));
        Assert.Equal((null, null, true), (looked.Figures!.CostPicoUsd, looked.Receipt, looked.Decision is not null));
    }

    private static async Task<bool> ReadsAsync(ConversationsWorld world, Actor reader, ConversationId conversation)
    {
        try
        {
            await world.Reader.GetAsync(reader, world.OrganizationId, conversation, Cancel);
            return (await world.TurnsAsync(conversation, reader)).Count == 1;
        }
        catch (AccessDeniedException)
        {
            return false;
        }
    }

    private static async Task<IReadOnlyList<ConversationListItem>> ListAsync(ConversationsWorld world, Actor reader) =>
        (await world.Directory.ListAsync(reader, world.OrganizationId, ConversationFilter.None, null, 10, Cancel)).Items;

    private static async Task RefusedAsync(Func<Task> act) => await Assert.ThrowsAsync<AccessDeniedException>(act);
}
