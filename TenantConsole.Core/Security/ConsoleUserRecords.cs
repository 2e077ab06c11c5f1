using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TenantConsole.Core.Common;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Security;

// What ASP.NET Core Identity keeps about a person, under the console's names and as the platform's property.
// There are no Identity roles: what a person may do is on their memberships.

public sealed class ConsoleUserClaim : IdentityUserClaim<UserId>, IPlatformOwned
{
    internal sealed class Configuration : IEntityTypeConfiguration<ConsoleUserClaim>
    {
        public void Configure(EntityTypeBuilder<ConsoleUserClaim> builder)
        {
            builder.ToTable("user_claims");
            builder.HasKey(claim => claim.Id);
            builder.HasOne<ConsoleUser>().WithMany().HasForeignKey(claim => claim.UserId);
        }
    }
}

public sealed class ConsoleUserLogin : IdentityUserLogin<UserId>, IPlatformOwned
{
    internal sealed class Configuration : IEntityTypeConfiguration<ConsoleUserLogin>
    {
        public void Configure(EntityTypeBuilder<ConsoleUserLogin> builder)
        {
            builder.ToTable("user_logins");
            builder.HasKey(login => new { login.LoginProvider, login.ProviderKey });
            builder.Property(login => login.LoginProvider).HasMaxLength(128);
            builder.Property(login => login.ProviderKey).HasMaxLength(128);
            builder.HasOne<ConsoleUser>().WithMany().HasForeignKey(login => login.UserId);
        }
    }
}

public sealed class ConsoleUserToken : IdentityUserToken<UserId>, IPlatformOwned
{
    internal sealed class Configuration : IEntityTypeConfiguration<ConsoleUserToken>
    {
        public void Configure(EntityTypeBuilder<ConsoleUserToken> builder)
        {
            builder.ToTable("user_tokens");
            builder.HasKey(token => new { token.UserId, token.LoginProvider, token.Name });
            builder.Property(token => token.LoginProvider).HasMaxLength(128);
            builder.Property(token => token.Name).HasMaxLength(128);
            builder.HasOne<ConsoleUser>().WithMany().HasForeignKey(token => token.UserId);
        }
    }
}

public sealed class ConsoleUserPasskey : IdentityUserPasskey<UserId>, IPlatformOwned
{
    internal sealed class Configuration : IEntityTypeConfiguration<ConsoleUserPasskey>
    {
        public void Configure(EntityTypeBuilder<ConsoleUserPasskey> builder)
        {
            builder.ToTable("user_passkeys");
            builder.HasKey(passkey => passkey.CredentialId);
            builder.Property(passkey => passkey.CredentialId).HasMaxLength(1024);
            builder.OwnsOne(passkey => passkey.Data).ToJson();
            builder.HasOne<ConsoleUser>().WithMany().HasForeignKey(passkey => passkey.UserId);
        }
    }
}
