using Microsoft.AspNetCore.Components;
using MudBlazor;
using TenantConsole.Core.Members;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;
using TenantConsole.Security;

namespace TenantConsole.Components.Pages.Members;

/// <summary>Invites somebody; see <see cref="AskAsync"/>.</summary>
public sealed partial class InviteDialog
{
    private string _email = "";
    private ConsoleRole _role = ConsoleRole.Operator;

    [Parameter, EditorRequired]
    public Organization Organization { get; set; } = default!;

    [Parameter]
    public bool MayMakeOwners { get; set; }

    /// <summary>Takes the invitation that was made.</summary>
    [Parameter, EditorRequired]
    public Action<SentInvitation> Sent { get; set; } = default!;

    [Inject]
    private SentInvitations Invitations { get; set; } = default!;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = default!;

    /// <summary>Shows the dialog; the invitation, or null where none was made.</summary>
    public static async Task<SentInvitation?> AskAsync(IDialogService dialogs, Organization organization, bool mayMakeOwners)
    {
        SentInvitation? made = null;
        DialogParameters<InviteDialog> parameters = new()
        {
            { dialog => dialog.Organization, organization },
            { dialog => dialog.MayMakeOwners, mayMakeOwners },
            { dialog => dialog.Sent, sent => made = sent },
        };
        await ShowAsync(dialogs, $"Invite to {organization.Name}", parameters);
        return made;
    }

    private Task InviteAsync()
    {
        _faults.Clear();
        return TryAsync(async () => Sent(await Invitations.InviteAsync(await CurrentActor.GetAsync(), Organization.Id, _email, _role, CancellationToken.None)));
    }
}
