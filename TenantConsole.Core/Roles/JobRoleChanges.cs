namespace TenantConsole.Core.Roles;

/// <summary>What an editor wants a job role to be. Its key stays.</summary>
/// <param name="Version">The version that the editor saw.</param>
public sealed record JobRoleChanges(string Name, string Description, double Lean, int Version);
