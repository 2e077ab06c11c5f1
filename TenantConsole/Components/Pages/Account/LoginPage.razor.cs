using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;
using TenantConsole.Core.Members;
using TenantConsole.Security;

namespace TenantConsole.Components.Pages.Account;

/// <summary>Signs in with e-mail address and password, and leads back to where the person wanted to go.</summary>
public sealed partial class LoginPage
{
    private string? _fault;
    private bool _isNew;

    [Inject]
    private PasswordSignIn SignIn { get; set; } = default!;

    [Inject]
    private FirstAdministrator FirstAdministrator { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [CascadingParameter]
    private HttpContext HttpContext { get; set; } = default!;

    [SupplyParameterFromQuery]
    private string? ReturnUrl { get; set; }

    [SupplyParameterFromForm(FormName = "sign-in")]
    private AccountForm? Input { get; set; }

    /// <summary>Only addresses of this console: a link to the sign-in page may not lead anywhere else.</summary>
    private string Target => ReturnUrl is not null && RedirectHttpResult.IsLocalUrl(ReturnUrl) ? ReturnUrl : "/";

    protected override async Task OnInitializedAsync()
    {
        if (HttpContext.User.Identity?.IsAuthenticated == true && HttpMethods.IsGet(HttpContext.Request.Method))
        {
            Navigation.NavigateTo(Target);
            return;
        }

        _isNew = !await FirstAdministrator.ExistsAsync(HttpContext.RequestAborted);
    }

    private async Task SignInAsync()
    {
        if (await SignIn.TryAsync(Input?.Email ?? "", Input?.Password ?? "", HttpContext.RequestAborted) is null)
        {
            _fault = PasswordSignIn.Refusal;
            return;
        }

        Navigation.NavigateTo(Target);
    }
}
