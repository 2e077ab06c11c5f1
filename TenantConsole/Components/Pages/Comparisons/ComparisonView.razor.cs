using System.Globalization;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using TenantConsole.Components.Pages.Calls;
using TenantConsole.Components.Pages.Playground;
using TenantConsole.Components.Pages.Playground.Compare;
using TenantConsole.Components.Shared;
using TenantConsole.Core.Common;
using TenantConsole.Core.Conversations;
using TenantConsole.Core.Conversations.Comparisons;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;
using TenantConsole.Core.Usage;
using TenantConsole.Security;

namespace TenantConsole.Components.Pages.Comparisons;

/// <summary>A comparison that is kept: its answers side by side, and sharing it with the organization.</summary>
public sealed partial class ComparisonView : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private Core.Conversations.Comparisons.ComparisonView? _view;
    private IReadOnlyList<ComparedTurn> _columns = [];
    private Func<UsageRecordId, string>? _callHref;
    private string? _shown;
    private bool _refused;
    private bool _acting;
    private bool _mayAsk;

    [Parameter, EditorRequired]
    public Organization Organization { get; set; } = default!;

    /// <summary>The comparison's id, as the address has it.</summary>
    [Parameter, EditorRequired]
    public string Key { get; set; } = "";

    /// <summary>What the comparison is, in one sentence; null while it is not there.</summary>
    [Parameter]
    public EventCallback<string?> SentenceChanged { get; set; }

    [Inject]
    private ComparisonArchive Archive { get; set; } = default!;

    [Inject]
    private AnswerFeedbackService Feedback { get; set; } = default!;

    [Inject]
    private IAccessControl Access { get; set; } = default!;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private FaultText FaultText { get; set; } = default!;

    private bool MayAsk => _mayAsk && _columns.Count >= NewComparison.MinColumns;

    private EventCallback<(Turn Turn, AnswerVerdict? Verdict)> Judge => _mayAsk ? EventCallback.Factory.Create<(Turn Turn, AnswerVerdict? Verdict)>(this, JudgeAsync) : default;

    private string Address => Navigation.ToAbsoluteUri(ComparisonLinks.Of(Organization.Slug, _view!.Id)).AbsoluteUri;

    private string AgainHref => "/" + new PlaygroundAddress(Organization.Slug, _view!.JobRole, null) { Compare = [.. _view.Answers.Select(answer => answer.Column)] }.Href;

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        var shown = $"{Organization.Id}/{Key}";
        if (_shown == shown)
        {
            return;
        }

        _shown = shown;
        (_view, _refused) = (null, false);
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        try
        {
            var actor = await CurrentActor.GetAsync();
            var id = ComparisonId.From(Guid.TryParse(Key, out var key) ? key : throw new AccessDeniedException());
            var view = await Archive.GetAsync(actor, Organization.Id, id, _gone.Token);
            _mayAsk = await Access.HasAsync(actor, Permission.UseCompletions, Organization.Id, _gone.Token);
            _view = view;
            _columns = [.. _view.Answers.Select(answer => new ComparedTurn(answer.Column, Turn.Of(answer.Turn, actor, Organization.Id)))];

            // Who sees what a call cost may open it.
            _callHref = _view.Answers.Any(answer => answer.Turn.Figures?.CostPicoUsd is not null) ? call => CallLinks.Of(Organization.Slug, call) : null;
            await SentenceChanged.InvokeAsync($"By {_view.CreatedByName ?? "a program"}{(_view.JobRole is { } role ? $", asked as {role}" : "")}");
        }
        catch (AccessDeniedException)
        {
            _refused = true;
            await SentenceChanged.InvokeAsync(null);
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The person has left the page.
        }
    }

    private Task JudgeAsync((Turn Turn, AnswerVerdict? Verdict) given) => ActAsync(async actor =>
    {
        await Feedback.SetAsync(actor, Organization.Id, given.Turn.UsageRecordId!.Value, given.Verdict, CancellationToken.None);
        given.Turn.Verdict = given.Verdict;
    });

    private Task ShareAsync() => ActAsync(async actor =>
    {
        await Archive.SetSharedAsync(actor, Organization.Id, _view!.Id, !_view.IsShared, CancellationToken.None);
        await LoadAsync();
    });

    private async Task DeleteAsync()
    {
        var days = Organization.Features.DataRetentionDays;
        var request = new ConfirmRequest(
            "Delete this comparison?",
            $"Its question and answers are gone for good, for everybody. Its calls and their costs stay in the ledger, with the ledger's own copy of each text for the {days.ToString(CultureInfo.InvariantCulture)} days that the organization keeps texts.",
            "Delete")
        {
            Destructive = true,
        };
        if (await ConfirmDialog.AskAsync(Dialogs, request))
        {
            await ActAsync(async actor =>
            {
                await Archive.DeleteAsync(actor, Organization.Id, _view!.Id, CancellationToken.None);
                Snackbar.Add("The comparison is deleted.", Severity.Success);
                Navigation.NavigateTo(ComparisonLinks.All(Organization.Slug));
            });
        }
    }

    private async Task ActAsync(Func<Actor, Task> act)
    {
        if (_acting)
        {
            return;
        }

        _acting = true;
        try
        {
            await act(await CurrentActor.GetAsync());
        }
        catch (Exception failure) when (FaultText.Explain(failure) is { } sentence)
        {
            Snackbar.Add(sentence, Severity.Error);
        }
        finally
        {
            _acting = false;
        }
    }
}
