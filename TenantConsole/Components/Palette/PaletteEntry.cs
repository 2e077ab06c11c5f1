namespace TenantConsole.Components.Palette;

/// <summary>Somewhere that the palette leads.</summary>
/// <param name="Title">What it is called; the text that was searched for is in it, or in <paramref name="Detail"/>.</param>
/// <param name="Href">Its address, from the site's root.</param>
/// <param name="Icon">One of <see cref="Shared.ConsoleIcon"/>.</param>
/// <param name="Detail">What tells it from others of the same name.</param>
public sealed record PaletteEntry(string Title, string Href, string Icon, string? Detail = null);
