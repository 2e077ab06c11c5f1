namespace TenantConsole.Core.Organizations;

/// <summary>How the console looks for an organization's people. All may be absent.</summary>
/// <param name="PrimaryColor">As <c>#rrggbb</c>.</param>
public sealed record OrganizationBranding(string? PrimaryColor = null, string? LogoUrl = null, string? CompanyUrl = null);
