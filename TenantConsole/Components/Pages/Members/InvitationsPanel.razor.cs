using Microsoft.AspNetCore.Components;
using MudBlazor;
using TenantConsole.Components.Shared;
using TenantConsole.Components.Shared.Tables;
using TenantConsole.Core.Common;
using TenantConsole.Core.Members;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;
using TenantConsole.Security;

namespace TenantConsole.Components.Pages.Members;

/// <summary>The invitations of an organization that nobody has accepted yet.</summary>
public sealed partial class InvitationsPanel
{
    private DataTable<PendingInvitation>? _table;

    [Parameter, EditorRequired]
    public Organization Organization { get; set; } = default!;

    [Parameter, EditorRequired]
    public MemberRights Rights { get; set; } = default!;

    /// <summary>An invitation has another link, to be shown once.</summary>
    [Parameter]
    public EventCallback<SentInvitation> Renewed { get; set; }

    [Inject]
    private SentInvitations Invitations { get; set; } = default!;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = default!;

    [Inject]
    private FaultText FaultText { get; set; } = default!;

    public Task ReloadAsync() => _table?.ReloadAsync() ?? Task.CompletedTask;

    private async Task<Page<PendingInvitation>> LoadAsync(PageRequest request, CancellationToken cancellationToken) =>
        await Invitations.ListAsync(await CurrentActor.GetAsync(), Organization.Id, request, cancellationToken);

    private Task RenewAsync(PendingInvitation invitation) => TryAsync(async actor =>
        await Renewed.InvokeAsync(await Invitations.RenewAsync(actor, Organization.Id, invitation.Id, CancellationToken.None)));

    private async Task RevokeAsync(PendingInvitation invitation)
    {
        var request = new ConfirmRequest($"Revoke the invitation of {invitation.Email}?", "Its link works no more. They can be invited again.", "Revoke") { Destructive = true };
        if (await ConfirmDialog.AskAsync(Dialogs, request))
        {
            await TryAsync(async actor =>
            {
                await Invitations.RevokeAsync(actor, Organization.Id, invitation.Id, CancellationToken.None);
                Snackbar.Add("The invitation was revoked.", Severity.Success);
            });
        }
    }

    /// <summary>Whatever comes of it, the list is read again: somebody may have followed the link meanwhile.</summary>
    private async Task TryAsync(Func<Actor, Task> act)
    {
        try
        {
            await act(await CurrentActor.GetAsync());
        }
        catch (Exception failure) when (FaultText.Explain(failure) is { } sentence)
        {
            Snackbar.Add(sentence, Severity.Error);
        }

        await ReloadAsync();
    }
}
