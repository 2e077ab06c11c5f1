using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using TenantConsole.Core.Audit;
using TenantConsole.Core.Common;
using TenantConsole.Core.Security;

namespace TenantConsole.Core.Members;

/// <summary>The accounts of the installation.</summary>
public sealed class AccountService(IServiceScopeFactory scopes, IAccessControl access, AuditLog audit, TimeProvider time)
{
    public const int MaxDisplayNameLength = 200;

    /// <summary>Makes an account.</summary>
    /// <exception cref="InvalidInputException">The address is none or has an account, or the password is too weak. Nothing was made.</exception>
    public async Task<UserId> CreateAsync(Actor actor, NewAccount account, CancellationToken cancellationToken)
    {
        await access.RequirePlatformAsync(actor, Permission.ManageUsers, cancellationToken);
        await using var operation = AccountOperation.Begin(scopes);
        await using var transaction = await operation.Db.Database.BeginTransactionAsync(cancellationToken);
        var user = await AddAsync(operation, actor, account, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return user.Id;
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

    /// <summary>An account that nobody can sign in to until an invitation lets its person choose a password.</summary>
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
