namespace TenantConsole.Components.Shared.Tabs;

/// <summary>One tab of a <see cref="TabBar"/>.</summary>
public sealed record TabLink(string Title, string Href, bool IsCurrent);
