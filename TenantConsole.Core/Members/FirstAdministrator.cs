using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TenantConsole.Core.Audit;
using TenantConsole.Core.Common;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Members;

/// <summary>How an installation comes by its first platform administrator: from the operator's settings, or through a setup link that works once.</summary>
public sealed class FirstAdministrator(ConsoleDatabase database, IServiceScopeFactory scopes, AccountService accounts, AuditLog audit)
{
    private const string SettingName = "setup_link_hash";
    private static readonly Actor Start = new Actor.Installation("start");

    /// <summary>Whether there is a platform administrator; then nothing here does anything any more.</summary>
    public async Task<bool> ExistsAsync(CancellationToken cancellationToken)
    {
        await using var db = database.OpenSystem();
        return await ExistsAsync(db, cancellationToken);
    }

    /// <summary>Makes the account that the operator names the first platform administrator. An account that is there already keeps its password. Does nothing when there is one.</summary>
    /// <returns>Whether there was something to do.</returns>
    public async Task<bool> EnsureAsync(NewAccount account, CancellationToken cancellationToken)
    {
        await using var operation = AccountOperation.Begin(scopes);
        await using var transaction = await operation.Db.Database.BeginTransactionAsync(cancellationToken);
        if (await ExistsAsync(operation.Db, cancellationToken))
        {
            return false;
        }

        if (await operation.Users.FindByEmailAsync(EmailAddress.Parse(account.Email)) is { } user)
        {
            user.IsPlatformAdmin = true;
            await audit.SavePlatformAsync(operation.Db, Start, new AuditEvent("user.made_platform_admin", $"user:{user.Id}"), cancellationToken);
        }
        else
        {
            await accounts.AddAsync(operation, Start, account with { IsPlatformAdmin = true }, cancellationToken);
        }

        await SetupLinks(operation.Db).ExecuteDeleteAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>A new secret for the setup link; it replaces the one before. Null when there is a platform administrator.</summary>
    public async Task<string?> NewSetupSecretAsync(CancellationToken cancellationToken)
    {
        await using var db = database.OpenSystem();
        if (await ExistsAsync(db, cancellationToken))
        {
            return null;
        }

        var secret = LinkSecret.New();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await SetupLinks(db).ExecuteDeleteAsync(cancellationToken);
        db.Add(new PlatformSetting { Name = SettingName, Value = HashOf(secret) });
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return secret;
    }

    /// <summary>Whether the setup link with this secret still works.</summary>
    public async Task<bool> IsSetupSecretAsync(string secret, CancellationToken cancellationToken)
    {
        await using var db = database.OpenSystem();
        var hash = HashOf(secret);
        return await SetupLinks(db).AnyAsync(setting => setting.Value == hash, cancellationToken) && !await ExistsAsync(db, cancellationToken);
    }

    /// <summary>Spends the setup link and makes the account the first platform administrator.</summary>
    /// <exception cref="InvalidInputException">The link does not work any more, or the account cannot be made; then the link still works.</exception>
    public async Task<UserId> SetUpAsync(string secret, NewAccount account, CancellationToken cancellationToken)
    {
        await using var operation = AccountOperation.Begin(scopes);
        await using var transaction = await operation.Db.Database.BeginTransactionAsync(cancellationToken);
        var hash = HashOf(secret);
        var spent = await SetupLinks(operation.Db).Where(setting => setting.Value == hash).ExecuteDeleteAsync(cancellationToken);
        if (spent == 0 || await ExistsAsync(operation.Db, cancellationToken))
        {
            throw new InvalidInputException("This setup link does not work any more. Start the console again for a new one.", "token");
        }

        var user = await accounts.AddAsync(operation, null, account with { IsPlatformAdmin = true }, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return user.Id;
    }

    private static Task<bool> ExistsAsync(ConsoleDbContext db, CancellationToken cancellationToken) => db.Set<ConsoleUser>().AnyAsync(user => user.IsPlatformAdmin, cancellationToken);

    private static IQueryable<PlatformSetting> SetupLinks(ConsoleDbContext db) => db.Set<PlatformSetting>().Where(setting => setting.Name == SettingName);

    private static string HashOf(string secret) => Convert.ToHexStringLower(LinkSecret.Hash(secret));
}
