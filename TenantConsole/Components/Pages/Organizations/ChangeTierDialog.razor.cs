using Microsoft.AspNetCore.Components;
using MudBlazor;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Quotas;
using TenantConsole.Security;

namespace TenantConsole.Components.Pages.Organizations;

/// <summary>Chooses another tier with what it would mean in sight; see <see cref="AskAsync"/>.</summary>
public sealed partial class ChangeTierDialog
{
    private IReadOnlyList<TierPreview>? _preview;
    private Tier _tier;

    [Parameter, EditorRequired]
    public Organization Organization { get; set; } = default!;

    [Inject]
    private OrganizationService Organizations { get; set; } = default!;

    [Inject]
    private LimitOverview Limits { get; set; } = default!;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = default!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = default!;

    /// <summary>Shows the dialog; true when the tier was changed.</summary>
    public static Task<bool> AskAsync(IDialogService dialogs, Organization organization) =>
        ShowAsync<ChangeTierDialog>(dialogs, $"Change the tier of {organization.Name}", new() { { dialog => dialog.Organization, organization } }, MaxWidth.Small);

    protected override Task OnInitializedAsync() => ChooseAsync(Organization.Tier);

    private async Task ChooseAsync(Tier tier)
    {
        _tier = tier;
        var preview = await Limits.PreviewTierAsync(await CurrentActor.GetAsync(), Organization.Id, tier, CancellationToken.None);
        if (tier == _tier)
        {
            _preview = preview;
        }
    }

    private Task ChangeAsync()
    {
        _faults.Clear();
        return TryAsync(async () =>
        {
            await Organizations.ChangeTierAsync(await CurrentActor.GetAsync(), Organization.Id, _tier, CancellationToken.None);
            Snackbar.Add($"{Organization.Name} is on the {_tier} tier.", Severity.Success);
        });
    }
}
