using TenantConsole.Core.Routing;

namespace TenantConsole.Core.Lab;

/// <summary>What a run tries.</summary>
/// <param name="Policy">The changed policy, whole; it is held against the one in force. Job roles are the organization's, whatever it says of them.</param>
/// <param name="Name">Null: one that says what it is.</param>
public sealed record LabStart(RoutingPolicy Policy, string? Name = null);
