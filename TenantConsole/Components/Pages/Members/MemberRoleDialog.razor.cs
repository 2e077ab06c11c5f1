using Microsoft.AspNetCore.Components;
using MudBlazor;
using TenantConsole.Core.Members;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;
using TenantConsole.Security;

namespace TenantConsole.Components.Pages.Members;

/// <summary>Gives a member another role; see <see cref="AskAsync"/>.</summary>
public sealed partial class MemberRoleDialog
{
    private ConsoleRole _role;

    [Parameter, EditorRequired]
    public Organization Organization { get; set; } = default!;

    [Parameter, EditorRequired]
    public MemberListItem Member { get; set; } = default!;

    [Parameter]
    public bool MayMakeOwners { get; set; }

    [Inject]
    private MemberService Members { get; set; } = default!;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = default!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = default!;

    /// <summary>Shows the dialog; true when the role was changed.</summary>
    public static Task<bool> AskAsync(IDialogService dialogs, Organization organization, MemberListItem member, bool mayMakeOwners) => ShowAsync<MemberRoleDialog>(
        dialogs,
        $"Role of {MemberWords.NameOf(member)}",
        new() { { dialog => dialog.Organization, organization }, { dialog => dialog.Member, member }, { dialog => dialog.MayMakeOwners, mayMakeOwners } });

    protected override void OnInitialized() => _role = Member.Role;

    private Task SaveAsync()
    {
        _faults.Clear();
        return TryAsync(async () =>
        {
            await Members.ChangeRoleAsync(await CurrentActor.GetAsync(), Organization.Id, Member.Id, _role, CancellationToken.None);
            Snackbar.Add($"{MemberWords.NameOf(Member)} is {_role.ToString().ToLowerInvariant()} now.", Severity.Success);
        });
    }
}
