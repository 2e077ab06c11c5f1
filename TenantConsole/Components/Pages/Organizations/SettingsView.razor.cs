using Microsoft.AspNetCore.Components;
using MudBlazor;
using TenantConsole.Components.Shared.Forms;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Security;

namespace TenantConsole.Components.Pages.Organizations;

/// <summary>The form for an organization's settings. Who saves second is told, and keeps what they typed until they reload.</summary>
public sealed partial class SettingsView
{
    private readonly FormFaults _faults = new();
    private OrganizationForm? _form;
    private OrganizationId _shown;
    private bool _conflict;
    private bool _saving;

    [Parameter, EditorRequired]
    public Organization Organization { get; set; } = default!;

    /// <summary>Something was saved.</summary>
    [Parameter]
    public EventCallback Saved { get; set; }

    [Inject]
    private OrganizationService Organizations { get; set; } = default!;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = default!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = default!;

    [Inject]
    private FaultText FaultText { get; set; } = default!;

    protected override void OnParametersSet()
    {
        if (_shown != Organization.Id)
        {
            Begin(Organization);
        }
    }

    private void Begin(Organization organization)
    {
        (_shown, _form, _conflict) = (organization.Id, new(organization), false);
        _faults.Clear();
    }

    private async Task ReloadAsync()
    {
        Begin(await Organizations.GetAsync(await CurrentActor.GetAsync(), Organization.Id, CancellationToken.None));
        await Saved.InvokeAsync();
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
            Begin(await Organizations.UpdateAsync(await CurrentActor.GetAsync(), Organization.Id, changes, CancellationToken.None));
            Snackbar.Add("Saved.", Severity.Success);
            await Saved.InvokeAsync();
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
