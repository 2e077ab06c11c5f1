using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Members;

/// <summary>One operation on accounts: Identity's manager and the context under it, for as long as the operation takes.</summary>
internal sealed class AccountOperation : IAsyncDisposable
{
    private readonly AsyncServiceScope _scope;

    private AccountOperation(AsyncServiceScope scope)
    {
        _scope = scope;
        Users = scope.ServiceProvider.GetRequiredService<UserManager<ConsoleUser>>();
        Db = scope.ServiceProvider.GetRequiredService<ConsoleUserContext>().Db;
    }

    public UserManager<ConsoleUser> Users { get; }

    public ConsoleDbContext Db { get; }

    public static AccountOperation Begin(IServiceScopeFactory scopes) => new(scopes.CreateAsyncScope());

    public ValueTask DisposeAsync() => _scope.DisposeAsync();
}
