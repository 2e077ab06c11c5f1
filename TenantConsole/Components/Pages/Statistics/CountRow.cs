namespace TenantConsole.Components.Pages.Statistics;

/// <summary>How many organizations are of one sort.</summary>
/// <param name="Show">Narrows the list to them.</param>
public sealed record CountRow(string Name, int Count, Action Show);
