namespace TenantConsole.Core.Organizations;

/// <summary>What is asked for when an organization is created.</summary>
public sealed record NewOrganization
{
    public required string Slug { get; init; }

    public required string Name { get; init; }

    public required Industry Industry { get; init; }

    public required OrganizationSize Size { get; init; }

    public required Tier Tier { get; init; }

    /// <summary>An IANA zone.</summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>May be empty.</summary>
    public string AdminContactName { get; init; } = "";

    /// <summary>The contact, and the first owner: an existing account at once, anybody else by invitation.</summary>
    public required string AdminEmail { get; init; }

    /// <summary>The most to spend in a month. Null: no budget.</summary>
    public long? MonthlyBudgetPicoUsd { get; init; }

    /// <summary>Start with the plain defaults instead of the industry's preset.</summary>
    public bool WithoutPreset { get; init; }

    /// <summary>The settings that this gives the organization.</summary>
    public OrganizationSettings Settings()
    {
        var settings = WithoutPreset ? OrganizationSettings.Defaults : IndustryPreset.Of(Industry).Apply(OrganizationSettings.Defaults);
        return settings with { Preferences = settings.Preferences with { MonthlyBudgetPicoUsd = MonthlyBudgetPicoUsd } };
    }
}
