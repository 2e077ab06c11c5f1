namespace TenantConsole.Core.Organizations;

/// <summary>An organization as an editor wants it. Everything is given; what equals the present value is no change.</summary>
/// <param name="Version">The <see cref="Organization.Version"/> that the editor had in front of them.</param>
public sealed record OrganizationChanges(int Version)
{
    public required string Name { get; init; }

    public required Industry Industry { get; init; }

    public required OrganizationSize Size { get; init; }

    /// <summary>An IANA zone. A new one counts from now on; what was recorded keeps its day and month.</summary>
    public required string TimeZone { get; init; }

    public required string AdminContactName { get; init; }

    public required string AdminContactEmail { get; init; }

    public required OrganizationSettings Settings { get; init; }

    public required IReadOnlyDictionary<string, string> Metadata { get; init; }

    /// <summary>The organization as it is, to change with <c>with</c>.</summary>
    public static OrganizationChanges Of(Organization organization) => new(organization.Version)
    {
        Name = organization.Name,
        Industry = organization.Industry,
        Size = organization.Size,
        TimeZone = organization.TimeZone,
        AdminContactName = organization.AdminContactName,
        AdminContactEmail = organization.AdminContactEmail,
        Settings = OrganizationSettings.Of(organization),
        Metadata = organization.Metadata,
    };
}
