using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TenantConsole.Core.Common;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Organizations;

/// <summary>An organization's logo: a small picture, kept in a row of its own so that nobody reads its bytes who only wants the organization.</summary>
public sealed class OrganizationLogo : ITenantOwned
{
    public required OrganizationId OrganizationId { get; init; }

    /// <summary>One of <see cref="LogoImage"/>'s.</summary>
    public required string ContentType { get; set; }

    public required byte[] Content { get; set; }

    /// <summary>Of the bytes: the first 16 hexadecimal digits of their SHA-256.</summary>
    public static string HashOf(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content))[..16];

    internal sealed class Configuration : IEntityTypeConfiguration<OrganizationLogo>
    {
        public void Configure(EntityTypeBuilder<OrganizationLogo> builder)
        {
            builder.ToTable("organization_logos");
            builder.HasKey(logo => logo.OrganizationId);
            builder.Property(logo => logo.ContentType).HasMaxLength(40);
        }
    }
}
