namespace TenantConsole.Core.Lab.Retirements;

/// <summary>Where a routing policy names a model.</summary>
public enum PolicyPlace
{
    Simple,
    Moderate,
    Complex,
    Critical,

    /// <summary>The standard model, which savings are measured against.</summary>
    Standard,

    /// <summary>The list of models that callers may ask for.</summary>
    Allowed,
}
