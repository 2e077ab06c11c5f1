using Microsoft.AspNetCore.Components;
using MudBlazor;
using TenantConsole.Components.Shared;
using TenantConsole.Components.Shared.Forms;
using TenantConsole.Core.Catalog;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Roles;
using TenantConsole.Core.Routing;
using TenantConsole.Core.Security;
using TenantConsole.Security;

namespace TenantConsole.Components.Pages.Routing;

/// <summary>
/// The editor of an organization's routing policy: edit, then review what changes and what that means, then save. Who saves second is shown what the other one changed, and
/// keeps what they typed. Who may not change the policy sees all of it.
/// </summary>
public sealed partial class PolicyView : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private readonly FormFaults _faults = new();
    private PolicyForm? _form;
    private PolicyModels? _models;
    private ModelCatalog _catalog = ModelCatalog.Empty;
    private IReadOnlyList<JobRole> _roles = [];
    private PolicyConflict? _conflict;
    private OrganizationId _shown;
    private string? _note;
    private string? _problem;
    private string _count = "";
    private bool _isChanged;
    private bool _mayEdit;
    private bool _maySetUp;
    private bool _reviewing;
    private bool _checking;
    private bool _saving;

    [Parameter, EditorRequired]
    public Organization Organization { get; set; } = default!;

    [Inject]
    private RoutingPolicyService Policies { get; set; } = default!;

    [Inject]
    private JobRoleService Roles { get; set; } = default!;

    [Inject]
    private CatalogService Catalog { get; set; } = default!;

    [Inject]
    private IAccessControl Access { get; set; } = default!;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = default!;

    [Inject]
    private FaultText FaultText { get; set; } = default!;

    private DateTime Now => Clock.GetUtcNow().UtcDateTime;

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_shown == Organization.Id)
        {
            return;
        }

        (_shown, _form) = (Organization.Id, null);
        try
        {
            var actor = await CurrentActor.GetAsync();
            _catalog = await Catalog.CurrentAsync(_gone.Token);
            _models = new(_catalog, Now);
            _roles = await Roles.ListAsync(actor, Organization.Id, _gone.Token);
            _mayEdit = await Access.HasAsync(actor, Permission.EditRouting, Organization.Id, _gone.Token);
            _maySetUp = await Access.HasAsync(actor, Permission.EditOrganization, Organization.Id, _gone.Token);
            Begin(new(await Policies.CurrentAsync(actor, Organization.Id, _gone.Token)));
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The person has left the page.
        }
    }

    private static string CountOf(PolicyForm form) => form.Changes.Count switch
    {
        0 when form.IsChanged => "Something cannot be read yet.",
        0 => "Nothing is changed.",
        1 => "One setting is changed.",
        var count => $"{count} settings are changed.",
    };

    private void Begin(PolicyForm form)
    {
        (_form, _conflict, _problem, _reviewing) = (form, null, null, false);
        _faults.Clear();
        Noted();
    }

    /// <summary>Something was typed in a part of the page: the bar counts the changes.</summary>
    private void Noted() => (_isChanged, _count) = (_form!.IsChanged, CountOf(_form));

    private async Task DiscardAsync()
    {
        var request = new ConfirmRequest("Discard your changes?", "What you changed on this page is lost. The policy in force stays as it is.", "Discard") { Destructive = true };
        if (_form is { } form && await ConfirmDialog.AskAsync(Dialogs, request))
        {
            _note = null;
            Begin(new(form.Basis));
        }
    }

    /// <summary>Checks everything at once and leads to the review; what somebody else saved meanwhile is found here already.</summary>
    private async Task ReviewAsync()
    {
        if (_form is not { IsChanged: true } form || _checking || !_mayEdit)
        {
            return;
        }

        _faults.Clear();
        PolicyFaults.Add(form.Read(_faults).Validate(_catalog, Now), _faults);
        if (_faults.Any)
        {
            return;
        }

        _checking = true;
        try
        {
            (_problem, _conflict) = (null, await FindConflictAsync(form));
            _reviewing = true;
        }
        catch (Exception failure) when (FaultText.Explain(failure) is { } sentence)
        {
            _faults.Say(sentence);
        }
        finally
        {
            _checking = false;
        }
    }

    private void BackToEditing() => _reviewing = false;

    private async Task SaveAsync()
    {
        if (_form is not { } form || _saving || _conflict is not null)
        {
            return;
        }

        (_saving, _problem) = (true, null);
        try
        {
            var actor = await CurrentActor.GetAsync();
            var saved = await Policies.SaveAsync(actor, Organization.Id, form.Current, _note, CancellationToken.None);
            Snackbar.Add($"Saved as version {saved.Version}. It holds from now on.", Severity.Success);
            _note = null;
            Begin(new(saved));
        }
        catch (EditConflictException)
        {
            _conflict = await FindConflictAsync(form);
        }
        catch (Exception failure) when (FaultText.Explain(failure) is { } sentence)
        {
            _problem = sentence;
        }
        finally
        {
            _saving = false;
        }
    }

    /// <summary>Null where the version that is edited is still in force.</summary>
    private async Task<PolicyConflict?> FindConflictAsync(PolicyForm form)
    {
        var actor = await CurrentActor.GetAsync();
        var theirs = await Policies.CurrentAsync(actor, Organization.Id, _gone.Token);
        if (theirs.Version == form.Basis.Version)
        {
            return null;
        }

        var latest = (await Policies.HistoryAsync(actor, Organization.Id, new(0, 1), _gone.Token)).Items;
        return new(theirs, latest.FirstOrDefault(version => version.Version == theirs.Version), PolicyDiff.Between(form.Basis, theirs), PolicyMerge.Onto(theirs, form.Basis, form.Current));
    }

    private void Rebase()
    {
        if (_conflict is { } conflict)
        {
            Begin(new(conflict.Theirs, conflict.Merged.Policy));
            Snackbar.Add($"Your changes are on version {conflict.Theirs.Version} now. Look them over and save.", Severity.Info);
        }
    }

    private void TakeTheirs()
    {
        if (_conflict is { } conflict)
        {
            _note = null;
            Begin(new(conflict.Theirs));
        }
    }
}
