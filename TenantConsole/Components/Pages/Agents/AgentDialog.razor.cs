using System.Globalization;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using TenantConsole.Core.Agents;
using TenantConsole.Core.Catalog;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Roles;
using TenantConsole.Security;

namespace TenantConsole.Components.Pages.Agents;

/// <summary>Adds an agent or changes one.</summary>
public sealed partial class AgentDialog
{
    private string _name = "";
    private AgentType _type;
    private string _role = "";
    private string _manager = "";
    private string _specialization = "";
    private string _instructions = "";
    private bool _router = true;
    private string _model = Agent.DefaultModelId;
    private bool _enabled = true;
    private IReadOnlyList<JobRole> _roles = [];
    private IReadOnlyList<AgentPlace> _others = [];
    private IReadOnlyList<string> _models = [];
    private ModelCatalog _catalog = ModelCatalog.Empty;

    [Parameter, EditorRequired]
    public Organization Organization { get; set; } = default!;

    /// <summary>The agent that is changed; null for a new one.</summary>
    [Parameter]
    public Agent? Present { get; set; }

    /// <summary>Told which agent was saved, before the dialog closes.</summary>
    [Parameter]
    public Action<AgentId>? Saved { get; set; }

    [Inject]
    private AgentService Agents { get; set; } = default!;

    [Inject]
    private AgentDirectory Directory { get; set; } = default!;

    [Inject]
    private JobRoleService Roles { get; set; } = default!;

    [Inject]
    private CatalogService Catalog { get; set; } = default!;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = default!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    private string ModelHelp => _catalog.Resolve(_model, Clock.GetUtcNow().UtcDateTime) is { IsStandIn: true } standIn ? standIn.Explanation : "Answers every question of this agent.";

    /// <summary>Shows the dialog; the new agent's id when one was added.</summary>
    public static async Task<AgentId?> AddAsync(IDialogService dialogs, Organization organization)
    {
        AgentId? added = null;
        await ShowAsync<AgentDialog>(
            dialogs, "Add an agent", new() { { dialog => dialog.Organization, organization }, { dialog => dialog.Saved, (Action<AgentId>)(id => added = id) } }, MaxWidth.Small);
        return added;
    }

    /// <summary>Shows the dialog; true when the agent was changed.</summary>
    public static Task<bool> EditAsync(IDialogService dialogs, Organization organization, Agent agent) =>
        ShowAsync<AgentDialog>(dialogs, $"Edit {agent.Name}", new() { { dialog => dialog.Organization, organization }, { dialog => dialog.Present, agent } }, MaxWidth.Small);

    protected override async Task OnInitializedAsync()
    {
        if (Present is { } agent)
        {
            (_name, _type, _specialization, _instructions) = (agent.Name, agent.Type, agent.Specialization, agent.Instructions);
            (_role, _manager) = (agent.RoleId?.ToString() ?? "", agent.ReportsToId?.ToString() ?? "");
            (_router, _model, _enabled) = (agent.UsesRouter, agent.ModelId, agent.IsEnabled);
        }

        var actor = await CurrentActor.GetAsync();
        _roles = await Roles.ListAsync(actor, Organization.Id, CancellationToken.None);
        _others = [.. (await Directory.ChartAsync(actor, Organization.Id, CancellationToken.None)).Where(other => other.Id != Present?.Id)];
        _catalog = await Catalog.CurrentAsync(CancellationToken.None);
        var now = Clock.GetUtcNow().UtcDateTime;
        _models = [.. _catalog.Models.Where(model => model.Class.IsChat() && (!model.IsShutDownAt(now) || model.Id == _model)).Select(model => model.Id)];
    }

    private Task SaveAsync()
    {
        _faults.Clear();
        var draft = new AgentDraft
        {
            Name = _name,
            Type = _type,
            RoleId = IdOf<RoleId>(_role),
            Specialization = _specialization,
            Instructions = _instructions,
            ReportsToId = IdOf<AgentId>(_manager),
            UsesRouter = _router,
            ModelId = _model,
            IsEnabled = _enabled,
        };
        return TryAsync(async () =>
        {
            var actor = await CurrentActor.GetAsync();
            var saved = Present is null
                ? await Agents.CreateAsync(actor, Organization.Id, draft, CancellationToken.None)
                : await Agents.UpdateAsync(actor, Organization.Id, Present.Id, draft, Present.Version, CancellationToken.None);
            Saved?.Invoke(saved.Id);
            Snackbar.Add($"{saved.Name} was {(Present is null ? "added" : "saved")}.", Severity.Success);
        });
    }

    private static TId? IdOf<TId>(string text)
        where TId : struct, ITypedId<TId> => Guid.TryParse(text, CultureInfo.InvariantCulture, out var id) ? TypedId.From<TId>(id) : null;
}
