namespace TenantConsole.Core.Organizations;

/// <summary>How the console looks for an organization's people. All may be absent.</summary>
/// <param name="PrimaryColor">As <c>#rrggbb</c>, in lower case.</param>
/// <param name="CompanyUrl">Its own page, an https address.</param>
/// <param name="LogoHash">Of the <see cref="OrganizationLogo"/>, as <see cref="OrganizationLogo.HashOf"/> makes it; it tells one logo from the next in addresses.</param>
public sealed record OrganizationBranding(string? PrimaryColor = null, string? CompanyUrl = null, string? LogoHash = null);
