using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TenantConsole.Core.Audit;
using TenantConsole.Core.Common;
using TenantConsole.Core.Security;

namespace TenantConsole.Core.Members;

/// <summary>The accounts of the installation.</summary>
public sealed class AccountService(IServiceScopeFactory scopes, IAccessControl access, AuditLog audit, TimeProvider time)
{
    public const int MaxDisplayNameLength = 200;

    /// <summary>Makes an account, or gives a password to one that an import has made without: nobody can sign in to that otherwise.</summary>
    /// <exception cref="InvalidInputException">The address is none or has an account, or the password is too weak. Nothing was made.</exception>
    public async Task<UserId> CreateAsync(Actor actor, NewAccount account, CancellationToken cancellationToken)
    {
        await access.RequirePlatformAsync(actor, Permission.ManageUsers, cancellationToken);
        await using var operation = AccountOperation.Begin(scopes);
        await using var transaction = await operation.Db.Database.BeginTransactionAsync(cancellationToken);
        var user = await GivePasswordAsync(operation, actor, account, cancellationToken) ?? await AddAsync(operation, actor, account, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return user.Id;
    }

    /// <summary>Null: there is no account of this address that nobody can sign in to.</summary>
    private async Task<ConsoleUser?> GivePasswordAsync(AccountOperation operation, Actor actor, NewAccount account, CancellationToken cancellationToken)
    {
        var user = await operation.Users.FindByEmailAsync(account.Email.Trim());
        if (user is not { PasswordHash: null }
            || await operation.Db.Set<ConsoleUserLogin>().AnyAsync(login => login.UserId == user.Id, cancellationToken)
            || await operation.Db.Set<ConsoleUserPasskey>().AnyAsync(passkey => passkey.UserId == user.Id, cancellationToken))
        {
            return null;
        }

        user.IsPlatformAdmin = account.IsPlatformAdmin;
        RequireSuccess(await operation.Users.AddPasswordAsync(user, account.Password));
        var details = new Dictionary<string, object?>(StringComparer.Ordinal) { ["platform_admin"] = user.IsPlatformAdmin };
        await audit.SavePlatformAsync(operation.Db, actor, new AuditEvent("user.password_given", $"user:{user.Id}", details), cancellationToken);
        return user;
    }

    /// <summary>Makes an account, and its entry in the platform's chain, in the operation's transaction. A null actor is the new person.</summary>
    internal async Task<ConsoleUser> AddAsync(AccountOperation operation, Actor? actor, NewAccount account, CancellationToken cancellationToken)
    {
        var displayName = account.DisplayName.Trim();
        if (displayName.Length > MaxDisplayNameLength)
        {
            throw new InvalidInputException($"The name may have {MaxDisplayNameLength} characters.", "name");
        }

        var email = EmailAddress.Parse(account.Email);
        var user = new ConsoleUser
        {
            Id = TypedId.New<UserId>(time),
            UserName = email,
            Email = email,
            EmailConfirmed = true, // Whoever makes an account, or holds the link sent to the address, vouches for it.
            DisplayName = displayName,
            IsPlatformAdmin = account.IsPlatformAdmin,
            CreatedUtc = time.GetUtcNow().UtcDateTime,
        };
        RequireSuccess(await operation.Users.CreateAsync(user, account.Password));

        var details = new Dictionary<string, object?>(StringComparer.Ordinal) { ["platform_admin"] = user.IsPlatformAdmin };
        await audit.SavePlatformAsync(operation.Db, actor ?? new Actor.Person(user.Id), new AuditEvent("user.created", $"user:{user.Id}", details), cancellationToken);
        return user;
    }

    /// <summary>An account that nobody can sign in to until <see cref="CreateAsync"/> gives it a password.</summary>
    internal static ConsoleUser WithoutPassword(UserId id, string email, string displayName, DateTime nowUtc) => new()
    {
        Id = id,
        UserName = email,
        NormalizedUserName = email.ToUpperInvariant(),
        Email = email,
        NormalizedEmail = email.ToUpperInvariant(),
        DisplayName = displayName,
        CreatedUtc = nowUtc,
        LockoutEnabled = true,
        SecurityStamp = LinkSecret.New(),
    };

    private static void RequireSuccess(IdentityResult result)
    {
        if (!result.Succeeded)
        {
            var sentences = result.Errors.Select(error => error.Description).Distinct(StringComparer.Ordinal);
            throw new InvalidInputException(string.Join(' ', sentences), result.Errors.First().Code == "Password" ? "password" : "email");
        }
    }
}
