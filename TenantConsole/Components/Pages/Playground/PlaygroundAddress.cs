using TenantConsole.Core.Conversations.Comparisons;

namespace TenantConsole.Components.Pages.Playground;

/// <summary>The playground's address: what was chosen on the page, so that it can be shared.</summary>
internal sealed record PlaygroundAddress(string? Organization, string? Role, string? Model, string? Conversation = null)
{
    /// <summary>Who is compared, from the left; empty: the usual; null: nobody, there is one answer at a time.</summary>
    public IReadOnlyList<ComparisonColumn>? Compare { get; init; }

    public string Href
    {
        get
        {
            var parts = Compare is { } columns
                ? new[] { Part("organization", Organization), Part("role", Role), $"compare={ListOf(columns)}" }
                : [Part("organization", Organization), Part("conversation", Conversation), Part("role", Role), Part("model", Model)];
            var query = string.Join('&', parts.Where(part => part is not null));
            return query.Length == 0 ? "playground" : $"playground?{query}";
        }
    }

    /// <summary>The columns that an address names, those that say nothing left out; null where it names none at all.</summary>
    public static IReadOnlyList<ComparisonColumn>? ColumnsOf(string? compare) =>
        compare is null ? null : [.. compare.Split(',').Select(ComparisonColumn.Parse).OfType<ComparisonColumn>().Take(NewComparison.MaxColumns)];

    // Commas and colons mean nothing in a query: they stay readable.
    private static string ListOf(IReadOnlyList<ComparisonColumn> columns) => columns.Count == 0
        ? "usual"
        : Uri.EscapeDataString(string.Join(',', columns)).Replace("%2C", ",", StringComparison.Ordinal).Replace("%3A", ":", StringComparison.Ordinal);

    private static string? Part(string name, string? value) => string.IsNullOrEmpty(value) ? null : $"{name}={Uri.EscapeDataString(value)}";
}
