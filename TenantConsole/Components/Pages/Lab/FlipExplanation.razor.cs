using System.Globalization;
using Microsoft.AspNetCore.Components;
using TenantConsole.Core.Common;
using TenantConsole.Core.Lab;
using TenantConsole.Core.Organizations;
using TenantConsole.Security;

namespace TenantConsole.Components.Pages.Lab;

/// <summary>One question with its two explanations, side by side.</summary>
public sealed partial class FlipExplanation : IDisposable
{
    private const int MostCharacters = 4_000;
    private readonly CancellationTokenSource _gone = new();
    private LabFlipDetail? _detail;

    [Parameter, EditorRequired]
    public Organization Organization { get; set; } = default!;

    [Parameter, EditorRequired]
    public LabRunId RunId { get; set; }

    /// <summary>The question's number in the run.</summary>
    [Parameter, EditorRequired]
    public int Number { get; set; }

    [Parameter]
    public bool ShowCosts { get; set; }

    [Inject]
    private LabRuns Runs { get; set; } = default!;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = default!;

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        try
        {
            _detail = await Runs.GetFlipAsync(await CurrentActor.GetAsync(), Organization.Id, RunId, Number, _gone.Token);
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The person has left the page.
        }
    }

    private static string Asked(ReplayQuestion question) => string.Create(
        CultureInfo.InvariantCulture, $"{question.JobRole?.Replace('_', ' ') ?? "no job role"} · {(question.ConversationTurns == 1 ? "a first question" : $"question {question.ConversationTurns} of a conversation")}");

    /// <summary>What becomes of the small model's known answer; null where nothing is to be said of it.</summary>
    private static string? JudgedOf(ReplaySide side) => side switch
    {
        { LargerModelId: { } larger, Verdict.Reason: { } reason } => $"{reason} That is {larger}.",
        { Verdict: not null } => "The small model's known answer is kept.",
        _ => null,
    };
}
