using Microsoft.AspNetCore.Components;
using MudBlazor;
using TenantConsole.Core.Agents;
using TenantConsole.Core.Common;
using TenantConsole.Core.Documents;
using TenantConsole.Security;

namespace TenantConsole.Components.Pages.Agents;

/// <summary>Chooses an agent's documents: those it has, and the first that a search finds.</summary>
public sealed partial class AgentDocumentsDialog
{
    private const int Offers = 30;
    private Dictionary<DocumentId, string> _chosen = [];
    private IReadOnlyList<(DocumentId Id, string Name)> _found = [];
    private string _search = "";

    [Parameter, EditorRequired]
    public Agent Agent { get; set; } = default!;

    [Parameter, EditorRequired]
    public IReadOnlyList<AgentDocumentItem> Present { get; set; } = [];

    [Inject]
    private AgentDocumentService AgentDocuments { get; set; } = default!;

    [Inject]
    private DocumentService Documents { get; set; } = default!;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = default!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = default!;

    /// <summary>Those that are chosen first, so that none of them is out of sight.</summary>
    private IReadOnlyList<(DocumentId Id, string Name)> Offered =>
        [.. _chosen.Select(document => (document.Key, document.Value)), .. _found.Where(document => !_chosen.ContainsKey(document.Id))];

    /// <summary>Shows the dialog; true when the choice was saved.</summary>
    public static Task<bool> ChooseAsync(IDialogService dialogs, Agent agent, IReadOnlyList<AgentDocumentItem> present) =>
        ShowAsync<AgentDocumentsDialog>(dialogs, $"Documents of {agent.Name}", new() { { dialog => dialog.Agent, agent }, { dialog => dialog.Present, present } });

    protected override async Task OnInitializedAsync()
    {
        _chosen = Present.ToDictionary(document => document.Id, document => document.Name);
        await FindAsync();
    }

    private async Task FindAsync()
    {
        var wanted = _search;
        var page = await Documents.ListAsync(
            await CurrentActor.GetAsync(), Agent.OrganizationId, new(0, Offers, string.IsNullOrWhiteSpace(wanted) ? null : wanted.Trim()), CancellationToken.None);
        if (wanted == _search)
        {
            _found = [.. page.Items.Select(document => (document.Id, document.Name))];
        }
    }

    private void Toggle(DocumentId id, string name)
    {
        if (!_chosen.Remove(id))
        {
            _chosen.Add(id, name);
        }
    }

    private Task SaveAsync()
    {
        _faults.Clear();
        return TryAsync(async () =>
        {
            await AgentDocuments.SetAsync(await CurrentActor.GetAsync(), Agent.OrganizationId, Agent.Id, [.. _chosen.Keys], CancellationToken.None);
            Snackbar.Add($"{Agent.Name} has {(_chosen.Count == 1 ? "1 document" : $"{_chosen.Count} documents")}.", Severity.Success);
        });
    }
}
