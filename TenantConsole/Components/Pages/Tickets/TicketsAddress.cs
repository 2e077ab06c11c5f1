using System.Globalization;
using TenantConsole.Core.Common;
using TenantConsole.Core.Tickets;

namespace TenantConsole.Components.Pages.Tickets;

/// <summary>What the page of tickets shows, as its address says it. Addresses are typed and shared: what makes no sense in one is passed over.</summary>
public sealed record TicketsAddress
{
    private const string Nobody = "none";

    public string? Search { get; init; }

    public TicketStatus? Status { get; init; }

    public TicketPriority? Priority { get; init; }

    public string? Category { get; init; }

    public string? Tag { get; init; }

    public AgentId? Agent { get; init; }

    public bool Unassigned { get; init; }

    /// <summary>Only those that the person opened.</summary>
    public bool Mine { get; init; }

    public string? Sort { get; init; }

    public bool Descending { get; init; }

    /// <summary>From 0; in the address from 1.</summary>
    public int Index { get; init; }

    public bool IsBoard { get; init; }

    /// <summary>Whether anything is left out.</summary>
    public bool IsNarrowed => this with { Sort = null, Descending = false, Index = 0, IsBoard = false } != new TicketsAddress();

    public static TicketsAddress Parse(
        string? search, string? status, string? priority, string? category, string? tag, string? agent, bool mine, string? sort, bool descending, int? page, string? view) => new()
        {
            Search = Text(search),
            Status = Value<TicketStatus>(status),
            Priority = Value<TicketPriority>(priority),
            Category = Text(category),
            Tag = Text(tag),
            Agent = Guid.TryParse(agent, CultureInfo.InvariantCulture, out var id) ? AgentId.From(id) : null,
            Unassigned = agent == Nobody,
            Mine = mine,
            Sort = Text(sort),
            Descending = descending,
            Index = Math.Max(0, (page ?? 1) - 1),
            IsBoard = view == "board",
        };

    public TicketFilter Filter(UserId me) => new(Status, Priority, Category, Tag, Agent, Unassigned, Mine ? me : null);

    /// <summary>For <c>GetUriWithQueryParameters</c>; what is not said is taken out.</summary>
    public IReadOnlyDictionary<string, object?> Query() => new Dictionary<string, object?>(StringComparer.Ordinal)
    {
        ["q"] = Search,
        ["status"] = Name(Status),
        ["priority"] = Name(Priority),
        ["category"] = Category,
        ["tag"] = Tag,
        ["agent"] = Unassigned ? Nobody : Agent?.ToString(),
        ["mine"] = Mine ? true : null,
        ["sort"] = Sort,
        ["desc"] = Descending ? true : null,
        ["page"] = Index > 0 ? Index + 1 : null,
        ["view"] = IsBoard ? "board" : null,
    };

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static string? Name<TEnum>(TEnum? value)
        where TEnum : struct, Enum => value?.ToString().ToLowerInvariant();

    private static TEnum? Value<TEnum>(string? name)
        where TEnum : struct, Enum => Enum.TryParse<TEnum>(name, ignoreCase: true, out var value) && Enum.IsDefined(value) ? value : null;
}
