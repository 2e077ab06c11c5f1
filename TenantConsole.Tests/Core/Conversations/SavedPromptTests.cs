using TenantConsole.Core.Audit;
using TenantConsole.Core.Common;
using TenantConsole.Core.Conversations.Prompts;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;
using TenantConsole.Tests.Support.Databases;

namespace TenantConsole.Tests.Core.Conversations;

public sealed class SavedPromptTests
{
    private static readonly PageRequest All = new(0, 50);

    public static TheoryData<DatabaseEngine> Engines => EngineDatabase.Engines;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task ListAsync_OwnAndShared_ByTitleAndSearchedWithoutAccents(DatabaseEngine engine)
    {
        await using var world = await ConversationsWorld.CreateAsync(engine);
        var prompts = world.Get<SavedPromptService>();
        var colleague = await world.PersonAsync(ConsoleRole.Operator);
        await prompts.CreateAsync(world.Operator, world.OrganizationId, new("Résumé of a ticket", "Summarize this ticket.", false), Cancel);
        await prompts.CreateAsync(colleague, world.OrganizationId, new("Apology", "Write an apology.", true), Cancel);
        await prompts.CreateAsync(colleague, world.OrganizationId, new("Private", "Mine.", false), Cancel);

        var mine = await prompts.ListAsync(world.Operator, world.OrganizationId, All, Cancel);

        Assert.Equal(["Apology", "Résumé of a ticket"], mine.Items.Select(prompt => prompt.Title));
        Assert.Equal([(false, true), (true, false)], mine.Items.Select(prompt => (prompt.MayChange, prompt.OwnerName is not null)));
        Assert.Equal(2, mine.TotalCount);
        Assert.Equal("Résumé of a ticket", Assert.Single((await prompts.ListAsync(world.Operator, world.OrganizationId, All with { Search = "RESUME" }, Cancel)).Items).Title);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task UpdateAsync_RenamedAndShared_IsSavedOnceAndAudited(DatabaseEngine engine)
    {
        await using var world = await ConversationsWorld.CreateAsync(engine);
        var prompts = world.Get<SavedPromptService>();
        var id = await prompts.CreateAsync(world.Operator, world.OrganizationId, new("One", "Text.", false), Cancel);

        await prompts.UpdateAsync(world.Operator, world.OrganizationId, id, new(" Two ", "Text.", true), 0, Cancel);
        await prompts.UpdateAsync(world.Operator, world.OrganizationId, id, new("Two", "Text.", true), 1, Cancel);

        var saved = Assert.Single((await prompts.ListAsync(world.Operator, world.OrganizationId, All, Cancel)).Items);
        Assert.Equal(("Two", true, 1), (saved.Title, saved.IsShared, saved.Version));
        Assert.Equal(["prompt.created", "prompt.updated"], (await world.RowsAsync<AuditEntry>()).OrderBy(entry => entry.Seq).Select(entry => entry.Action));
        await Assert.ThrowsAsync<EditConflictException>(() => prompts.UpdateAsync(world.Operator, world.OrganizationId, id, new("Three", "Text.", true), 0, Cancel));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task EveryMethod_PrivateForeignAndMissingPrompt_AreRefusedAlike(DatabaseEngine engine)
    {
        await using var world = await ConversationsWorld.CreateAsync(engine);
        var prompts = world.Get<SavedPromptService>();
        var other = await world.OtherOrganizationAsync();
        var (colleague, owner, stranger) = (await world.PersonAsync(ConsoleRole.Operator), await world.PersonAsync(ConsoleRole.Owner), await world.PersonAsync(ConsoleRole.Owner, other));
        var id = await prompts.CreateAsync(world.Operator, world.OrganizationId, new("Private", "Mine.", false), Cancel);
        var missing = TypedId.New<SavedPromptId>(TimeProvider.System);

        foreach (var (actor, organization, prompt) in new (Actor, OrganizationId, SavedPromptId)[]
            { (colleague, world.OrganizationId, id), (owner, world.OrganizationId, id), (owner, world.OrganizationId, missing), (stranger, world.OrganizationId, id), (stranger, other, id) })
        {
            await Assert.ThrowsAsync<AccessDeniedException>(() => prompts.UpdateAsync(actor, organization, prompt, new("Theirs", "Text.", true), 0, Cancel));
            await Assert.ThrowsAsync<AccessDeniedException>(() => prompts.DeleteAsync(actor, organization, prompt, Cancel));
        }

        Assert.Equal("Private", Assert.Single(await world.RowsAsync<SavedPrompt>()).Title);
    }

    [Fact]
    public async Task DeleteAsync_SharedPromptOfSomebodyElse_IsForOwnersAndAdministratorsOnly()
    {
        await using var world = await ConversationsWorld.CreateAsync(DatabaseEngine.Sqlite);
        var prompts = world.Get<SavedPromptService>();
        var (colleague, admin) = (await world.PersonAsync(ConsoleRole.Operator), await world.PersonAsync(ConsoleRole.Admin));
        var id = await prompts.CreateAsync(world.Operator, world.OrganizationId, new("Shared", "Text.", true), Cancel);

        await Assert.ThrowsAsync<AccessDeniedException>(() => prompts.DeleteAsync(colleague, world.OrganizationId, id, Cancel));
        await prompts.DeleteAsync(admin, world.OrganizationId, id, Cancel);

        Assert.Empty(await world.RowsAsync<SavedPrompt>());
    }

    [Fact]
    public async Task CreateAsync_ViewerOrSuspendedOrganization_IsRefusedAndListingIsNot()
    {
        await using var world = await ConversationsWorld.CreateAsync(DatabaseEngine.Sqlite);
        var prompts = world.Get<SavedPromptService>();
        var viewer = await world.PersonAsync(ConsoleRole.Viewer);
        await prompts.CreateAsync(world.Operator, world.OrganizationId, new("Shared", "Text.", true), Cancel);

        await Assert.ThrowsAsync<AccessDeniedException>(() => prompts.CreateAsync(viewer, world.OrganizationId, new("Mine", "Text.", false), Cancel));
        Assert.Single((await prompts.ListAsync(viewer, world.OrganizationId, All, Cancel)).Items);
        await world.SetStatusAsync(OrganizationStatus.Suspended);
        await Assert.ThrowsAsync<AccessDeniedException>(() => prompts.CreateAsync(world.Operator, world.OrganizationId, new("Mine", "Text.", false), Cancel));
        Assert.False(Assert.Single((await prompts.ListAsync(world.Operator, world.OrganizationId, All, Cancel)).Items).MayChange);
    }

    [Theory]
    [InlineData("", "Text", 1)]
    [InlineData("Two\nlines", " ", 2)]
    public async Task CreateAsync_NotGoodEnough_TellsEveryFault(string title, string text, int faults)
    {
        await using var world = await ConversationsWorld.CreateAsync(DatabaseEngine.Sqlite);

        var fault = await Assert.ThrowsAsync<InvalidInputException>(() => world.Get<SavedPromptService>().CreateAsync(world.Operator, world.OrganizationId, new(title, text, false), Cancel));

        Assert.Equal(faults, fault.Errors.Count);
    }
}
