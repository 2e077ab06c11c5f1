using TenantConsole.Core.Routing;

namespace TenantConsole.Components.Pages.Routing;

/// <summary>Somebody else saved a version while this one was edited.</summary>
/// <param name="Theirs">The policy that is in force now.</param>
/// <param name="Saved">Its entry of the history; null where it is not to be had.</param>
/// <param name="Changes">What it has that the version edited here had not.</param>
/// <param name="Merged">The changes made here, put onto it.</param>
public sealed record PolicyConflict(RoutingPolicy Theirs, PolicyVersion? Saved, IReadOnlyList<PolicyChange> Changes, MergedPolicy Merged);
