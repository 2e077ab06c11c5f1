using Microsoft.AspNetCore.Components;
using MudBlazor;
using TenantConsole.Components.Pages.Conversations;
using TenantConsole.Components.Pages.Organizations;
using TenantConsole.Components.Shared;
using TenantConsole.Components.Shared.Charts;
using TenantConsole.Core.Agents;
using TenantConsole.Core.Catalog;
using TenantConsole.Core.Common;
using TenantConsole.Core.Conversations;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;
using TenantConsole.Core.Usage.Reports;
using TenantConsole.Security;

namespace TenantConsole.Components.Pages.Agents;

/// <summary>One agent: what it is, how its questions were routed, what they cost. The period is in the address.</summary>
public sealed partial class AgentView : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private AgentDetail? _detail;
    private SubjectUsage? _usage;
    private ChartData? _queries;
    private ModelCatalog _catalog = ModelCatalog.Empty;
    private PeriodSelection _period = default!;
    private DateOnly _today;
    private bool _missing;
    private bool _mayManage;
    private bool _mayAsk;
    private bool _seesCosts;
    private (OrganizationId, AgentId, PeriodSelection) _shown;

    [Parameter, EditorRequired]
    public Organization Organization { get; set; } = default!;

    [Parameter, EditorRequired]
    public AgentId AgentId { get; set; }

    /// <summary>Told the agent's name once it is known.</summary>
    [Parameter]
    public EventCallback<string> Named { get; set; }

    [Inject]
    private AgentDirectory Directory { get; set; } = default!;

    [Inject]
    private AgentActivity Activity { get; set; } = default!;

    [Inject]
    private AgentService Agents { get; set; } = default!;

    [Inject]
    private ConversationService Conversations { get; set; } = default!;

    [Inject]
    private CatalogService Catalog { get; set; } = default!;

    [Inject]
    private IAccessControl Access { get; set; } = default!;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = default!;

    [Inject]
    private FaultText FaultText { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    [SupplyParameterFromQuery(Name = "period")]
    private string? Period { get; set; }

    [SupplyParameterFromQuery(Name = "from")]
    private string? From { get; set; }

    [SupplyParameterFromQuery(Name = "until")]
    private string? Until { get; set; }

    private string ReportHref => $"{AgentWords.Href(Organization.Slug, AgentId)}/report?{_period.Query}";

    /// <summary>Where the agent's own model is gone: who answers now.</summary>
    private string? StandIn => _detail is { Agent: { UsesRouter: false } agent } && _catalog.Resolve(agent.ModelId, Clock.GetUtcNow().UtcDateTime) is { Explanation.Length: > 0 } resolution
        ? resolution.Explanation
        : null;

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        _today = LocalCalendar.DayOf(Clock.GetUtcNow().UtcDateTime, LocalCalendar.Zone(Organization.TimeZone));
        _period = PeriodSelection.Parse(Period, From, Until, _today);
        if (_shown == (Organization.Id, AgentId, _period))
        {
            return;
        }

        _shown = (Organization.Id, AgentId, _period);
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        var wanted = _shown;
        try
        {
            var actor = await CurrentActor.GetAsync();
            var detail = await Directory.GetAsync(actor, Organization.Id, AgentId, _gone.Token);
            var seesCosts = await Access.HasAsync(actor, Permission.ViewCosts, Organization.Id, _gone.Token);
            var usage = seesCosts ? await Activity.UsageAsync(actor, Organization.Id, AgentId, new(_period.From, _period.Until), _gone.Token) : null;
            var mayManage = await Access.HasAsync(actor, Permission.ManageAgents, Organization.Id, _gone.Token);
            var mayAsk = Organization.Status == OrganizationStatus.Active && await Access.HasAsync(actor, Permission.UseCompletions, Organization.Id, _gone.Token);
            var catalog = await Catalog.CurrentAsync(_gone.Token);
            if (wanted == _shown)
            {
                (_detail, _usage, _seesCosts, _mayManage, _mayAsk, _catalog, _missing) = (detail, usage, seesCosts, mayManage, mayAsk, catalog, false);
                _queries = usage is null ? null : QueriesOf(usage);
                await Named.InvokeAsync(detail.Agent.Name);
            }
        }
        catch (AccessDeniedException) when (wanted == _shown)
        {
            (_detail, _missing) = (null, true);
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The person has left the page.
        }
    }

    private static ChartData QueriesOf(SubjectUsage usage) => new(
        ChartData.Days([.. usage.Days.Select(day => day.Day)]),
        [
            new("Small models", ColorTokens.Of(ModelClass.Small), [.. usage.Days.Select(day => (decimal?)day.Figures.SlmQueries)]),
            new("Large models", ColorTokens.Of(ModelClass.Standard), [.. usage.Days.Select(day => (decimal?)(day.Figures.LlmQueries - day.Figures.CascadedQueries))]),
            new("Large after a cascade", ColorTokens.Of(ModelClass.Standard), [.. usage.Days.Select(day => (decimal?)day.Figures.CascadedQueries)]) { Hatched = true },
        ]);

    private void ChoosePeriod(PeriodSelection period) => Navigation.NavigateTo($"{AgentWords.Href(Organization.Slug, AgentId)}?{period.Query}", replace: true);

    private async Task EditAsync()
    {
        if (await AgentDialog.EditAsync(Dialogs, Organization, _detail!.Agent))
        {
            await LoadAsync();
        }
    }

    private async Task SwitchAsync()
    {
        var agent = _detail!.Agent;
        if (await TryAsync(actor => Agents.SetEnabledAsync(actor, Organization.Id, AgentId, !agent.IsEnabled, CancellationToken.None)))
        {
            Snackbar.Add(agent.IsEnabled ? $"{agent.Name} answers nobody from now on." : $"{agent.Name} answers again.", Severity.Success);
            await LoadAsync();
        }
    }

    /// <summary>Begins a conversation with it; the question is written there.</summary>
    private async Task AskAsync()
    {
        ConversationId? begun = null;
        if (await TryAsync(async actor => begun = await Conversations.StartAsync(actor, new(Organization.Id, ConversationSource.Agent, AgentId), CancellationToken.None)) && begun is { } conversation)
        {
            Navigation.NavigateTo(ConversationLinks.Of(Organization.Slug, conversation));
        }
    }

    private async Task DeleteAsync()
    {
        var agent = _detail!.Agent;
        var reports = _detail.Reports == 0 ? "" : $" Who reports to it ({_detail.Reports}) reports to {(_detail.ReportsTo is { } manager ? manager.Name : "nobody")} from then on.";
        var request = new ConfirmRequest($"Delete {agent.Name}?", $"It answers nobody any more and leaves every list. Its conversations, its calls and its costs are kept.{reports}", "Delete") { Destructive = true };
        if (await ConfirmDialog.AskAsync(Dialogs, request) && await TryAsync(actor => Agents.DeleteAsync(actor, Organization.Id, AgentId, CancellationToken.None)))
        {
            Snackbar.Add($"{agent.Name} was deleted.", Severity.Success);
            Navigation.NavigateTo(OrganizationTabs.Agents.Href(Organization.Slug));
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
}
