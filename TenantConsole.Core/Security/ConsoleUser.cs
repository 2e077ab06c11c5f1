using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TenantConsole.Core.Common;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Security;

/// <summary>A person who signs in. People belong to the installation; what they may do in an organization is on their membership of it.</summary>
public sealed class ConsoleUser : IdentityUser<UserId>, IPlatformOwned
{
    /// <summary>Runs the installation and sees all organizations.</summary>
    public bool IsPlatformAdmin { get; set; }

    public string DisplayName
    {
        get;
        set
        {
            field = value;
            SearchName = SearchText.Fold(value);
        }
    } = "";

    /// <summary>The name as it is searched; follows <see cref="DisplayName"/>.</summary>
    public string SearchName { get; private set; } = "";

    public DateTime CreatedUtc { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<ConsoleUser>
    {
        public void Configure(EntityTypeBuilder<ConsoleUser> builder)
        {
            builder.ToTable("users");
            builder.HasKey(user => user.Id);
            builder.HasIndex(user => user.NormalizedUserName).IsUnique();
            builder.HasIndex(user => user.NormalizedEmail).IsUnique();
            builder.Property(user => user.ConcurrencyStamp).IsConcurrencyToken();
            builder.Property(user => user.UserName).HasMaxLength(254);
            builder.Property(user => user.NormalizedUserName).HasMaxLength(254);
            builder.Property(user => user.Email).HasMaxLength(254);
            builder.Property(user => user.NormalizedEmail).HasMaxLength(254);
            builder.Property(user => user.DisplayName).HasMaxLength(200);
            builder.Property(user => user.SearchName).HasMaxLength(800);
            builder.Property(user => user.PhoneNumber).HasMaxLength(64);
        }
    }
}
