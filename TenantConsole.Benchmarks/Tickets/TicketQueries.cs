using System.Globalization;
using TenantConsole.Core.Common;
using TenantConsole.Core.Tickets;

namespace TenantConsole.Benchmarks.Tickets;

/// <param name="RunAsync">Does it once and says how many tickets there are, or <c>many</c> where they are not counted.</param>
internal sealed record TicketQueryCase(string Name, Func<TicketWorld, Task<string>> RunAsync);

/// <summary>What people ask of tickets.</summary>
internal static class TicketQueries
{
    private const int PageSize = 25;

    public static IReadOnlyList<TicketQueryCase> All { get; } =
    [
        List("newest first"),
        List("oldest first", sort: TicketDirectory.Sorts.Number, descending: false),
        List("last updated first", sort: TicketDirectory.Sorts.Updated),
        List("most urgent first", sort: TicketDirectory.Sorts.Priority),
        List("the middle page", index: 2_000),
        List("the last page", index: 3_999),
        List("open", new(Status: TicketStatus.Open)),
        List("closed (most of them)", new(Status: TicketStatus.Closed)),
        List("closed, last updated first", new(Status: TicketStatus.Closed), TicketDirectory.Sorts.Updated),
        List("closed, most urgent first", new(Status: TicketStatus.Closed), TicketDirectory.Sorts.Priority),
        List("critical", new(Priority: TicketPriority.Critical)),
        List("medium (half of them)", new(Priority: TicketPriority.Medium)),
        List("medium, last updated first", new(Priority: TicketPriority.Medium), TicketDirectory.Sorts.Updated),
        List("open and high", new(TicketStatus.Open, TicketPriority.High)),
        List("category of a third", new(Category: TicketWorld.CommonCategory)),
        List("category of a third, last updated first", new(Category: TicketWorld.CommonCategory), TicketDirectory.Sorts.Updated),
        List("category of a third, closed, most urgent first", new(TicketStatus.Closed, Category: TicketWorld.CommonCategory), TicketDirectory.Sorts.Priority),
        List("category of a hundredth, open", new(TicketStatus.Open, Category: TicketWorld.RareCategory)),
        List("tag of a third", new(Tag: TicketWorld.CommonTag)),
        List("tag of a third, last updated first", new(Tag: TicketWorld.CommonTag), TicketDirectory.Sorts.Updated),
        List("tag of a hundredth", new(Tag: TicketWorld.RareTag)),
        List("unassigned (a third)", new(Unassigned: true)),
        List("opened by one of twenty", creator: true),
        List("opened by one of twenty, last updated first", sort: TicketDirectory.Sorts.Updated, creator: true),
        Search("a number", "#71234"),
        Search("the beginning of a number", "712"),
        Search("a word of five tickets or so", world => world.RareWord),
        Search("a word of a few hundred", world => world.SomeWord),
        Search("a word of most", "since"),
        Search("one letter", "s"),
        Search("a common and a rare word", world => "since " + world.RareWord),
        Search("two common words", "since after"),
        Search("two common words that are never together", world => $"{world.EitherWord} {world.OrWord}"),
        Search("a word of most, open", "since", new(TicketStatus.Open)),
        Search("a word of most, last updated first", "since", sort: TicketDirectory.Sorts.Updated),
        Search("a word that is nowhere", "xyzzy"),
        new("the board", async world =>
        {
            var board = await world.Directory.GetBoardAsync(world.Worker, world.Organization, null, TicketFilter.None, CancellationToken.None);
            return Text(board.Columns.Sum(column => column.Total ?? 0));
        }),
        new("the board, searched by a word of most", async world =>
        {
            var board = await world.Directory.GetBoardAsync(world.Worker, world.Organization, "since", TicketFilter.None, CancellationToken.None);
            return Text(board.Columns.Sum(column => column.Items.Count)) + " shown";
        }),
        new("the categories", async world => Text((await world.Directory.ListCategoriesAsync(world.Worker, world.Organization, CancellationToken.None)).Count) + " of them"),
        new("the tags", async world => Text((await world.Directory.ListTagsAsync(world.Worker, world.Organization, CancellationToken.None)).Count) + " of them"),
        new("one ticket", async world =>
        {
            await world.Directory.GetAsync(world.Worker, world.Organization, 71_234, CancellationToken.None);
            return "1";
        }),
        new("opening a ticket", async world =>
        {
            var ticket = await world.Tickets.CreateAsync(world.Worker, world.Organization, world.NextContent(), CancellationToken.None);
            return $"#{Text(ticket.Number)}";
        }),
    ];

    private static TicketQueryCase List(string name, TicketFilter? filter = null, string? sort = null, bool descending = true, int index = 0, bool creator = false) => new(
        "list: " + name,
        world => ListAsync(world, new PageRequest(index, PageSize, null, sort, descending), (filter ?? TicketFilter.None) with { Creator = creator ? world.Worker.UserId : null }));

    private static TicketQueryCase Search(string name, string text, TicketFilter? filter = null, string? sort = null) => Search(name, _ => text, filter, sort);

    private static TicketQueryCase Search(string name, Func<TicketWorld, string> text, TicketFilter? filter = null, string? sort = null) => new(
        "search: " + name,
        world => ListAsync(world, new PageRequest(0, PageSize, text(world), sort, true), filter ?? TicketFilter.None));

    private static async Task<string> ListAsync(TicketWorld world, PageRequest request, TicketFilter filter)
    {
        var page = (await world.Directory.ListAsync(world.Worker, world.Organization, request, filter, CancellationToken.None)).Page;
        return page.IsCut ? "many" : Text(page.TotalCount);
    }

    private static string Text(int count) => count.ToString(CultureInfo.InvariantCulture);
}
