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

    public required string Email { get; init; }

    public required ConsoleRole Role { get; init; }

    /// <summary>SHA-256 of the link's secret.</summary>
    public required byte[] SecretHash { get; init; }

    public required DateTime CreatedUtc { get; init; }

    public required DateTime ExpiresUtc { get; init; }

    public DateTime? AcceptedUtc { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<Invitation>
    {
        public void Configure(EntityTypeBuilder<Invitation> builder)
        {
            builder.ToTable("invitations");
            builder.HasKey(invitation => new { invitation.OrganizationId, invitation.Id });
            builder.Property(invitation => invitation.Email).HasMaxLength(254);
            builder.Property(invitation => invitation.SecretHash).LeftOutOfExports("the link works in this installation alone; invite the person again");
            builder.HasIndex(invitation => invitation.SecretHash);
        }
    }
}
