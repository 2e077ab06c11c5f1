using Microsoft.AspNetCore.Components;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Tickets;
using TenantConsole.Security;

namespace TenantConsole.Components.Pages.Tickets;

/// <summary>What was written about a ticket, the oldest first, the last page of it at first.</summary>
public sealed partial class TicketComments : IDisposable
{
    private const int PageSize = 20;
    private readonly CancellationTokenSource _gone = new();
    private List<TicketCommentItem> _comments = [];
    private TicketCommentId? _edited;
    private UserId? _me;
    private string _text = "";
    private string _editedText = "";
    private string? _problem;
    private int _total;
    private int _pages = 1;
    private bool _saving;

    [Parameter, EditorRequired]
    public Organization Organization { get; set; } = default!;

    [Parameter, EditorRequired]
    public int Number { get; set; }

    [Parameter]
    public bool MayWork { get; set; }

    /// <summary>Something was written.</summary>
    [Parameter]
    public EventCallback Changed { get; set; }

    [Inject]
    private TicketDirectory Directory { get; set; } = default!;

    [Inject]
    private TicketService Tickets { get; set; } = default!;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = default!;

    [Inject]
    private FaultText FaultText { get; set; } = default!;

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override Task OnInitializedAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        try
        {
            var actor = await CurrentActor.GetPersonAsync();
            var comments = new List<TicketCommentItem>();
            for (var index = 0; index < _pages; index++)
            {
                var page = await Directory.ListCommentsAsync(actor, Organization.Id, Number, new PageRequest(index, PageSize), _gone.Token);
                (comments, _total) = ([.. page.Items.Reverse(), .. comments], page.TotalCount);
            }

            (_me, _comments) = (actor.UserId, comments);
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

    private static string AuthorOf(TicketCommentItem comment) => comment.AuthorName ?? "TenantConsole";

    private void Edit(TicketCommentItem comment) => (_edited, _editedText, _problem) = (comment.Id, comment.Text, null);

    private Task AddAsync() => WriteAsync(async actor =>
    {
        await Tickets.AddCommentAsync(actor, Organization.Id, Number, _text, null, CancellationToken.None);
        _text = "";
    });

    private Task SaveAsync() => WriteAsync(async actor =>
    {
        await Tickets.EditCommentAsync(actor, Organization.Id, Number, _edited!.Value, _editedText, CancellationToken.None);
        _edited = null;
    });

    /// <summary>What is refused is told, and what was typed stays.</summary>
    private async Task WriteAsync(Func<TenantConsole.Core.Security.Actor, Task> write)
    {
        if (_saving)
        {
            return;
        }

        (_saving, _problem) = (true, null);
        try
        {
            await write(await CurrentActor.GetAsync());
        }
        catch (Exception failure) when (FaultText.Explain(failure) is { } sentence)
        {
            _problem = sentence;
            return;
        }
        finally
        {
            _saving = false;
        }

        await LoadAsync();
        await Changed.InvokeAsync();
    }
}
