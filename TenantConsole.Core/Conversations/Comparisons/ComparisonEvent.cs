using TenantConsole.Core.Common;

namespace TenantConsole.Core.Conversations.Comparisons;

/// <summary>What happens to a comparison: it is kept, then each of its calls takes its course, whatever becomes of the others.</summary>
public abstract record ComparisonEvent
{
    private ComparisonEvent()
    {
    }

    /// <summary>The question is kept, durable, before anything is spent.</summary>
    /// <param name="RequestIds">Of the calls, from the left.</param>
    public sealed record Asked(ComparisonId Id, IReadOnlyList<string> RequestIds) : ComparisonEvent;

    /// <summary>What happened to one of the calls.</summary>
    /// <param name="Ordinal">1, 2, … from the left.</param>
    public sealed record InColumn(int Ordinal, ConversationEvent Change) : ComparisonEvent;
}
