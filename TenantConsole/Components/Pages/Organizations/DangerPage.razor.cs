using Microsoft.AspNetCore.Components;
using MudBlazor;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;
using TenantConsole.Security;

namespace TenantConsole.Components.Pages.Organizations;

/// <summary>The life of an organization as a whole. Of a deleted one this is the only page, for who may take it back; to everybody else it looks like one that is not there.</summary>
public sealed partial class DangerPage : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private OrganizationFrame? _frame;
    private DeletedOrganization? _deleted;
    private string? _loaded;
    private bool _looked;
    private bool _mayPurge;

    [Parameter]
    public string Slug { get; set; } = "";

    [Inject]
    private OrganizationDeletion Deletion { get; set; } = default!;

    [Inject]
    private IAccessControl Access { get; set; } = default!;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = default!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_loaded != Slug)
        {
            _loaded = Slug;
            (_deleted, _looked) = (null, false);
            await LookAsync();
        }
    }

    private async Task LookAsync()
    {
        try
        {
            var actor = await CurrentActor.GetAsync();
            _deleted = await Deletion.FindAsync(actor, Slug, _gone.Token);
            _mayPurge = await Access.HasPlatformAsync(actor, Permission.PurgeOrganization, _gone.Token);
            _looked = true;
            if (_deleted is not null)
            {
                _frame = null; // It goes with this rendering.
            }
            else if (_frame is not null)
            {
                await _frame.ReloadAsync();
            }
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The person has left the page.
        }
    }

    private async Task TakeBackAsync(DeletedOrganization deleted)
    {
        try
        {
            await Deletion.TakeBackAsync(await CurrentActor.GetAsync(), deleted.Id, _gone.Token);
            Snackbar.Add($"{deleted.Name} is back.", Severity.Success);
        }
        catch (InvalidInputException refusal)
        {
            Snackbar.Add(refusal.Message, Severity.Error);
        }

        await LookAsync();
    }
}
