namespace TenantConsole.Core.Security;

/// <summary>What a member may do in one organization's console, from least to most. Not to be mistaken for a job role, which routes queries.</summary>
public enum ConsoleRole
{
    /// <summary>Reads everything but costs.</summary>
    Viewer = 1,

    /// <summary>Works: asks questions.</summary>
    Operator = 2,

    /// <summary>Sees costs, limits and invoices.</summary>
    Billing = 3,

    /// <summary>Runs the organization.</summary>
    Admin = 4,

    /// <summary>Runs the organization and decides over its existence.</summary>
    Owner = 5,
}
