using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using TenantConsole.Components.Shared;
using TenantConsole.Core.Common;
using TenantConsole.Core.Completions;
using TenantConsole.Core.Conversations.Comparisons;
using TenantConsole.Core.Security;
using TenantConsole.Core.Usage;

namespace TenantConsole.Components.Pages.Playground.Compare;

/// <summary>Asks two to four models or policies one question at once and shows their answers side by side; what all would cost is shown while the question is written.</summary>
public sealed partial class CompareDesk : IAsyncDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private Comparing _comparing = null!;
    private QuestionBox? _box;
    private IReadOnlyList<ColumnEstimate> _estimates = [];
    private CancellationTokenSource? _estimating;
    private (IReadOnlyList<ComparisonColumn> Columns, string? Role) _estimated = ([], null);
    private OrganizationId _shown;
    private string _text = "";
    private string? _problem;

    [Parameter, EditorRequired]
    public PlaygroundOrganization Organization { get; set; } = default!;

    [Parameter, EditorRequired]
    public Actor Actor { get; set; } = default!;

    /// <summary>Who is asked, from the left.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<ComparisonColumn> Columns { get; set; } = [];

    [Parameter]
    public EventCallback<IReadOnlyList<ComparisonColumn>> ColumnsChanged { get; set; }

    /// <summary>The job role that is asked as, by key; null: none.</summary>
    [Parameter]
    public string? Role { get; set; }

    /// <summary>Names the draft that the browser keeps.</summary>
    [Parameter, EditorRequired]
    public string DraftKey { get; set; } = "";

    /// <summary>The person no longer may ask so.</summary>
    [Parameter]
    public EventCallback OnDenied { get; set; }

    /// <summary>Further choices, at the left of the button.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    [Inject]
    private IPlayground Playground { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    [Inject]
    private ILogger<CompareDesk> Logger { get; set; } = default!;

    private long? SpentPicoUsd => _comparing.Columns.Any(column => column.Turn.Figures?.CostPicoUsd is not null) ? _comparing.Columns.Sum(column => column.Turn.Figures?.CostPicoUsd ?? 0) : null;

    private EventCallback<(Turn Turn, AnswerVerdict? Verdict)> Judge => Organization.IsSuspended ? default : EventCallback.Factory.Create<(Turn Turn, AnswerVerdict? Verdict)>(this, JudgeAsync);

    private string? TotalSentence
    {
        get
        {
            var priced = _estimates.Select(estimate => estimate.Estimate).OfType<CompletionEstimate>().Where(estimate => estimate.CostPicoUsd is not null).ToList();
            return _estimates.Count == 0 || priced.Count == 0
                ? null
                : $"All {Words(priced.Count)}: about {MoneyFormat.ForPeople(priced.Sum(estimate => estimate.CostPicoUsd!.Value))}, at most {MoneyFormat.ForPeople(priced.Sum(estimate => estimate.MostPicoUsd!.Value))}";
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _gone.CancelAsync();
        _estimating?.Cancel();
        _comparing.Dispose();
        _gone.Dispose();
    }

    /// <summary>Puts a text into the box.</summary>
    public ValueTask SetAsync(string text) => _box?.SetAsync(text) ?? default;

    /// <summary>What is written in the box; null where the browser is gone.</summary>
    public Task<string?> ReadAsync() => _box?.ReadAsync() ?? Task.FromResult<string?>(null);

    protected override void OnInitialized() => _comparing = New();

    protected override async Task OnParametersSetAsync()
    {
        if (_shown != Organization.Id)
        {
            _shown = Organization.Id;
            _comparing.Dispose();
            (_comparing, _estimates) = (New(), []);
        }

        if (!_estimated.Columns.SequenceEqual(Columns) || _estimated.Role != Role)
        {
            _estimated = (Columns, Role);
            await EstimateAsync(_text);
        }
    }

    private Comparing New() => new(Playground, Clock, Logger, () => _ = InvokeAsync(StateHasChanged));

    private Task ChooseAsync(IReadOnlyList<ComparisonColumn> columns)
    {
        _problem = null;
        return ColumnsChanged.InvokeAsync(columns);
    }

    private async Task EstimateAsync(string text)
    {
        // Only the last question's answer counts; one that is overtaken is given up.
        _estimating?.Cancel();
        _text = text;
        _problem = null;
        if (string.IsNullOrWhiteSpace(text) || Organization.IsSuspended)
        {
            _estimates = [];
            return;
        }

        using var estimating = _estimating = CancellationTokenSource.CreateLinkedTokenSource(_gone.Token);
        try
        {
            var estimates = await Playground.EstimateAsync(Actor, Wanted(text), estimating.Token);
            if (!estimating.IsCancellationRequested)
                _estimates = estimates;
        }
        catch (OperationCanceledException) when (estimating.IsCancellationRequested)
        {
            return;
        }
        catch (InvalidInputException fault)
        {
            (_estimates, _problem) = ([], fault.Message);
        }
        catch (AccessDeniedException)
        {
            await OnDenied.InvokeAsync();
        }
        catch (Exception fault) when (fault is not JSException)
        {
            // An estimate is a convenience; the question outlives its failure.
            Log.EstimateFailed(Logger, fault);
            _estimates = [];
        }
        finally
        {
            if (_estimating == estimating)
                _estimating = null;
        }
    }

    private async Task AskAsync(string text)
    {
        _problem = string.IsNullOrWhiteSpace(text) ? "Write a question first."
            : text.Length > CompletionRequest.MaxPromptCharacters ? $"The question is longer than {CompletionRequest.MaxPromptCharacters:N0} characters. Shorten it; nothing was asked."
            : Columns.Distinct().Count() < Columns.Count ? "Two columns are the same. Choose another model or policy for one of them."
            : null;
        if (_problem is not null || _comparing.IsRunning || Organization.IsSuspended)
            return;

        // The question stays in the box: it is likely asked again, of others.
        var seen = _text == text ? _estimates : [];
        await _comparing.AskAsync(Actor, Wanted(text), [.. Columns.Select(column => seen.FirstOrDefault(estimate => estimate.Column == column)?.Estimate?.Decision)]);
    }

    private async Task JudgeAsync((Turn Turn, AnswerVerdict? Verdict) given)
    {
        var (turn, verdict) = given;
        try
        {
            // Not the page's token: whoever leaves it at once has judged all the same.
            await Playground.JudgeAsync(Actor, Organization.Id, turn.UsageRecordId!.Value, verdict, CancellationToken.None);
            turn.Verdict = verdict;
        }
        catch (AccessDeniedException)
        {
            _problem = "Your verdict was not kept: you no longer have permission to ask here.";
        }
    }

    private NewComparison Wanted(string text) => new(Organization.Id, text, Role, Columns);

    private static string Words(int count) => count switch
    {
        2 => "two",
        3 => "three",
        4 => "four",
        _ => count.ToString(CultureInfo.InvariantCulture),
    };

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "An estimate of a comparison failed.")]
        public static partial void EstimateFailed(ILogger logger, Exception exception);
    }
}
