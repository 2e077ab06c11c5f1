using System.Globalization;

namespace TenantConsole.Components.Shared;

/// <summary>Ids for elements that scripts and labels refer to: unique in this process, so in every page.</summary>
internal static class ElementId
{
    private static long _last;

    public static string Next(string kind) => string.Create(CultureInfo.InvariantCulture, $"{kind}-{Interlocked.Increment(ref _last)}");
}
