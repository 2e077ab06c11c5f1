using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TenantConsole.Core.Common;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Members;

/// <summary>An offer of membership to the holder of an e-mail address. The link's secret is stored as a hash only; it works once and expires.</summary>
public sealed class Invitation : ITenantOwned
{
    public required OrganizationId OrganizationId { get; init; }

    public required InvitationId Id { get; init; }

    public required string Email
    {
        get;
        init
        {
            field = value;
            NormalizedEmail = value.ToUpperInvariant();
        }
    }

    /// <summary>The address as it is compared; follows <see cref="Email"/>.</summary>
    public string NormalizedEmail { get; private set; } = "";

    public required ConsoleRole Role { get; init; }

    /// <summary>SHA-256 of the link's secret.</summary>
    public required byte[] SecretHash { get; set; }

    public required DateTime CreatedUtc { get; init; }

    public required DateTime ExpiresUtc { get; set; }

    public DateTime? AcceptedUtc { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<Invitation>
    {
        public void Configure(EntityTypeBuilder<Invitation> builder)
        {
            builder.ToTable("invitations");
            builder.HasKey(invitation => new { invitation.OrganizationId, invitation.Id });
            builder.Property(invitation => invitation.Email).HasMaxLength(254);
            builder.Property(invitation => invitation.NormalizedEmail).HasMaxLength(254);
            builder.HasIndex(invitation => new { invitation.OrganizationId, invitation.NormalizedEmail });
            builder.HasIndex(invitation => invitation.SecretHash);
        }
    }
}
