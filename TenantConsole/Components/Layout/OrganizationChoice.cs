namespace TenantConsole.Components.Layout;

/// <summary>An organization that the person may switch to.</summary>
public sealed record OrganizationChoice(string Slug, string Name);
