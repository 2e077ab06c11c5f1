using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using TenantConsole.Core.Common;
using TenantConsole.Core.Security;

namespace TenantConsole.Security;

/// <summary>Who is at this page. Works in a circuit as well as in a request; what the person may do is for the services to decide.</summary>
public sealed class CurrentActor(AuthenticationStateProvider authentication)
{
    /// <exception cref="AccessDeniedException">Nobody is signed in.</exception>
    public async Task<Actor> GetAsync() => await GetPersonAsync();

    /// <inheritdoc cref="GetAsync"/>
    public async Task<Actor.Person> GetPersonAsync()
    {
        var state = await authentication.GetAuthenticationStateAsync();
        return state.User.Identity?.IsAuthenticated == true && Guid.TryParse(state.User.FindFirstValue(ClaimTypes.NameIdentifier), out var id)
            ? new Actor.Person(UserId.From(id))
            : throw new AccessDeniedException();
    }
}
