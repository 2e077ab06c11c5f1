using System.Globalization;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Quotas;

namespace TenantConsole.Components.Pages.Organizations;

/// <summary>Every limit with what is used of it, what is left, and when it begins anew.</summary>
public sealed partial class LimitsPanel
{
    [Parameter, EditorRequired]
    public Organization Organization { get; set; } = default!;

    [Parameter, EditorRequired]
    public IReadOnlyList<LimitStanding> Standings { get; set; } = [];

    [Parameter]
    public bool MayEdit { get; set; }

    /// <summary>A limit was set.</summary>
    [Parameter]
    public EventCallback Changed { get; set; }

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    private string? Note(LimitStanding standing)
    {
        var limit = standing.Effective;
        var parts = new List<string>();
        if (standing.Headroom is { } headroom)
        {
            parts.Add(headroom == 0 ? "nothing left" : $"{OrganizationWords.Amount(limit.Limit, headroom)} left");
        }

        if (standing.ResetsUtc is { } resets && limit.Limit is not (LimitName.RequestsPerMinute or LimitName.TokensPerMinute))
        {
            parts.Add("resets " + Local(resets));
        }

        if (limit.Source == LimitSource.Override)
        {
            var end = limit.UntilUtc is { } until ? $" until {Local(until)}" : "";
            parts.Add($"set for this organization{end}, otherwise {OrganizationWords.AmountOrNone(limit.Limit, limit.Otherwise)}");
        }

        return parts.Count == 0 ? null : string.Join(" · ", parts);
    }

    private string Local(DateTime utc) =>
        TimeZoneInfo.ConvertTimeFromUtc(utc, LocalCalendar.Zone(Organization.TimeZone)).ToString("d MMM, HH:mm", CultureInfo.InvariantCulture);

    private async Task EditAsync(LimitStanding standing)
    {
        if (await LimitDialog.AskAsync(Dialogs, Organization, standing.Effective))
        {
            await Changed.InvokeAsync();
        }
    }
}
