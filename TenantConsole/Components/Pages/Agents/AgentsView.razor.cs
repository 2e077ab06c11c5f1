using Microsoft.AspNetCore.Components;
using MudBlazor;
using TenantConsole.Core.Agents;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Roles;
using TenantConsole.Core.Security;
using TenantConsole.Core.Usage.Reports;
using TenantConsole.Security;

namespace TenantConsole.Components.Pages.Agents;

/// <summary>The agents of one organization, as a list or as a chart of who reports to whom. Search, filters, order, page and form are in the address.</summary>
public sealed partial class AgentsView : IDisposable
{
    private const int PageSize = 25;
    private const int DaysOfFigures = 30;
    private readonly CancellationTokenSource _gone = new();
    private PageRequest _request = new(0, PageSize);
    private IReadOnlyList<JobRole> _roles = [];
    private AgentType? _type;
    private string? _role;
    private AgentState? _state;
    private bool _chart;
    private bool _mayManage;
    private bool _seesCosts;
    private int _version;
    private OrganizationId _shown;

    [Parameter, EditorRequired]
    public Organization Organization { get; set; } = default!;

    [Inject]
    private AgentDirectory Agents { get; set; } = default!;

    [Inject]
    private AgentActivity Activity { get; set; } = default!;

    [Inject]
    private JobRoleService Roles { get; set; } = default!;

    [Inject]
    private IAccessControl Access { get; set; } = default!;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    [SupplyParameterFromQuery(Name = "type")]
    private string? TypeName { get; set; }

    [SupplyParameterFromQuery(Name = "role")]
    private string? RoleKey { get; set; }

    [SupplyParameterFromQuery(Name = "state")]
    private string? StateName { get; set; }

    [SupplyParameterFromQuery(Name = "view")]
    private string? ViewName { get; set; }

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override void OnInitialized()
    {
        _type = OfAddress<AgentType>(TypeName);
        _state = OfAddress<AgentState>(StateName);
        _role = string.IsNullOrWhiteSpace(RoleKey) ? null : RoleKey;
        _chart = ViewName == "chart";
        _request = RequestOfAddress(PageSize);
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_shown == Organization.Id)
        {
            return;
        }

        (_shown, _mayManage, _seesCosts) = (Organization.Id, false, false);
        try
        {
            var actor = await CurrentActor.GetAsync();
            _roles = await Roles.ListAsync(actor, Organization.Id, _gone.Token);
            _mayManage = await Access.HasAsync(actor, Permission.ManageAgents, Organization.Id, _gone.Token);
            _seesCosts = await Access.HasAsync(actor, Permission.ViewCosts, Organization.Id, _gone.Token);
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The person has left the page.
        }
    }

    private async Task<Page<AgentRow>> LoadAsync(PageRequest request, CancellationToken cancellationToken)
    {
        var actor = await CurrentActor.GetAsync();
        var roles = _role is null ? [] : await Roles.ListAsync(actor, Organization.Id, cancellationToken);
        var role = roles.FirstOrDefault(role => role.Key == _role)?.Id;
        var page = await Agents.ListAsync(actor, Organization.Id, request, new(_type, role, _state is { } state ? state == AgentState.On : null), cancellationToken);
        var figures = await FiguresAsync(actor, page.Items, cancellationToken);
        return new([.. page.Items.Select(item => new AgentRow(item, figures.GetValueOrDefault(item.Id) ?? UsageFigures.None))], page.TotalCount);
    }

    private async Task<IReadOnlyDictionary<AgentId, UsageFigures>> FiguresAsync(Actor actor, IReadOnlyList<AgentListItem> agents, CancellationToken cancellationToken)
    {
        if (!await Access.HasAsync(actor, Permission.ViewCosts, Organization.Id, cancellationToken))
        {
            return new Dictionary<AgentId, UsageFigures>();
        }

        var today = LocalCalendar.DayOf(Clock.GetUtcNow().UtcDateTime, LocalCalendar.Zone(Organization.TimeZone));
        return await Activity.TotalsAsync(actor, Organization.Id, [.. agents.Select(agent => agent.Id)], ReportPeriod.LastDays(DaysOfFigures, today), cancellationToken);
    }

    private async Task AddAsync()
    {
        if (await AgentDialog.AddAsync(Dialogs, Organization) is { } added)
        {
            Navigation.NavigateTo(AgentWords.Href(Organization.Slug, added));
        }
    }

    private void ShowAs(bool chart)
    {
        _chart = chart;
        _version++;
        ShowInAddress();
    }

    private void ShowType(AgentType? type)
    {
        _type = type;
        ShowFromTheFirstPage();
    }

    private void ShowRole(string? key)
    {
        _role = key;
        ShowFromTheFirstPage();
    }

    private void ShowState(AgentState? state)
    {
        _state = state;
        ShowFromTheFirstPage();
    }

    private void ShowAll()
    {
        (_type, _role, _state) = (null, null, null);
        ShowFromTheFirstPage();
    }

    private void ShowFromTheFirstPage()
    {
        _request = _request with { Index = 0 };
        ShowInAddress();
    }

    private void OnRequestChanged(PageRequest request)
    {
        _request = request;
        ShowInAddress();
    }

    private void ShowInAddress() => ShowInAddress(_request, ("type", InAddress(_type)), ("role", _role), ("state", InAddress(_state)), ("view", _chart ? "chart" : null));
}
