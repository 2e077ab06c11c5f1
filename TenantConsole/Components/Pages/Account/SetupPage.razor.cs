using Microsoft.AspNetCore.Components;
using TenantConsole.Core.Common;
using TenantConsole.Core.Members;
using TenantConsole.Security;

namespace TenantConsole.Components.Pages.Account;

/// <summary>Where the setup link of the first start leads: makes the first platform administrator and signs in.</summary>
public sealed partial class SetupPage
{
    private string? _fault;
    private bool _isOpen;

    [Inject]
    private FirstAdministrator FirstAdministrator { get; set; } = default!;

    [Inject]
    private PasswordSignIn SignIn { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [CascadingParameter]
    private HttpContext HttpContext { get; set; } = default!;

    [SupplyParameterFromQuery]
    private string? Token { get; set; }

    [SupplyParameterFromForm(FormName = "set-up")]
    private AccountForm? Input { get; set; }

    protected override async Task OnInitializedAsync() => _isOpen = await FirstAdministrator.IsSetupSecretAsync(Token ?? "", HttpContext.RequestAborted);

    private async Task SetUpAsync()
    {
        if (Input is null || Input.RepetitionFault is not null)
        {
            _fault = Input?.RepetitionFault;
            return;
        }

        try
        {
            var account = new NewAccount(Input.Email ?? "", Input.Password ?? "") { DisplayName = Input.Name ?? "" };
            await SignIn.StartAsync(await FirstAdministrator.SetUpAsync(Token ?? "", account, HttpContext.RequestAborted));
            Navigation.NavigateTo("/");
        }
        catch (InvalidInputException invalid)
        {
            _fault = invalid.Message;
        }
    }
}
