namespace TenantConsole.Components.Palette;

/// <summary>What one source found, under its heading.</summary>
public sealed record PaletteGroup(string Title, IReadOnlyList<PaletteEntry> Entries);
