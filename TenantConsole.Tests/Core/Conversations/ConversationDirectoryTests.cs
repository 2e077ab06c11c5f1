using TenantConsole.Core.Common;
using TenantConsole.Core.Conversations;
using TenantConsole.Core.Tenancy;
using TenantConsole.Tests.Support.Databases;

namespace TenantConsole.Tests.Core.Conversations;

public sealed class ConversationDirectoryTests
{
    public static TheoryData<DatabaseEngine> Engines => EngineDatabase.Engines;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task ListAsync_PageAfterPage_ShowsEachOnceTheLatestFirstAlsoWhereMomentsAreShared(DatabaseEngine engine)
    {
        await using var world = await ConversationsWorld.CreateAsync(engine);
        // Thirty of them in ten moments: three share each.
        await AddAsync(world, Enumerable.Range(0, 30).Select(number => ($"Number {number}", number / 3)));

        var seen = new List<ConversationListItem>();
        ConversationCursor? next = null;
        do
        {
            var page = await ListAsync(world, ConversationFilter.None, ConversationCursor.Parse(next?.ToString()), size: 4);
            seen.AddRange(page.Items);
            next = page.Next;
        }
        while (next is not null);

        Assert.Equal(30, seen.Select(item => item.Id).Distinct().Count());
        Assert.Equal(30, seen.Count);
        Assert.Equal(seen.OrderByDescending(item => item.LastMessageUtc).Select(item => item.LastMessageUtc), seen.Select(item => item.LastMessageUtc));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task ListAsync_Search_FindsTheTitleWithoutRegardToCaseAndAccents(DatabaseEngine engine)
    {
        await using var world = await ConversationsWorld.CreateAsync(engine);
        await AddAsync(world, [("Über die Störung im Lager", 1), ("Under 100% load", 2), ("Something else", 3)]);

        Assert.Equal(["Über die Störung im Lager"], await TitlesAsync(world, "STORUNG"));
        Assert.Equal(["Under 100% load"], await TitlesAsync(world, "100%"));
        Assert.Empty(await TitlesAsync(world, "10_%"));
        Assert.Equal(3, (await TitlesAsync(world, "  ")).Count);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task ListAsync_Filters_AreCombined(DatabaseEngine engine)
    {
        await using var world = await ConversationsWorld.CreateAsync(engine);
        var (agent, ticket) = (world.AgentId, TypedId.New<TicketId>(TimeProvider.System));
        await AddAsync(world, [("Playground", 1)]);
        await AddAsync(world, [("Agent", 2)], ConversationSource.Agent, agent);
        await AddAsync(world, [("Ticket", 3)], ConversationSource.Ticket, agent, ticket);

        Assert.Equal(["Ticket", "Agent"], await TitlesAsync(world, new ConversationFilter { AgentId = agent }));
        Assert.Equal(["Agent"], await TitlesAsync(world, new ConversationFilter { AgentId = agent, Source = ConversationSource.Agent }));
        Assert.Equal(["Ticket"], await TitlesAsync(world, new ConversationFilter { TicketId = ticket }));
        Assert.Equal(3, (await TitlesAsync(world, new ConversationFilter { Person = world.Operator.UserId })).Count);
        Assert.Empty(await TitlesAsync(world, new ConversationFilter { Person = TypedId.New<UserId>(TimeProvider.System) }));
    }

    [Fact]
    public async Task ListAsync_AuthorAndAgent_AreCalledByName()
    {
        await using var world = await ConversationsWorld.CreateAsync(DatabaseEngine.Sqlite);
        await world.StartAsync(source: ConversationSource.Agent);

        var item = Assert.Single((await ListAsync(world, ConversationFilter.None)).Items);
        Assert.Equal(("Person 1", "Nora"), (item.CreatedByName, item.AgentName));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("12")]
    [InlineData("12-")]
    [InlineData("-1-2")]
    [InlineData("99999999999999999999-1")]
    [InlineData("9223372036854775807-1")]
    public void Parse_WhatIsNoCursor_IsPassedOver(string? text) => Assert.Null(ConversationCursor.Parse(text));

    private static async Task<IReadOnlyList<string>> TitlesAsync(ConversationsWorld world, string search) => await TitlesAsync(world, new ConversationFilter(search));

    private static async Task<IReadOnlyList<string>> TitlesAsync(ConversationsWorld world, ConversationFilter filter) =>
        [.. (await ListAsync(world, filter)).Items.Select(item => item.Title)];

    private static Task<ConversationListPage> ListAsync(ConversationsWorld world, ConversationFilter filter, ConversationCursor? after = null, int size = 25) =>
        world.Directory.ListAsync(world.Operator, world.OrganizationId, filter, after, size, Cancel);

    private static async Task AddAsync(
        ConversationsWorld world, IEnumerable<(string Title, int Minute)> conversations, ConversationSource source = ConversationSource.Playground, AgentId? agent = null, TicketId? ticket = null)
    {
        var start = new DateTime(2026, 11, 23, 12, 0, 0, DateTimeKind.Utc);
        await using var db = world.Database.OpenTenant(world.OrganizationId);
        db.AddRange(conversations.Select(wanted => new Conversation
        {
            OrganizationId = world.OrganizationId,
            Id = TypedId.New<ConversationId>(TimeProvider.System),
            Source = source,
            AgentId = agent,
            TicketId = ticket,
            CreatedBy = world.Operator.UserId,
            Title = wanted.Title,
            CreatedUtc = start,
            LastMessageUtc = start.AddMinutes(wanted.Minute),
        }));
        await db.SaveChangesAsync(Cancel);
    }
}
