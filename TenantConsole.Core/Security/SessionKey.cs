using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Security;

/// <summary>A key that seals session cookies and forms. Kept here so that every instance opens what another sealed, and a restart signs nobody out.</summary>
public sealed class SessionKey : IPlatformOwned
{
    public required string Name { get; init; }

    /// <summary>The key as ASP.NET Core Data Protection writes it.</summary>
    public required string Xml { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<SessionKey>
    {
        public void Configure(EntityTypeBuilder<SessionKey> builder)
        {
            builder.ToTable("session_keys");
            builder.HasKey(key => key.Name);
            builder.Property(key => key.Name).HasMaxLength(200);
        }
    }
}
