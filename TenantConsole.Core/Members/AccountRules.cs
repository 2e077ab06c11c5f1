using Microsoft.AspNetCore.Identity;
using TenantConsole.Core.Security;

namespace TenantConsole.Core.Members;

/// <summary>
/// What an account has to be. Passwords are judged by length, as NIST SP 800-63B advises: no rules about which characters, only that it is neither the e-mail address
/// nor a few characters repeated. Five wrong passwords lock the account for ten minutes.
/// </summary>
public sealed class AccountRules : IPasswordValidator<ConsoleUser>
{
    public const int MinPasswordLength = 12;
    public const int MaxPasswordLength = 256;
    public const int TriesBeforeLockout = 5;

    /// <summary>PBKDF2 with HMAC-SHA512, as OWASP's cheat sheet on password storage asks.</summary>
    public const int HashIterations = 210_000;

    private const int MinDifferentCharacters = 4;

    public static readonly TimeSpan LockoutTime = TimeSpan.FromMinutes(10);

    /// <summary>What is wrong with a password, in a sentence for the person who chose it; null when nothing is.</summary>
    public static string? FaultOf(string? password, string? email)
    {
        if (password is null || password.Length < MinPasswordLength)
        {
            return $"The password is too short: it needs at least {MinPasswordLength} characters. A few words in a row make a good one.";
        }

        if (password.Length > MaxPasswordLength)
        {
            return $"The password is too long: it may have {MaxPasswordLength} characters.";
        }

        if (password.Distinct().Count() < MinDifferentCharacters)
        {
            return "The password repeats the same few characters. A few words in a row make a good one.";
        }

        return email is not null && password.Contains(email, StringComparison.OrdinalIgnoreCase) ? "The password may not contain the e-mail address." : null;
    }

    public Task<IdentityResult> ValidateAsync(UserManager<ConsoleUser> manager, ConsoleUser user, string? password) => Task.FromResult(
        FaultOf(password, user.Email) is { } fault ? IdentityResult.Failed(new IdentityError { Code = "Password", Description = fault }) : IdentityResult.Success);

    internal static void Apply(IdentityOptions options)
    {
        options.User.RequireUniqueEmail = true;
        options.User.AllowedUserNameCharacters = ""; // The name is the e-mail address, which has a rule of its own.
        options.Lockout.AllowedForNewUsers = true;
        options.Lockout.MaxFailedAccessAttempts = TriesBeforeLockout;
        options.Lockout.DefaultLockoutTimeSpan = LockoutTime;

        // Identity's own validator is left with nothing to say; this class speaks.
        options.Password.RequiredLength = 1;
        options.Password.RequiredUniqueChars = 0;
        options.Password.RequireDigit = false;
        options.Password.RequireLowercase = false;
        options.Password.RequireUppercase = false;
        options.Password.RequireNonAlphanumeric = false;
    }
}
