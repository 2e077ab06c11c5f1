using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using TenantConsole.Components.Shared;
using TenantConsole.Core.Agents;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Tickets;
using TenantConsole.Security;

namespace TenantConsole.Components.Pages.Tickets;

/// <summary>The tickets with their search and filters. What is shown is what the address says; a change of it that did not come from here begins the list anew.</summary>
public sealed partial class TicketsView : IAsyncDisposable
{
    private static readonly TimeSpan SearchPause = TimeSpan.FromMilliseconds(250);
    private readonly CancellationTokenSource _gone = new();
    private readonly AgentNames _names = new();
    private ElementReference _root;
    private BrowserModule? _browser;
    private TicketsAddress _address = new();
    private TicketCounts? _counts;
    private IReadOnlyList<string> _categories = [];
    private IReadOnlyList<string> _tags = [];
    private IReadOnlyList<AgentListItem> _agents = [];
    private UserId? _me;
    private string? _search;
    private int _generation;
    private bool _disposed;

    [Parameter, EditorRequired]
    public Organization Organization { get; set; } = default!;

    [Parameter, EditorRequired]
    public TicketsAddress Address { get; set; } = default!;

    [Parameter]
    public EventCallback<TicketsAddress> AddressChanged { get; set; }

    [Inject]
    private TicketDirectory Directory { get; set; } = default!;

    [Inject]
    private AgentDirectory Agents { get; set; } = default!;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        await _gone.CancelAsync();
        _gone.Dispose();
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }
    }

    protected override async Task OnInitializedAsync()
    {
        (_address, _search) = (Address, Address.Search);
        try
        {
            var actor = await CurrentActor.GetPersonAsync();
            _me = actor.UserId;
            _agents = (await Agents.ListAsync(actor, Organization.Id, new PageRequest(0, PageRequest.MaxSize), AgentFilter.None, _gone.Token)).Items;
            _names.Learn(_agents);
            _categories = await Directory.ListCategoriesAsync(actor, Organization.Id, _gone.Token);
            _tags = await Directory.ListTagsAsync(actor, Organization.Id, _gone.Token);
        }
        catch (OperationCanceledException) when (_disposed)
        {
            // The person has left the page.
        }
    }

    protected override void OnParametersSet()
    {
        if (Address != _address)
        {
            (_address, _search) = (Address, Address.Search);
            _generation++;
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _browser = new BrowserModule(Js, "./js/tickets.js");
            await _browser.InvokeVoidAsync("attach", _root);
        }
    }

    private async Task<Page<TicketListItem>> LoadAsync(PageRequest request, CancellationToken cancellationToken)
    {
        var actor = await CurrentActor.GetPersonAsync();
        var list = await Directory.ListAsync(actor, Organization.Id, request with { Search = _address.Search }, _address.Filter(actor.UserId), cancellationToken);
        await _names.LearnAsync(Agents, actor, Organization.Id, list.Page.Items.Select(item => item.AssignedAgentId), cancellationToken);
        _counts = list.Counts;
        StateHasChanged();
        return list.Page;
    }

    private Task ShowAsync(TicketsAddress address)
    {
        (_address, _search) = (address with { Index = 0 }, address.Search);
        return AddressChanged.InvokeAsync(_address);
    }

    private Task OnRequestChangedAsync(PageRequest request)
    {
        _address = _address with { Sort = request.Sort, Descending = request.Descending, Index = request.Index };
        return AddressChanged.InvokeAsync(_address);
    }

    private async Task SearchAsync(ChangeEventArgs typed)
    {
        _search = typed.Value as string;
        var mine = _search;
        await Task.Delay(SearchPause, Clock);
        if (!_disposed && string.Equals(mine, _search, StringComparison.Ordinal))
        {
            await ShowAsync(_address with { Search = string.IsNullOrWhiteSpace(mine) ? null : mine.Trim() });
            _search = mine;
        }
    }

    private Task ShowAgentAsync(string? chosen) => ShowAsync(_address with
    {
        Unassigned = chosen == TicketsAddress.Nobody,
        Agent = Guid.TryParse(chosen, CultureInfo.InvariantCulture, out var id) ? AgentId.From(id) : null,
    });

    /// <summary>What the address names is there even where it is not among the first hundred, or not at all.</summary>
    private static IEnumerable<string> Choices(IReadOnlyList<string> known, string? chosen) => chosen is null || known.Contains(chosen, StringComparer.Ordinal) ? known : [chosen, .. known];

    private string? Count(TicketStatus? status) => _counts?.Of(status, _address.Priority).ToString("N0", CultureInfo.InvariantCulture);
}
