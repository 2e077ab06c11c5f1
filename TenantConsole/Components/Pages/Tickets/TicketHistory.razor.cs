using Microsoft.AspNetCore.Components;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Tickets;
using TenantConsole.Security;

namespace TenantConsole.Components.Pages.Tickets;

/// <summary>What was changed on a ticket, by whom and when, the latest first.</summary>
public sealed partial class TicketHistory : IDisposable
{
    private const int PageSize = 20;
    private readonly CancellationTokenSource _gone = new();
    private List<TicketEventItem> _events = [];
    private int? _shown;
    private int _total;
    private int _pages = 1;

    [Parameter, EditorRequired]
    public Organization Organization { get; set; } = default!;

    [Parameter, EditorRequired]
    public int Number { get; set; }

    /// <summary>Of the ticket; with a new one the history is read again.</summary>
    [Parameter, EditorRequired]
    public int Version { get; set; }

    [Inject]
    private TicketDirectory Directory { get; set; } = default!;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = default!;

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_shown != Version)
        {
            _shown = Version;
            await LoadAsync();
        }
    }

    private async Task LoadAsync()
    {
        try
        {
            var actor = await CurrentActor.GetAsync();
            var events = new List<TicketEventItem>();
            for (var index = 0; index < _pages; index++)
            {
                var page = await Directory.ListEventsAsync(actor, Organization.Id, Number, new PageRequest(index, PageSize), _gone.Token);
                events.AddRange(page.Items);
                _total = page.TotalCount;
            }

            _events = events;
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The person has left the page.
        }
    }

    private Task ShowEarlierAsync()
    {
        _pages++;
        return LoadAsync();
    }
}
