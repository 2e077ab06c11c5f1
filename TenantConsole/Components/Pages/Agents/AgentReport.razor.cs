using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using TenantConsole.Components.Shared;
using TenantConsole.Components.Shared.Charts;
using TenantConsole.Core.Agents;
using TenantConsole.Core.Audit;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;
using TenantConsole.Core.Usage.Reports;
using TenantConsole.Security;

namespace TenantConsole.Components.Pages.Agents;

/// <summary>An agent's activity, costs and audit trail in a period, on paper as on the screen. The period is in the address.</summary>
public sealed partial class AgentReport : IAsyncDisposable
{
    private static readonly (string Name, Func<UsageFigures, string> Show)[] Figures =
    [
        ("Queries", figures => AgentWords.Count(figures.Queries)),
        ("Answered by a small model", figures => AgentWords.Count(figures.SlmQueries)),
        ("Answered by a large model", figures => AgentWords.Count(figures.LlmQueries)),
        ("SLM share", figures => ChartFormat.Value(figures.SlmShare, ChartUnit.Percent)),
        ("Asked again of a larger model", figures => $"{AgentWords.Count(figures.CascadedQueries)} ({ChartFormat.Value(figures.CascadeRate, ChartUnit.Percent)})"),
        ("Failed", figures => $"{AgentWords.Count(figures.FailedQueries)} ({ChartFormat.Value(figures.ErrorRate, ChartUnit.Percent)})"),
        ("Average response time", figures => AgentWords.Seconds(figures.AverageResponseMs)),
        ("Tokens", figures => AgentWords.Count(figures.TotalTokens)),
        ("Cost", figures => MoneyFormat.Exact(figures.CostPicoUsd)),
        ("The same on the standard model", figures => MoneyFormat.Exact(figures.BaselinePicoUsd)),
        ("Estimated savings", figures => MoneyFormat.Exact(figures.SavingsPicoUsd)),
    ];

    private readonly CancellationTokenSource _gone = new();
    private BrowserModule? _browser;
    private AgentDetail? _detail;
    private SubjectUsage? _usage;
    private IReadOnlyList<RecentChange>? _changes;
    private PeriodSelection _period = default!;
    private DateTime _madeUtc;
    private DateOnly _today;
    private bool _missing;
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
    private IAccessControl Access { get; set; } = default!;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    [SupplyParameterFromQuery(Name = "period")]
    private string? Period { get; set; }

    [SupplyParameterFromQuery(Name = "from")]
    private string? From { get; set; }

    [SupplyParameterFromQuery(Name = "until")]
    private string? Until { get; set; }

    /// <summary>The last day, for addresses that name it instead of the day after.</summary>
    [SupplyParameterFromQuery(Name = "to")]
    private string? To { get; set; }

    public async ValueTask DisposeAsync()
    {
        await _gone.CancelAsync();
        _gone.Dispose();
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }
    }

    protected override async Task OnParametersSetAsync()
    {
        _today = LocalCalendar.DayOf(Clock.GetUtcNow().UtcDateTime, LocalCalendar.Zone(Organization.TimeZone));
        _period = PeriodSelection.Parse(Period, From, Until ?? DayAfter(To), _today);
        if (_shown == (Organization.Id, AgentId, _period))
        {
            return;
        }

        _shown = (Organization.Id, AgentId, _period);
        try
        {
            await LoadAsync(new(_period.From, _period.Until));
        }
        catch (AccessDeniedException)
        {
            (_detail, _missing) = (null, true);
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The person has left the page.
        }
    }

    private async Task LoadAsync(ReportPeriod period)
    {
        var wanted = _shown;
        var actor = await CurrentActor.GetAsync();
        var detail = await Directory.GetAsync(actor, Organization.Id, AgentId, _gone.Token);
        var usage = await Activity.UsageAsync(actor, Organization.Id, AgentId, period, _gone.Token);
        var changes = await Access.HasAsync(actor, Permission.ViewAudit, Organization.Id, _gone.Token)
            ? await Activity.ChangesAsync(actor, Organization.Id, AgentId, period, _gone.Token)
            : null;
        if (wanted == _shown)
        {
            (_detail, _usage, _changes, _missing, _madeUtc) = (detail, usage, changes, false, Clock.GetUtcNow().UtcDateTime);
            await Named.InvokeAsync(detail.Agent.Name);
        }
    }

    private static string? DayAfter(string? last) =>
        DateOnly.TryParseExact(last, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var day) && day < DateOnly.MaxValue
            ? day.AddDays(1).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)
            : null;

    private void ChoosePeriod(PeriodSelection period) => Navigation.NavigateTo($"{AgentWords.Href(Organization.Slug, AgentId)}/report?{period.Query}", replace: true);

    private async Task PrintAsync()
    {
        _browser ??= new BrowserModule(Js, "./js/browser.js");
        await _browser.InvokeVoidAsync("printPage");
    }
}
