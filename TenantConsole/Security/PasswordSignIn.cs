using Microsoft.AspNetCore.Identity;
using TenantConsole.Core.Common;
using TenantConsole.Core.Security;

namespace TenantConsole.Security;

/// <summary>
/// Signs in with e-mail address and password. A stranger learns nothing about who has an account: no account, wrong password and locked account get one answer, each
/// after the same work, and not before <see cref="RefusalTime"/> has passed.
/// </summary>
internal sealed class PasswordSignIn(
    SignInManager<ConsoleUser> signIn, UserManager<ConsoleUser> users, IPasswordHasher<ConsoleUser> hasher, DecoyPassword decoy, SignInGate gate, TimeProvider time)
{
    /// <summary>What every refusal says.</summary>
    public const string Refusal =
        "This e-mail address and password do not go together, or there were too many wrong tries for it. Check both; after five wrong tries an account rests for ten minutes.";

    public static readonly TimeSpan RefusalTime = TimeSpan.FromMilliseconds(600);

    /// <summary>Signs the person in and says who it is, or null.</summary>
    public async Task<UserId?> TryAsync(string email, string password, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        if (await CheckAsync(email.Trim(), password, cancellationToken) is { } user)
        {
            await signIn.SignInAsync(user, isPersistent: false);
            return user.Id;
        }

        var rest = RefusalTime - time.GetElapsedTime(started);
        if (rest > TimeSpan.Zero)
        {
            await Task.Delay(rest, time, cancellationToken);
        }

        return null;
    }

    /// <summary>Starts a session for an account that was made a moment ago.</summary>
    public async Task StartAsync(UserId userId)
    {
        var user = await users.FindByIdAsync(userId.ToString()) ?? throw new AccessDeniedException();
        await signIn.SignInAsync(user, isPersistent: false);
    }

    private async Task<ConsoleUser?> CheckAsync(string email, string password, CancellationToken cancellationToken)
    {
        using var turn = await gate.EnterAsync(users.NormalizeEmail(email) ?? "", cancellationToken);
        var user = await users.FindByEmailAsync(email);
        if (user is null || await users.IsLockedOutAsync(user))
        {
            hasher.VerifyHashedPassword(new ConsoleUser(), decoy.Hash, password);
            return null;
        }

        return (await signIn.CheckPasswordSignInAsync(user, password, lockoutOnFailure: true)).Succeeded ? user : null;
    }
}
