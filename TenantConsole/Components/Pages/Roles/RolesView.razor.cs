using Microsoft.AspNetCore.Components;
using MudBlazor;
using TenantConsole.Components.Shared;
using TenantConsole.Components.Shared.Tables;
using TenantConsole.Core.Agents;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Roles;
using TenantConsole.Core.Security;
using TenantConsole.Security;

namespace TenantConsole.Components.Pages.Roles;

/// <summary>The job roles of one organization: a hundred or so at most, so they are searched, ordered and cut here. Search and order are in the address.</summary>
public sealed partial class RolesView : IDisposable
{
    private const int PageSize = 50;
    private readonly CancellationTokenSource _gone = new();
    private DataTable<JobRole>? _table;
    private PageRequest _request = new(0, PageSize);
    private IReadOnlyDictionary<RoleId, int> _agents = new Dictionary<RoleId, int>();
    private bool _mayManage;
    private OrganizationId _shown;

    [Parameter, EditorRequired]
    public Organization Organization { get; set; } = default!;

    [Inject]
    private JobRoleService Roles { get; set; } = default!;

    [Inject]
    private AgentDirectory Agents { get; set; } = default!;

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

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override void OnInitialized() => _request = RequestOfAddress(PageSize);

    protected override async Task OnParametersSetAsync()
    {
        if (_shown == Organization.Id)
        {
            return;
        }

        (_shown, _mayManage) = (Organization.Id, false);
        try
        {
            _mayManage = await Access.HasAsync(await CurrentActor.GetAsync(), Permission.ManageAgents, Organization.Id, _gone.Token);
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The person has left the page.
        }
    }

    private async Task<Page<JobRole>> LoadAsync(PageRequest request, CancellationToken cancellationToken)
    {
        var actor = await CurrentActor.GetAsync();
        IEnumerable<JobRole> roles = await Roles.ListAsync(actor, Organization.Id, cancellationToken);
        _agents = await Agents.CountByRoleAsync(actor, Organization.Id, cancellationToken);
        if (request.Search is { } search)
        {
            var text = SearchText.Fold(search);
            roles = roles.Where(role => SearchText.Fold($"{role.Name} {role.Key}").Contains(text, StringComparison.Ordinal));
        }

        roles = (request.Sort, request.Descending) switch
        {
            ("lean", false) => roles.OrderBy(role => role.Lean),
            ("lean", true) => roles.OrderByDescending(role => role.Lean),
            (_, true) => roles.Reverse(),
            _ => roles,
        };
        var matching = roles.ToList();
        return new([.. matching.Skip(request.Skip).Take(request.Take)], matching.Count);
    }

    private async Task AddAsync()
    {
        if (await RoleDialog.AddAsync(Dialogs, Organization.Id))
        {
            await ReloadAsync();
        }
    }

    private async Task EditAsync(JobRole role)
    {
        if (await RoleDialog.EditAsync(Dialogs, role))
        {
            await ReloadAsync();
        }
    }

    private async Task DeleteAsync(JobRole role)
    {
        var request = new ConfirmRequest($"Delete the role {role.Name}?", "Questions asked under its key are routed without a role from now on. What was asked before stays as it is.", "Delete") { Destructive = true };
        if (!await ConfirmDialog.AskAsync(Dialogs, request))
        {
            return;
        }

        try
        {
            await Roles.DeleteAsync(await CurrentActor.GetAsync(), Organization.Id, role.Id, CancellationToken.None);
            Snackbar.Add($"The role {role.Name} was deleted.", Severity.Success);
            await ReloadAsync();
        }
        catch (Exception failure) when (FaultText.Explain(failure) is { } sentence)
        {
            Snackbar.Add(sentence, Severity.Error);
        }
    }

    private Task ReloadAsync() => _table?.ReloadAsync() ?? Task.CompletedTask;

    private void OnRequestChanged(PageRequest request) => ShowInAddress(request);
}
