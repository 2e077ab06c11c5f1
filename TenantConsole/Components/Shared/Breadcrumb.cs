namespace TenantConsole.Components.Shared;

/// <summary>A step of the way to a page.</summary>
public sealed record Breadcrumb(string Title, string Href);
