namespace TenantConsole.Core.Catalog;

/// <summary>A model for the page that edits it.</summary>
/// <param name="Version">To be given back with an edit.</param>
public sealed record CatalogModelView(ModelDescriptor Model, int Version);
