namespace TenantConsole.Components.Layout;

/// <summary>An organization that the person may switch to.</summary>
public sealed record OrganizationChoice(string Slug, string Name)
{
    /// <summary>How many a switch lists; it searches among the others.</summary>
    public const int MostShown = 50;
}
