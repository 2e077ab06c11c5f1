namespace TenantConsole.Core.Tenancy;

/// <summary>Code tried to reach across organizations. Always a defect, never a user's mistake; nothing was read or written.</summary>
public sealed class TenantIsolationException(string message) : InvalidOperationException(message);
