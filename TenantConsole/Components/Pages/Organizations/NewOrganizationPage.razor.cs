using Microsoft.AspNetCore.Components;
using MudBlazor;
using TenantConsole.Components.Shared;
using TenantConsole.Components.Shared.Forms;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Roles;
using TenantConsole.Core.Security;
using TenantConsole.Security;

namespace TenantConsole.Components.Pages.Organizations;

/// <summary>The form for a new organization, with what its industry's preset changes in sight before anything is saved.</summary>
public sealed partial class NewOrganizationPage : IDisposable
{
    private static readonly TimeSpan SlugPause = TimeSpan.FromMilliseconds(300);
    private readonly CancellationTokenSource _gone = new();
    private readonly NewOrganizationForm _form = new();
    private readonly FormFaults _faults = new();
    private CreatedOrganization? _created;
    private string? _freeSlug;
    private bool? _mayCreate;
    private bool _saving;
    private bool _leaving;

    [Inject]
    private OrganizationService Organizations { get; set; } = default!;

    [Inject]
    private OrganizationOnboarding Onboarding { get; set; } = default!;

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

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    private static IReadOnlyList<Breadcrumb> Crumbs => [new("Organizations", "/organizations")];

    private string SlugHelp => _freeSlug is { Length: > 0 } && _freeSlug == _form.Slug ? $"/organizations/{_form.Slug} is free." : "The name in addresses; it stays for good.";

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnInitializedAsync() =>
        _mayCreate = await Access.HasPlatformAsync(await CurrentActor.GetAsync(), Permission.CreateOrganization, _gone.Token);

    private Task TypeNameAsync(ChangeEventArgs typed)
    {
        var before = _form.Slug;
        _form.Name = typed.Value as string ?? "";
        _faults.Remove("name");
        return before == _form.Slug ? Task.CompletedTask : CheckSlugAsync();
    }

    private Task TypeSlugAsync(ChangeEventArgs typed)
    {
        _form.TypeSlug(typed.Value as string ?? "");
        return CheckSlugAsync();
    }

    /// <summary>Asks for the slug once nobody types any more.</summary>
    private async Task CheckSlugAsync()
    {
        var mine = _form.Slug;
        _faults.Remove("slug");
        try
        {
            await Task.Delay(SlugPause, Clock, _gone.Token);
            if (mine.Length == 0 || mine != _form.Slug)
            {
                return;
            }

            var fault = await Organizations.FindSlugFaultAsync(await CurrentActor.GetAsync(), mine, _gone.Token);
            if (mine == _form.Slug)
            {
                _freeSlug = fault is null ? mine : null;
                _faults.Remove("slug");
                if (fault is not null)
                {
                    _faults.Add("slug", fault);
                }
            }
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
        var wanted = _form.Read(_faults);
        _saving = true;
        try
        {
            // What the service finds is shown together with what could not even be read.
            var created = _faults.Any ? await OnlyCheckAsync(wanted) : await Onboarding.CreateAsync(await CurrentActor.GetAsync(), wanted, CancellationToken.None);
            Show(created);
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

    private async Task<CreatedOrganization?> OnlyCheckAsync(NewOrganization wanted)
    {
        foreach (var error in await Onboarding.FindFaultsAsync(await CurrentActor.GetAsync(), wanted, _gone.Token))
        {
            _faults.Add(error.Field, error.Message);
        }

        return null;
    }

    private void Show(CreatedOrganization? created)
    {
        if (created?.Owner.LinkPath is not null)
        {
            _created = created;
        }
        else if (created is not null)
        {
            _leaving = true;
            Snackbar.Add($"{created.Organization.Name} was created.", Severity.Success);
            Navigation.NavigateTo($"/organizations/{created.Organization.Slug}");
        }
    }
}
