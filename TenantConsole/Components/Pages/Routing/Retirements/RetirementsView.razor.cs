using Microsoft.AspNetCore.Components;
using MudBlazor;
using TenantConsole.Core.Common;
using TenantConsole.Core.Lab.Retirements;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;
using TenantConsole.Security;

namespace TenantConsole.Components.Pages.Routing.Retirements;

/// <summary>What goes when, what of the organization that concerns, what the replacement costs on its own last month, and the act that puts it in place.</summary>
public sealed partial class RetirementsView : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private RetirementPlan? _plan;
    private OrganizationId _shown;
    private IReadOnlyList<Retirement> _affecting = [];
    private IReadOnlyList<Retirement> _others = [];
    private IReadOnlyList<string> _leftAlone = [];
    private Retirement? _next;
    private bool _mayEditRouting;
    private bool _mayManageAgents;
    private bool _unpriced;

    [Parameter, EditorRequired]
    public Organization Organization { get; set; } = default!;

    [Inject]
    private RetirementPlanner Planner { get; set; } = default!;

    [Inject]
    private IAccessControl Access { get; set; } = default!;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    private DateTime Now => Clock.GetUtcNow().UtcDateTime;

    private string? Gone => _affecting.Count(retirement => retirement.IsOver) is > 0 and var over ? $"{over} shut down already" : null;

    private long CostNow => _affecting.Where(retirement => SuccessorOf(retirement) is not null).Sum(retirement => retirement.LastMonth?.CostPicoUsd ?? 0);

    private long CostThen => _affecting.Sum(retirement => SuccessorOf(retirement) is { } successor ? retirement.CostOn(successor) ?? 0 : 0);

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

        _shown = Organization.Id;
        (_plan, _leftAlone) = (null, []);
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        try
        {
            var (actor, id) = (await CurrentActor.GetAsync(), Organization.Id);
            var plan = await Planner.PlanAsync(actor, id, _gone.Token);
            var may = Organization.Status == OrganizationStatus.Active;
            _mayEditRouting = may && await Access.HasAsync(actor, Permission.EditRouting, id, _gone.Token);
            _mayManageAgents = may && await Access.HasAsync(actor, Permission.ManageAgents, id, _gone.Token);
            if (id != Organization.Id)
            {
                return;
            }

            _plan = plan;
            _affecting = [.. plan.Affecting];
            _others = [.. plan.Retirements.Where(retirement => !retirement.Affects)];
            _next = _affecting.FirstOrDefault(retirement => !retirement.IsOver);
            _unpriced = _affecting.Any(retirement => SuccessorOf(retirement) is null);
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The person has left the page.
        }
    }

    private ReplacementModel? SuccessorOf(Retirement retirement) => _plan?.Replacements.FirstOrDefault(model => model.Id == retirement.SuccessorId);

    private bool MayReplace(Retirement retirement) => (_mayEditRouting && retirement.Places.Count > 0) || (_mayManageAgents && retirement.Agents.Count > 0);

    private async Task ReplaceAsync(Retirement retirement)
    {
        var result = await ReplaceModelDialog.AskAsync(Dialogs, Organization, _plan!, retirement, _mayEditRouting, _mayManageAgents);
        if (result is null)
        {
            return;
        }

        _leftAlone = result.LeftAlone;
        var policy = result.PolicyVersion is { } version ? $"Policy version {version} is in force. " : "";
        var agents = result.Agents > 0 ? $"{RetirementWords.Count(result.Agents, "agent has", "agents have")} the new model." : "";
        if (policy.Length + agents.Length > 0)
        {
            Snackbar.Add($"{policy}{agents}".TrimEnd(), Severity.Success);
        }

        await LoadAsync();
    }
}
