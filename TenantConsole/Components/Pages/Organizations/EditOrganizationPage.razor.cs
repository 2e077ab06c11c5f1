using Microsoft.AspNetCore.Components;
using MudBlazor;
using TenantConsole.Components.Shared;
using TenantConsole.Components.Shared.Forms;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;
using TenantConsole.Security;

namespace TenantConsole.Components.Pages.Organizations;

/// <summary>The form for an organization's settings. Who saves second is told, and keeps what they typed until they reload.</summary>
public sealed partial class EditOrganizationPage : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private readonly FormFaults _faults = new();
    private OrganizationForm? _form;
    private OrganizationId _id;
    private string _name = "";
    private bool _refused;
    private bool _conflict;
    private bool _saving;
    private bool _leaving;

    [Parameter]
    public string Slug { get; set; } = "";

    [Inject]
    private OrganizationService Organizations { get; set; } = default!;

    [Inject]
    private IAccessControl Access { get; set; } = default!;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = default!;

    [Inject]
    private FaultText FaultText { get; set; } = default!;

    private string Back => $"/organizations/{Slug}";

    private IReadOnlyList<Breadcrumb> Crumbs => [new("Organizations", "/organizations"), new(_name.Length == 0 ? Slug : _name, Back)];

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override Task OnInitializedAsync() => ReloadAsync();

    private async Task ReloadAsync()
    {
        try
        {
            var actor = await CurrentActor.GetAsync();
            var organization = await Organizations.GetAsync(actor, Slug, _gone.Token);
            await Access.RequireAsync(actor, Permission.EditOrganization, organization.Id, _gone.Token);
            (_id, _name, _form, _conflict) = (organization.Id, organization.Name, new(organization), false);
            _faults.Clear();
        }
        catch (AccessDeniedException)
        {
            (_form, _refused) = (null, true);
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The person has left the page.
        }
    }

    private async Task SaveAsync()
    {
        if (_saving || _form is null)
        {
            return;
        }

        _faults.Clear();
        var changes = _form.Read(_faults);
        if (_faults.Any)
        {
            return;
        }

        _saving = true;
        try
        {
            await Organizations.UpdateAsync(await CurrentActor.GetAsync(), _id, changes, CancellationToken.None);
            _leaving = true;
            Snackbar.Add("Saved.", Severity.Success);
            Navigation.NavigateTo(Back);
        }
        catch (EditConflictException conflict)
        {
            _conflict = true;
            _faults.Say(conflict.Message);
        }
        catch (InvalidInputException refusal)
        {
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
