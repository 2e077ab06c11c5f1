using Microsoft.AspNetCore.Components;
using TenantConsole.Core.Common;
using TenantConsole.Core.Conversations;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;
using TenantConsole.Security;

namespace TenantConsole.Components.Pages.Conversations;

/// <summary>The conversations that the person may read, a page at a time. Search, filters and page are in the address.</summary>
public sealed partial class ConversationList : IDisposable
{
    private const int PageSize = 25;
    private static readonly TimeSpan SearchPause = TimeSpan.FromMilliseconds(250);
    private readonly CancellationTokenSource _gone = new();
    private CancellationTokenSource _loads = new();
    private ConversationFilter _filter = ConversationFilter.None;
    private ConversationListPage? _page;
    private UserId? _me;
    private (OrganizationId, ConversationFilter, string?)? _loaded;
    private string? _typed;
    private bool _loading;

    [Parameter, EditorRequired]
    public Organization Organization { get; set; } = default!;

    [Parameter]
    public string? Search { get; set; }

    [Parameter]
    public string? Source { get; set; }

    [Parameter]
    public string? Agent { get; set; }

    [Parameter]
    public string? Person { get; set; }

    [Parameter]
    public string? After { get; set; }

    [Inject]
    private ConversationDirectory Directory { get; set; } = default!;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    private string PersonName => "Begun by " + (_page?.Items is [var first, ..] ? first.CreatedByName ?? "one person" : "one person");

    private string AgentName => "With " + (_page?.Items is [var first, ..] ? first.AgentName ?? "one agent" : "one agent");

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
        _loads.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        // Addresses are typed and shared: what makes no sense in one is passed over.
        _filter = new(
            string.IsNullOrWhiteSpace(Search) ? null : Search,
            Enum.TryParse<ConversationSource>(Source, ignoreCase: true, out var source) && Enum.IsDefined(source) ? source : null,
            Guid.TryParse(Agent, out var agent) ? AgentId.From(agent) : null,
            Guid.TryParse(Person, out var person) ? UserId.From(person) : null);
        if (_loaded != (Organization.Id, _filter, After))
        {
            _loaded = (Organization.Id, _filter, After);
            await LoadAsync();
        }
    }

    private async Task LoadAsync()
    {
        await _loads.CancelAsync();
        _loads.Dispose();
        _loads = CancellationTokenSource.CreateLinkedTokenSource(_gone.Token);
        var load = _loads.Token;
        _loading = true;
        try
        {
            var actor = await CurrentActor.GetAsync();
            var page = await Directory.ListAsync(actor, Organization.Id, _filter, ConversationCursor.Parse(After), PageSize, load);
            if (!load.IsCancellationRequested)
            {
                (_me, _page, _loading) = ((actor as Actor.Person)?.UserId, page, false);
            }
        }
        catch (OperationCanceledException) when (load.IsCancellationRequested)
        {
            // Overtaken by the next wish, or the page is gone.
        }
    }

    private async Task SearchAsync(ChangeEventArgs typed)
    {
        var mine = _typed = typed.Value as string;
        await Task.Delay(SearchPause, Clock);
        if (!_gone.IsCancellationRequested && mine == _typed)
        {
            Show("q", string.IsNullOrWhiteSpace(mine) ? null : mine.Trim());
        }
    }

    private void ShowSource(ConversationSource? source) => Show("source", source?.ToString().ToLowerInvariant());

    private void ShowMine(ChangeEventArgs change) => Show("person", change.Value is true ? _me?.ToString() : null);

    /// <summary>Sets one part of the address; whatever changes, the list begins anew unless that is its page.</summary>
    private void Show(string name, string? value) => Navigation.NavigateTo(
        Navigation.GetUriWithQueryParameters(new Dictionary<string, object?>(StringComparer.Ordinal) { ["after"] = null, [name] = value }),
        replace: name == "q");
}
