using System.Globalization;
using Microsoft.AspNetCore.Components;
using TenantConsole.Components.Shared;
using TenantConsole.Core.Audit;
using TenantConsole.Core.Members;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Quotas;
using TenantConsole.Core.Security;
using TenantConsole.Core.Usage;
using TenantConsole.Security;

namespace TenantConsole.Components.Pages.Organizations;

/// <summary>One organization. A slug that is somebody else's and one that does not exist look the same.</summary>
public sealed partial class OrganizationPage : IDisposable
{
    private const int MembersShown = 8;
    private const int ChangesShown = 8;
    private readonly CancellationTokenSource _gone = new();
    private OrganizationView? _view;
    private string? _loaded;
    private bool _refused;

    [Parameter]
    public string Slug { get; set; } = "";

    [Inject]
    private OrganizationService Organizations { get; set; } = default!;

    [Inject]
    private OrganizationDirectory Directory { get; set; } = default!;

    [Inject]
    private LimitOverview Limits { get; set; } = default!;

    [Inject]
    private MemberList Members { get; set; } = default!;

    [Inject]
    private RecentChanges Changes { get; set; } = default!;

    [Inject]
    private IAccessControl Access { get; set; } = default!;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = default!;

    private static IReadOnlyList<Breadcrumb> Crumbs => [new("Organizations", "/organizations")];

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
            _view = null;
            await LoadAsync();
        }
    }

    private async Task LoadAsync()
    {
        var slug = Slug;
        try
        {
            var view = await ReadAsync(slug, _gone.Token);
            if (slug == Slug)
            {
                (_view, _refused) = (view, false);
            }
        }
        catch (AccessDeniedException) when (slug == Slug)
        {
            (_view, _refused) = (null, true);
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The person has left the page.
        }
    }

    private async Task<OrganizationView> ReadAsync(string slug, CancellationToken cancellationToken)
    {
        var actor = await CurrentActor.GetAsync();
        var organization = await Organizations.GetAsync(actor, slug, cancellationToken);
        var id = organization.Id;
        var seesAudit = await Access.HasAsync(actor, Permission.ViewAudit, id, cancellationToken);
        return new(
            organization,
            await Directory.ThisMonthAsync(actor, id, cancellationToken),
            await Limits.ListAsync(actor, id, cancellationToken),
            await Members.ListAsync(actor, id, new(0, MembersShown), cancellationToken),
            seesAudit,
            seesAudit && organization.Features.IsOn(Feature.AuditLog) ? await Changes.ListAsync(actor, id, ChangesShown, cancellationToken) : null,
            await Access.HasAsync(actor, Permission.EditOrganization, id, cancellationToken),
            await Access.HasAsync(actor, Permission.EditLimits, id, cancellationToken),
            await Access.HasAsync(actor, Permission.SuspendOrganization, id, cancellationToken));
    }

    private static string Sentence(Organization organization) =>
        $"{OrganizationWords.Of(organization.Industry)} · {organization.Size} · {organization.Tier} tier · times in {organization.TimeZone}";

    private static string MonthNote(OrganizationMonth month) => month.Month.ToString("MMMM yyyy", CultureInfo.InvariantCulture) + " so far";

    private static string CostNote(OrganizationMonth month) => month is { QueryPicoUsd: { } cost, BaselinePicoUsd: > 0 and { } baseline }
        ? cost <= baseline ? $"{MoneyFormat.ForPeople(baseline - cost)} below the baseline" : $"{MoneyFormat.ForPeople(cost - baseline)} above the baseline"
        : MonthNote(month);

    private static string CascadeNote(OrganizationMonth month) =>
        month.Queries == 0 ? "no answers yet" : $"{Percent((double)month.CascadedQueries / month.Queries)} of queries cascaded";

    private static string FailureNote(OrganizationMonth month) =>
        month.Queries == 0 ? "no answers yet" : $"{Percent((double)month.FailedQueries / month.Queries)} of queries failed";

    private static string Percent(double? share) => share is { } value ? (value * 100).ToString("0.#", CultureInfo.InvariantCulture) + " %" : "–";

    private static string Seconds(long? ms) => ms is { } value ? (value / 1000.0).ToString("0.0", CultureInfo.InvariantCulture) + " s" : "–";
}
