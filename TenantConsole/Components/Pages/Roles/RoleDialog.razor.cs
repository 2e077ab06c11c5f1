using System.Globalization;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using TenantConsole.Core.Common;
using TenantConsole.Core.Roles;
using TenantConsole.Security;

namespace TenantConsole.Components.Pages.Roles;

/// <summary>Adds a job role or changes one.</summary>
public sealed partial class RoleDialog
{
    private string _name = "";
    private string _key = "";
    private bool _ownKey;
    private string _description = "";
    private string _lean = "0";

    [Parameter, EditorRequired]
    public OrganizationId OrganizationId { get; set; }

    /// <summary>The role that is changed; null for a new one.</summary>
    [Parameter]
    public JobRole? Present { get; set; }

    [Inject]
    private JobRoleService Roles { get; set; } = default!;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = default!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = default!;

    private string LeanHelp => Number() is { } lean
        ? $"From −{JobRole.MaxLean} to {JobRole.MaxLean}. {LeanWords.Sentence(lean)}"
        : $"A number from −{JobRole.MaxLean} to {JobRole.MaxLean}.";

    /// <summary>Shows the dialog; true when a role was added.</summary>
    public static Task<bool> AddAsync(IDialogService dialogs, OrganizationId organizationId) =>
        ShowAsync<RoleDialog>(dialogs, "Add a role", new() { { dialog => dialog.OrganizationId, organizationId } });

    /// <summary>Shows the dialog; true when the role was changed.</summary>
    public static Task<bool> EditAsync(IDialogService dialogs, JobRole role) =>
        ShowAsync<RoleDialog>(dialogs, $"Edit {role.Name}", new() { { dialog => dialog.OrganizationId, role.OrganizationId }, { dialog => dialog.Present, role } });

    protected override void OnInitialized()
    {
        if (Present is { } role)
        {
            (_name, _key, _description, _lean) = (role.Name, role.Key, role.Description, role.Lean.ToString("0.###", CultureInfo.InvariantCulture));
        }
    }

    private void SuggestKey()
    {
        if (!_ownKey)
        {
            _key = JobRoleRules.SuggestKey(_name);
        }
    }

    private Task SaveAsync()
    {
        _faults.Clear();
        if (Number() is not { } lean)
        {
            _faults.Add("lean", $"Write a number from −{JobRole.MaxLean} to {JobRole.MaxLean}, such as 0.5.");
            return Task.CompletedTask;
        }

        return TryAsync(async () =>
        {
            var actor = await CurrentActor.GetAsync();
            if (Present is null)
            {
                await Roles.CreateAsync(actor, OrganizationId, new(_key, _name, _description, lean), CancellationToken.None);
                Snackbar.Add($"The role {_name.Trim()} was added.", Severity.Success);
            }
            else
            {
                await Roles.UpdateAsync(actor, OrganizationId, Present.Id, new(_name, _description, lean, Present.Version), CancellationToken.None);
                Snackbar.Add($"The role {_name.Trim()} was saved.", Severity.Success);
            }
        });
    }

    /// <summary>What is written as a number, with either minus sign and decimal mark; null where it is none.</summary>
    private double? Number() =>
        double.TryParse(_lean.Trim().Replace('−', '-').Replace(',', '.'), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var lean) ? lean : null;
}
