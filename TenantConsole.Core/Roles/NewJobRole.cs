namespace TenantConsole.Core.Roles;

/// <summary>A job role to be added.</summary>
/// <param name="Lean"><see cref="JobRole.Lean"/>.</param>
public sealed record NewJobRole(string Key, string Name, string Description, double Lean);
