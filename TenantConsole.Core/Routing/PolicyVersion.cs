using TenantConsole.Core.Common;

namespace TenantConsole.Core.Routing;

/// <summary>A saved version in the history.</summary>
/// <param name="SavedBy">Null: the installation.</param>
/// <param name="SavedByName">What that person is called now; null: the installation.</param>
/// <param name="Changes">What it changed against the version before it, a line each.</param>
public sealed record PolicyVersion(int Version, string? Note, UserId? SavedBy, string? SavedByName, DateTime SavedUtc, IReadOnlyList<PolicyChange> Changes);

/// <summary>One difference between two policies.</summary>
/// <param name="Field">Its path, such as <c>weights.length</c>.</param>
/// <param name="Old">As JSON; null: it was not there.</param>
/// <param name="New">As JSON; null: it is not there any more.</param>
public sealed record PolicyChange(string Field, string? Old, string? New);
