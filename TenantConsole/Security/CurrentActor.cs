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
    public async Task<Actor.Person> GetPersonAsync() => Of((await authentication.GetAuthenticationStateAsync()).User);

    /// <summary>The person of a request that no page answers.</summary>
    /// <inheritdoc cref="GetAsync"/>
    public static Actor.Person Of(ClaimsPrincipal user) => user.Identity?.IsAuthenticated == true && Guid.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var id)
        ? new Actor.Person(UserId.From(id))
        : throw new AccessDeniedException();
}
