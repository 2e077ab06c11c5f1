namespace TenantConsole.Components.Pages.Routing;

/// <summary>One change of a policy in words.</summary>
/// <param name="Old">Null where it is a list: then it is told by what was added and removed.</param>
internal sealed record PolicyLine(string Setting, string? Old, string? New, IReadOnlyList<string> Added, IReadOnlyList<string> Removed);
