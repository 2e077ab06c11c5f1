using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using TenantConsole.Core.Common;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Members;

/// <summary>ASP.NET Core Identity's store on the console's own tables.</summary>
internal sealed class ConsoleUserStore(ConsoleUserContext context, IdentityErrorDescriber describer)
    : UserOnlyStore<ConsoleUser, ConsoleDbContext, UserId, ConsoleUserClaim, ConsoleUserLogin, ConsoleUserToken, ConsoleUserPasskey>(context.Db, describer)
{
    /// <summary>An id that is none, as in a forged or an old cookie, is nobody's.</summary>
    public override UserId ConvertIdFromString(string? id) => Guid.TryParseExact(id, "D", out var value) ? UserId.From(value) : default;

    public override string? ConvertIdToString(UserId id) => id == default ? null : id.ToString();
}
