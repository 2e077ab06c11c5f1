using TenantConsole.Core.Common;

namespace TenantConsole.Core.Conversations.Comparisons;

/// <summary>A question to be asked of several at once.</summary>
/// <param name="JobRole">The job role to ask as, by key; null: none.</param>
/// <param name="Columns">Who is asked, each once.</param>
public sealed record NewComparison(OrganizationId OrganizationId, string Question, string? JobRole, IReadOnlyList<ComparisonColumn> Columns)
{
    public const int MinColumns = 2;

    public const int MaxColumns = 4;
}
