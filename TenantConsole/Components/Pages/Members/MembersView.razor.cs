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

/// <summary>The members of one organization and its open invitations. Search, role, order and page are in the address.</summary>
public sealed partial class MembersView : IDisposable
{
    private const int PageSize = 25;
    private readonly CancellationTokenSource _gone = new();
    private DataTable<MemberListItem>? _members;
    private InvitationsPanel? _invitations;
    private PageRequest _request = new(0, PageSize);
    private ConsoleRole? _role;
    private MemberRights? _rights;
    private SentInvitation? _sent;
    private OrganizationId _shown;

    [Parameter, EditorRequired]
    public Organization Organization { get; set; } = default!;

    [Inject]
    private MemberList List { get; set; } = default!;

    [Inject]
    private MemberService Members { get; set; } = default!;

    [Inject]
    private IAccessControl Access { get; set; } = default!;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = default!;

    [Inject]
    private FaultText FaultText { get; set; } = default!;

    [SupplyParameterFromQuery(Name = "role")]
    private string? RoleName { get; set; }

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override void OnInitialized()
    {
        _role = OfAddress<ConsoleRole>(RoleName);
        _request = RequestOfAddress(PageSize);
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_shown == Organization.Id)
        {
            return;
        }

        (_shown, _sent, _rights) = (Organization.Id, null, null);
        try
        {
            _rights = await MemberRights.OfAsync(Access, List, await CurrentActor.GetPersonAsync(), Organization.Id, _gone.Token);
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The person has left the page.
        }
    }

    private async Task<Page<MemberListItem>> LoadAsync(PageRequest request, CancellationToken cancellationToken) =>
        await List.ListAsync(await CurrentActor.GetAsync(), Organization.Id, request, _role, cancellationToken);

    private void Show(SentInvitation sent) => _sent = sent;

    private async Task InviteAsync()
    {
        if (await InviteDialog.AskAsync(Dialogs, Organization, _rights!.MayMakeOwners) is { } sent)
        {
            _sent = sent;
            await (_invitations?.ReloadAsync() ?? Task.CompletedTask);
        }
    }

    private async Task ChangeRoleAsync(MemberListItem member)
    {
        if (await MemberRoleDialog.AskAsync(Dialogs, Organization, member, _rights!.MayMakeOwners))
        {
            await ReloadAsync();
        }
    }

    private async Task RemoveAsync(MemberListItem member)
    {
        var name = MemberWords.NameOf(member);
        var request = new ConfirmRequest($"Remove {name}?", $"They lose access to {Organization.Name} at once, in pages they have open too. What they made stays. To come back they need a new invitation.", "Remove") { Destructive = true };
        if (await ConfirmDialog.AskAsync(Dialogs, request) &&
            await TryAsync(async actor => await Members.RemoveAsync(actor, Organization.Id, member.Id, CancellationToken.None)))
        {
            Snackbar.Add($"{name} was removed.", Severity.Success);
            await ReloadAsync();
        }
    }

    private async Task LeaveAsync()
    {
        var request = new ConfirmRequest($"Leave {Organization.Name}?", "You lose access to it at once. To come back you need a new invitation.", "Leave") { Destructive = true };
        if (await ConfirmDialog.AskAsync(Dialogs, request) && await TryAsync(async actor => await Members.LeaveAsync(actor, Organization.Id, CancellationToken.None)))
        {
            Snackbar.Add($"You left {Organization.Name}.", Severity.Success);
            Navigation.NavigateTo("/organizations");
        }
    }

    private async Task<bool> TryAsync(Func<Actor, Task> act)
    {
        try
        {
            await act(await CurrentActor.GetAsync());
            return true;
        }
        catch (Exception failure) when (FaultText.Explain(failure) is { } sentence)
        {
            Snackbar.Add(sentence, Severity.Error);
            return false;
        }
    }

    /// <summary>What the person may do is read again too: they may have changed their own role.</summary>
    private async Task ReloadAsync()
    {
        _rights = await MemberRights.OfAsync(Access, List, await CurrentActor.GetPersonAsync(), Organization.Id, _gone.Token);
        await (_members?.ReloadAsync() ?? Task.CompletedTask);
    }

    private void ShowOnly(ConsoleRole? role)
    {
        _role = role;
        _request = _request with { Index = 0 };
        ShowInAddress();
    }

    private void OnRequestChanged(PageRequest request)
    {
        _request = request;
        ShowInAddress();
    }

    private void ShowInAddress() => ShowInAddress(_request, ("role", InAddress(_role)));
}
