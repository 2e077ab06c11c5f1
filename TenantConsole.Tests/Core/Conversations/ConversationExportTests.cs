using System.Text;
using System.Text.Json;
using TenantConsole.Core.Common;
using TenantConsole.Core.Conversations;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Tests.Core.Conversations;

public sealed class ConversationExportTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WriteJsonAsync_LongConversation_HasEveryTurnOnceInOrder()
    {
        await using var world = await ConversationsWorld.CreateAsync(DatabaseEngine.Sqlite);
        var conversation = await world.StartAsync();
        for (var number = 1; number <= 53; number++)
        {
            await world.AskAsync(conversation, $"Question {number}?");
        }

        var json = JsonElement.Parse(await ExportAsync(world, world.Operator, conversation, markdown: false));

        Assert.Equal(Enumerable.Range(1, 53).Select(number => $"Question {number}?"), json.GetProperty("turns").EnumerateArray().Select(turn => turn.GetProperty("question").GetString()!));
        var last = json.GetProperty("turns")[52];
        var kept = (await world.TurnsAsync(conversation))[^1];
        Assert.Equal((kept.Figures!.CostPicoUsd, kept.RequestId, "answered"), (last.GetProperty("cost_pico_usd").GetInt64(), last.GetProperty("request_id").GetString(), last.GetProperty("state").GetString()));
    }

    [Fact]
    public async Task WriteMarkdownAsync_Conversation_ReadsAsOne()
    {
        await using var world = await ConversationsWorld.CreateAsync(DatabaseEngine.Sqlite);
        var conversation = await world.StartAsync(title: "Tickets");
        await world.AskAsync(conversation, answer: "It is *open*.");

        var text = await ExportAsync(world, world.Operator, conversation, markdown: true);

        Assert.StartsWith("# Tickets\n", text, StringComparison.Ordinal);
        Assert.Contains($"\n\n{ConversationsWorld.Question}\n\n### Answer of gpt-4o-mini\n\nIt is *open*.\n\n*Simple: ", text, StringComparison.Ordinal);
        Assert.Contains("$0.0", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Write_ReaderWhoMayNotSeeCosts_GetsNone()
    {
        await using var world = await ConversationsWorld.CreateAsync(DatabaseEngine.Sqlite);
        var conversation = await world.StartAsync(source: ConversationSource.Agent);
        await world.AskAsync(conversation);
        var viewer = await world.PersonAsync(ConsoleRole.Viewer);

        Assert.DoesNotContain("cost", await ExportAsync(world, viewer, conversation, markdown: false), StringComparison.Ordinal);
        Assert.DoesNotContain("$", await ExportAsync(world, viewer, conversation, markdown: true), StringComparison.Ordinal);
    }

    private static async Task<string> ExportAsync(ConversationsWorld world, Actor actor, ConversationId id, bool markdown)
    {
        var organization = Assert.Single(await world.RowsAsync<Organization>());
        var head = await world.Reader.GetAsync(actor, world.OrganizationId, id, Cancel);
        using var file = new MemoryStream();
        var export = world.Get<ConversationExport>();
        await (markdown ? export.WriteMarkdownAsync(actor, organization, head, file, Cancel) : export.WriteJsonAsync(actor, organization, head, file, Cancel));
        return Encoding.UTF8.GetString(file.ToArray());
    }
}
