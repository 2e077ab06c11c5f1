namespace TenantConsole.Core.Organizations;

/// <summary>An organization's branding as an editor wants it, all but the logo. Null and empty: none.</summary>
/// <param name="Version">The <see cref="Organization.Version"/> that the editor had in front of them.</param>
public sealed record BrandingChanges(int Version, string? PrimaryColor, string? CompanyUrl);
