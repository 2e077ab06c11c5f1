using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TenantConsole.Core.Common;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Organizations;

/// <summary>A tenant.</summary>
public sealed class Organization : ITenantRoot
{
    public required OrganizationId Id { get; init; }

    /// <summary>Unique in the installation; the name in addresses. See <see cref="OrganizationSlug"/>.</summary>
    public required string Slug { get; set; }

    public required string Name
    {
        get;
        set
        {
            field = value;
            SearchName = SearchText.Fold(value);
        }
    }

    /// <summary>The name as it is searched and sorted; follows <see cref="Name"/>.</summary>
    public string SearchName { get; private set; } = "";

    public OrganizationStatus Status { get; set; }

    /// <summary>Of a deleted one: the end of its grace period, from which on it is purged.</summary>
    public DateTime? PurgeUtc { get; private set; }

    /// <summary>Of a deleted one: what it becomes again when it is taken back.</summary>
    public OrganizationStatus? StatusBeforeDeletion { get; private set; }

    public required Industry Industry { get; set; }

    public required OrganizationSize Size { get; set; }

    public required Tier Tier { get; set; }

    /// <summary>The IANA zone in which its days and months begin.</summary>
    public required string TimeZone { get; set; }

    public required string AdminContactName { get; set; }

    public required string AdminContactEmail { get; set; }

    public required DateTime CreatedUtc { get; init; }

    public OrganizationPreferences Preferences { get; set; } = new();

    public OrganizationFeatures Features { get; set; } = new();

    public OrganizationBranding Branding { get; set; } = new();

    /// <summary>Such as <c>SOC2</c>, <c>HIPAA</c>.</summary>
    public IReadOnlyList<string> ComplianceRequirements { get; set; } = [];

    /// <summary>Where its data may be. Null: anywhere.</summary>
    public string? DataRegion { get; set; }

    public IReadOnlyDictionary<string, string> Metadata { get; set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Made by the demo seed, marked as such everywhere, removable with one click.</summary>
    public bool IsDemo { get; init; }

    /// <summary>Grows with every change, so that two editors at once do not overwrite each other unseen.</summary>
    public int Version { get; set; }

    /// <summary>Deletes it for the time being.</summary>
    internal void Delete(DateTime nowUtc) =>
        (StatusBeforeDeletion, Status, PurgeUtc, Version) = (Status, OrganizationStatus.Deleted, nowUtc + OrganizationDeletion.GracePeriod, Version + 1);

    /// <summary>Takes a deleted one back.</summary>
    internal void TakeBack() => (Status, StatusBeforeDeletion, PurgeUtc, Version) = (StatusBeforeDeletion ?? OrganizationStatus.Active, null, null, Version + 1);

    internal sealed class Configuration : IEntityTypeConfiguration<Organization>
    {
        public void Configure(EntityTypeBuilder<Organization> builder)
        {
            builder.ToTable("organizations");
            builder.HasKey(organization => organization.Id);
            builder.Property(organization => organization.Slug).HasMaxLength(OrganizationSlug.MaxLength);
            builder.HasIndex(organization => organization.Slug).IsUnique();
            builder.Property(organization => organization.Name).HasMaxLength(200);
            builder.Property(organization => organization.SearchName).HasMaxLength(800);
            builder.HasIndex(organization => organization.SearchName);
            builder.Property(organization => organization.TimeZone).HasMaxLength(64);
            builder.Property(organization => organization.AdminContactName).HasMaxLength(200);
            builder.Property(organization => organization.AdminContactEmail).HasMaxLength(254);
            builder.Property(organization => organization.DataRegion).HasMaxLength(64);
            builder.Property(organization => organization.Metadata).HasConversion(
                metadata => JsonSerializer.Serialize(metadata, JsonSerializerOptions.Default),
                json => JsonSerializer.Deserialize<Dictionary<string, string>>(json, JsonSerializerOptions.Default)!,
                new ValueComparer<IReadOnlyDictionary<string, string>>(
                    (left, right) => JsonSerializer.Serialize(left, JsonSerializerOptions.Default) == JsonSerializer.Serialize(right, JsonSerializerOptions.Default),
                    metadata => metadata.Count,
                    metadata => metadata));
            builder.Property(organization => organization.Version).IsConcurrencyToken();
            builder.ComplexProperty(organization => organization.Preferences);
            builder.ComplexProperty(organization => organization.Features);
            builder.ComplexProperty(organization => organization.Branding);
        }
    }
}
