namespace TenantConsole.Components.Palette;

/// <summary>
/// Finds one kind of thing for the palette, through the service that keeps it, so that a person finds what they may see and nothing else. A feature registers its own with
/// <c>AddSingleton&lt;IPaletteSource, …&gt;()</c> in <see cref="PaletteRegistration"/>, where the order of registration is the order of the headings.
/// </summary>
public interface IPaletteSource
{
    /// <summary>The heading of what it finds.</summary>
    string Title { get; }

    /// <summary>What fits best first, at most <see cref="PaletteQuery.Count"/>. While nothing is typed most sources find nothing.</summary>
    Task<IReadOnlyList<PaletteEntry>> FindAsync(PaletteQuery query, CancellationToken cancellationToken);
}
