using System.Globalization;

namespace TenantConsole.Components.Pages.Roles;

/// <summary>A role's routing preference in words.</summary>
internal static class LeanWords
{
    /// <summary>With its sign: "+0.5", "−0.3", "0".</summary>
    public static string Number(double lean) => lean switch
    {
        > 0 => "+" + lean.ToString("0.##", CultureInfo.InvariantCulture),
        < 0 => "−" + (-lean).ToString("0.##", CultureInfo.InvariantCulture),
        _ => "0",
    };

    public static string Short(double lean) => lean switch
    {
        >= 0.8 => "larger model, strongly",
        > 0 => "larger model",
        <= -0.8 => "small model, strongly",
        < 0 => "small model",
        _ => "neutral",
    };

    public static string Sentence(double lean) => lean switch
    {
        > 0 => "Leans towards the larger model: in full on long questions, not at all on short ones.",
        < 0 => "Leans towards the small model, at any length.",
        _ => "The question alone decides.",
    };
}
