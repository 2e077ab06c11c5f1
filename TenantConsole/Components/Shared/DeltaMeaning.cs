namespace TenantConsole.Components.Shared;

/// <summary>Whether more of a figure is good news.</summary>
public enum DeltaMeaning
{
    None,
    HigherIsBetter,
    LowerIsBetter,
}
