using Microsoft.AspNetCore.Components;
using TenantConsole.Core.Common;
using TenantConsole.Core.Members;
using TenantConsole.Security;

namespace TenantConsole.Components.Pages.Account;

/// <summary>Where an invitation's link leads: who has an account signs in with it, anybody else makes one, and then belongs to the organization.</summary>
public sealed partial class InvitationPage
{
    private string? _fault;
    private InvitationOffer? _offer;

    [Inject]
    private InvitationService Invitations { get; set; } = default!;

    [Inject]
    private PasswordSignIn SignIn { get; set; } = default!;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [CascadingParameter]
    private HttpContext HttpContext { get; set; } = default!;

    [SupplyParameterFromQuery]
    private string? Token { get; set; }

    [SupplyParameterFromForm(FormName = "accept")]
    private AccountForm? Input { get; set; }

    private string? SignedInAs => HttpContext.User.Identity is { IsAuthenticated: true, Name: { } name } ? name : null;

    private bool IsForWhoIsSignedIn => string.Equals(SignedInAs, _offer?.Email, StringComparison.OrdinalIgnoreCase);

    protected override async Task OnInitializedAsync() => _offer = await Invitations.FindAsync(Token ?? "", HttpContext.RequestAborted);

    private async Task AcceptAsync()
    {
        try
        {
            _fault = await JoinAsync();
        }
        catch (InvalidInputException invalid)
        {
            _fault = invalid.Message;
        }

        if (_fault is null)
        {
            Navigation.NavigateTo("/");
        }
    }

    /// <returns>What is in the way; null when the person has joined.</returns>
    private async Task<string?> JoinAsync()
    {
        var cancellationToken = HttpContext.RequestAborted;
        if (SignedInAs is not null)
        {
            await Invitations.AcceptAsync((await CurrentActor.GetPersonAsync()).UserId, Token!, cancellationToken);
            return null;
        }

        if (_offer!.HasAccount)
        {
            if (await SignIn.TryAsync(_offer.Email, Input?.Password ?? "", cancellationToken) is not { } userId)
            {
                return PasswordSignIn.Refusal;
            }

            await Invitations.AcceptAsync(userId, Token!, cancellationToken);
            return null;
        }

        if (Input?.RepetitionFault is { } fault)
        {
            return fault;
        }

        await SignIn.StartAsync(await Invitations.AcceptAsNewAsync(Token!, Input?.Name ?? "", Input?.Password ?? "", cancellationToken));
        return null;
    }
}
