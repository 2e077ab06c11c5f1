using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TenantConsole.Core.Common;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Members;

/// <summary>A person's membership of one organization.</summary>
public sealed class Member : ITenantOwned
{
    public required OrganizationId OrganizationId { get; init; }

    public required MemberId Id { get; init; }

    /// <summary>The person. People are the platform's, so an organization's own context knows them by id only.</summary>
    public required UserId UserId { get; init; }

    public required ConsoleRole Role { get; set; }

    public required DateTime JoinedUtc { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<Member>
    {
        public void Configure(EntityTypeBuilder<Member> builder)
        {
            builder.ToTable("members");
            builder.HasKey(member => new { member.OrganizationId, member.Id });
            builder.HasIndex(member => new { member.OrganizationId, member.UserId }).IsUnique();
            builder.HasIndex(member => member.UserId);
        }
    }
}
