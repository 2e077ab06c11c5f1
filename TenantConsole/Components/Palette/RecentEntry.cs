using System.Text.Json;
using TenantConsole.Components.Shared;

namespace TenantConsole.Components.Palette;

/// <summary>Where the person went from the palette before, as their browser kept it.</summary>
internal sealed record RecentEntry(string? Title, string? Href, string? Detail)
{
    private const int Most = 6;
    private const int LongestTitle = 300;

    /// <summary>What the browser kept, as far as it makes sense: an address of another site is passed over.</summary>
    public static IReadOnlyList<PaletteEntry> Read(string? kept)
    {
        try
        {
            var entries = JsonSerializer.Deserialize<List<RecentEntry?>>(kept ?? "[]", JsonSerializerOptions.Web) ?? [];
            return [.. entries.Where(entry => entry is { Title.Length: > 0 and <= LongestTitle, Href.Length: <= LongestTitle } && IsOurs(entry.Href)).Take(Most)
                .Select(entry => new PaletteEntry(entry!.Title!, entry.Href!, ConsoleIcon.Recent, entry.Detail))];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static bool IsOurs(string? href) => href is ['/', not '/' and not '\\', ..] or "/";
}
