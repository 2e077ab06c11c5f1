using TenantConsole.Core.Common;

namespace TenantConsole.Core.Lab;

/// <summary>A run in the list of them.</summary>
/// <param name="StartedByName">Null: the installation.</param>
/// <param name="Expected">How many questions there are.</param>
/// <param name="Done">How many of them have been read.</param>
/// <param name="Totals">So far; without costs where <paramref name="SeesCosts"/> is false.</param>
/// <param name="SeesCosts">Whether the reader may see costs.</param>
public sealed record LabRunItem(
    LabRunId Id,
    string Name,
    LabSource Source,
    LabRunStatus Status,
    DateTime CreatedUtc,
    DateTime? FinishedUtc,
    string? StartedByName,
    long Expected,
    long Done,
    ReplayTotals Totals,
    bool SeesCosts);
