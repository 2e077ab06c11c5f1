using Microsoft.AspNetCore.Identity;

namespace TenantConsole.Core.Members;

/// <summary>Identity's faults in the console's words. Name and e-mail address are the same thing here, so they share a sentence.</summary>
internal sealed class AccountErrors : IdentityErrorDescriber
{
    public override IdentityError DuplicateEmail(string email) => Error(nameof(DuplicateEmail), $"There is already an account with the e-mail address {email}.");

    public override IdentityError DuplicateUserName(string userName) => Error(nameof(DuplicateEmail), $"There is already an account with the e-mail address {userName}.");

    public override IdentityError InvalidEmail(string? email) => Error(nameof(InvalidEmail), $"'{email}' is not an e-mail address.");

    public override IdentityError InvalidUserName(string? userName) => Error(nameof(InvalidEmail), $"'{userName}' is not an e-mail address.");

    public override IdentityError ConcurrencyFailure() => Error(nameof(ConcurrencyFailure), "The account was changed by somebody else at the same time. Nothing was changed; try again.");

    private static IdentityError Error(string code, string description) => new() { Code = code, Description = description };
}
