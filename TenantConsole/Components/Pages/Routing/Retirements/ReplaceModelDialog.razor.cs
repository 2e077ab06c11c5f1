using System.Text.Json;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using TenantConsole.Components.Shared;
using TenantConsole.Core.Common;
using TenantConsole.Core.Lab.Retirements;
using TenantConsole.Core.Organizations;
using TenantConsole.Security;

namespace TenantConsole.Components.Pages.Routing.Retirements;

/// <summary>Shows what a replacement would change and cost, and puts it in place once it is confirmed.</summary>
public sealed partial class ReplaceModelDialog
{
    private readonly HashSet<RetiringAgent> _agents = [];
    private string _replacement = "";
    private bool _inPolicy;
    private ReplacementPreview? _preview;

    [Parameter, EditorRequired]
    public Organization Organization { get; set; } = default!;

    [Parameter, EditorRequired]
    public RetirementPlan Plan { get; set; } = default!;

    [Parameter, EditorRequired]
    public Retirement Retirement { get; set; } = default!;

    [Parameter]
    public bool MayEditRouting { get; set; }

    [Parameter]
    public bool MayManageAgents { get; set; }

    /// <summary>Told what became of it, before the dialog closes.</summary>
    [Parameter]
    public Action<ReplacementResult>? Done { get; set; }

    [Inject]
    private RetirementPlanner Planner { get; set; } = default!;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = default!;

    private bool CanAct => _replacement.Length > 0 && (_agents.Count > 0 || (_inPolicy && _preview is { Faults.Count: 0 }));

    private string Word => (_inPolicy, _agents.Count) switch
    {
        (true, 0) => "Replace in the policy",
        (false, > 0) => $"Replace in {RetirementWords.Count(_agents.Count, "agent", "agents")}",
        (true, _) => $"Replace in the policy and {RetirementWords.Count(_agents.Count, "agent", "agents")}",
        _ => "Replace",
    };

    private string? CostSentence => Plan.Replacements.FirstOrDefault(model => model.Id == _replacement) is { } chosen && Retirement.LastMonth is { IsEmpty: false } use && Retirement.CostOn(chosen) is { } cost
        ? $"Its last 30 days, {MoneyFormat.ForPeople(use.CostPicoUsd)}, would have cost {MoneyFormat.ForPeople(cost)} on it: {RetirementWords.Difference(cost, use.CostPicoUsd)}. The same tokens at the prices in force."
        : Retirement.LastMonth is { IsEmpty: true } ? "It had no calls of its own in the last 30 days." : null;

    /// <summary>Shows the dialog; null where it was cancelled.</summary>
    public static async Task<ReplacementResult?> AskAsync(IDialogService dialogs, Organization organization, RetirementPlan plan, Retirement retirement, bool mayEditRouting, bool mayManageAgents)
    {
        ReplacementResult? result = null;
        await ShowAsync<ReplaceModelDialog>(
            dialogs,
            $"Replace {retirement.ModelId}",
            new()
            {
                { dialog => dialog.Organization, organization },
                { dialog => dialog.Plan, plan },
                { dialog => dialog.Retirement, retirement },
                { dialog => dialog.MayEditRouting, mayEditRouting },
                { dialog => dialog.MayManageAgents, mayManageAgents },
                { dialog => dialog.Done, (Action<ReplacementResult>)(done => result = done) },
            },
            MaxWidth.Small);
        return result;
    }

    protected override async Task OnInitializedAsync()
    {
        _inPolicy = MayEditRouting && Retirement.Places.Count > 0;
        if (MayManageAgents)
        {
            _agents.UnionWith(Retirement.Agents);
        }

        if (Plan.Replacements.Any(model => model.Id == Retirement.SuccessorId))
        {
            _replacement = Retirement.SuccessorId!;
        }

        await PreviewAsync();
    }

    private async Task ChooseAsync(ChangeEventArgs change)
    {
        _replacement = change.Value as string ?? "";
        await PreviewAsync();
    }

    private async Task PreviewAsync()
    {
        _faults.Clear();
        _preview = null;
        if (_replacement.Length == 0 || Retirement.Places.Count == 0)
        {
            return;
        }

        try
        {
            _preview = await Planner.PreviewAsync(await CurrentActor.GetAsync(), Organization.Id, Retirement.ModelId, _replacement, CancellationToken.None);
        }
        catch (InvalidInputException fault)
        {
            _faults.Take(fault);
        }
    }

    private void Toggle(RetiringAgent agent)
    {
        if (!_agents.Remove(agent))
        {
            _agents.Add(agent);
        }
    }

    private Task ActAsync()
    {
        _faults.Clear();
        return TryAsync(async () =>
        {
            var wanted = new ModelReplacement(
                Organization.Id, Retirement.ModelId, _replacement, _inPolicy ? _preview!.PolicyVersion : null, [.. _agents.Select(agent => new AgentAtVersion(agent.Id, agent.Version))]);
            Done?.Invoke(await Planner.ReplaceAsync(await CurrentActor.GetAsync(), wanted, CancellationToken.None));
        });
    }

    /// <summary>A value of the policy's JSON without its marks.</summary>
    private static string Plain(string? json)
    {
        if (json is null)
        {
            return "all";
        }

        var value = JsonElement.Parse(json);
        return value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!,
            JsonValueKind.Array => string.Join(", ", value.EnumerateArray().Select(item => item.GetString())),
            _ => json,
        };
    }
}
