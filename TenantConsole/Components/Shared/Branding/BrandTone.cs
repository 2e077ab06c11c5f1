namespace TenantConsole.Components.Shared.Branding;

/// <summary>A brand's colour in one theme.</summary>
/// <param name="Fill">As <c>#rrggbb</c>.</param>
/// <param name="Hover">The same under a pointer.</param>
/// <param name="HasWhiteInk">Words on it are white; otherwise dark.</param>
/// <param name="IsAdjusted">It is not quite the colour that was chosen.</param>
public sealed record BrandTone(string Fill, string Hover, bool HasWhiteInk, bool IsAdjusted)
{
    /// <summary>The token of the words on it.</summary>
    public string InkToken => HasWhiteInk ? "var(--on-dark)" : "var(--on-light)";
}
