using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using TenantConsole.Core.Security;

namespace TenantConsole.Core.Members;

public static class MembersRegistration
{
    /// <summary>People, their memberships, and what these allow. Needs the database, the audit log and a <see cref="TimeProvider"/>.</summary>
    public static IServiceCollection AddMembers(this IServiceCollection services)
    {
        services.AddIdentityCore<ConsoleUser>(AccountRules.Apply)
            .AddUserStore<ConsoleUserStore>()
            .AddErrorDescriber<AccountErrors>()
            .AddPasswordValidator<AccountRules>();
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = AccountRules.HashIterations);
        services.AddScoped<ConsoleUserContext>();
        services.AddSingleton<IAccessControl, AccessControl>();
        services.AddSingleton<AccountService>();
        services.AddSingleton<FirstAdministrator>();
        services.AddSingleton<InvitationService>();
        services.AddSingleton<MembershipService>();
        services.AddSingleton<MemberList>();
        services.AddSingleton<MemberService>();
        services.AddSingleton<SentInvitations>();
        return services;
    }
}
