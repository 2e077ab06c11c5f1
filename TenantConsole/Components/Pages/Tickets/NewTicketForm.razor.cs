using Microsoft.AspNetCore.Components;
using TenantConsole.Components.Shared.Forms;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Quotas;
using TenantConsole.Core.Tickets;
using TenantConsole.Security;

namespace TenantConsole.Components.Pages.Tickets;

/// <summary>The form for a new ticket. What is refused is told above it, and nothing that was typed is lost.</summary>
public sealed partial class NewTicketForm : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private readonly TicketDraft _draft = new();
    private readonly FormFaults _faults = new();
    private IReadOnlyList<string> _categories = [];
    private bool _saving;
    private bool _leaving;
    private bool _limit;

    [Parameter, EditorRequired]
    public Organization Organization { get; set; } = default!;

    [Inject]
    private TicketService Tickets { get; set; } = default!;

    [Inject]
    private TicketDirectory Directory { get; set; } = default!;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private FaultText FaultText { get; set; } = default!;

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        try
        {
            _categories = await Directory.ListCategoriesAsync(await CurrentActor.GetAsync(), Organization.Id, _gone.Token);
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The person has left the page.
        }
    }

    private async Task CreateAsync()
    {
        if (_saving)
        {
            return;
        }

        _faults.Clear();
        (_saving, _limit) = (true, false);
        try
        {
            var ticket = await Tickets.CreateAsync(await CurrentActor.GetAsync(), Organization.Id, _draft.Read(), CancellationToken.None);
            _leaving = true;
            Navigation.NavigateTo(TicketTerms.Href(Organization.Slug, ticket.Number));
        }
        catch (InvalidInputException refusal)
        {
            _limit = refusal is LimitReachedException;
            _faults.Take(refusal);
        }
        catch (Exception failure) when (FaultText.Explain(failure) is { } sentence)
        {
            _faults.Say(sentence);
        }
        finally
        {
            _saving = false;
        }
    }
}
