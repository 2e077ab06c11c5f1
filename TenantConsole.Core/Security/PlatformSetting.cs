using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Security;

/// <summary>A value that the installation keeps about itself, under a name that its owner defines.</summary>
public sealed class PlatformSetting : IPlatformOwned
{
    public required string Name { get; init; }

    public required string Value { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<PlatformSetting>
    {
        public void Configure(EntityTypeBuilder<PlatformSetting> builder)
        {
            builder.ToTable("platform_settings");
            builder.HasKey(setting => setting.Name);
            builder.Property(setting => setting.Name).HasMaxLength(64);
        }
    }
}
