using System.Globalization;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;
using TenantConsole.Security;

namespace TenantConsole.Components.Pages.Organizations;

/// <summary>Sets one limit for one organization; see <see cref="AskAsync"/>.</summary>
public sealed partial class LimitDialog
{
    private const decimal BytesPerMegabyte = 1_000_000m;
    private Kind _kind;
    private string _value = "";
    private string _reason = "";
    private DateOnly? _until;

    private enum Kind
    {
        Set,
        None,
        Otherwise,
    }

    [Parameter, EditorRequired]
    public Organization Organization { get; set; } = default!;

    [Parameter, EditorRequired]
    public EffectiveLimit Limit { get; set; } = default!;

    [Inject]
    private OrganizationService Organizations { get; set; } = default!;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = default!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = default!;

    private string Otherwise => OrganizationWords.AmountOrNone(Limit.Limit, Limit.Otherwise);

    private string OtherwiseLabel => Limit.Limit == LimitName.MonthlyBudgetUsd ? $"The organization's own budget: {Otherwise}" : $"What the {Organization.Tier} tier has: {Otherwise}";

    private string ValueLabel => Limit.Limit switch
    {
        LimitName.MonthlyBudgetUsd => "USD a month",
        LimitName.DocumentBytes => "MB (1 MB = 1,000,000 bytes)",
        _ => OrganizationWords.Name(Limit.Limit),
    };

    /// <summary>Shows the dialog; true when the limit was set.</summary>
    public static Task<bool> AskAsync(IDialogService dialogs, Organization organization, EffectiveLimit limit) => ShowAsync<LimitDialog>(
        dialogs,
        $"{OrganizationWords.Name(limit.Limit)} of {organization.Name}",
        new() { { dialog => dialog.Organization, organization }, { dialog => dialog.Limit, limit } });

    protected override void OnInitialized()
    {
        _kind = Limit.Source == LimitSource.Override && Limit.Cap is null ? Kind.None : Kind.Set;
        _value = Limit.Limit switch
        {
            LimitName.MonthlyBudgetUsd => BudgetText.Write(Limit.Cap),
            LimitName.DocumentBytes => Limit.Cap is { } bytes ? (bytes / BytesPerMegabyte).ToString("0.######", CultureInfo.InvariantCulture) : "",
            _ => Limit.Cap?.ToString(CultureInfo.InvariantCulture) ?? "",
        };
        _until = Limit.UntilUtc is { } until ? LocalCalendar.DayOf(until, LocalCalendar.Zone(Organization.TimeZone)) : null;
    }

    private Task SaveAsync()
    {
        _faults.Clear();
        var value = _kind == Kind.Set ? ReadValue() : null;
        return TryAsync(async () =>
        {
            var actor = await CurrentActor.GetAsync();
            if (_kind == Kind.Otherwise)
            {
                await Organizations.ResetLimitAsync(actor, Organization.Id, Limit.Limit, _reason, CancellationToken.None);
            }
            else
            {
                DateTime? until = _until is { } day ? LocalCalendar.StartOfDayUtc(day, LocalCalendar.Zone(Organization.TimeZone)) : null;
                await Organizations.SetLimitAsync(actor, Organization.Id, new(Limit.Limit, value, until, _reason), CancellationToken.None);
            }

            Snackbar.Add($"{OrganizationWords.Name(Limit.Limit)}: set.", Severity.Success);
        });
    }

    private long? ReadValue()
    {
        if (string.IsNullOrWhiteSpace(_value))
        {
            _faults.Add("value", "Give a number, or choose another of the three.");
            return null;
        }

        if (Limit.Limit == LimitName.MonthlyBudgetUsd)
        {
            return BudgetText.Read(_value, "value", _faults);
        }

        if (decimal.TryParse(_value, NumberStyles.AllowThousands | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number <= 9_000_000_000_000m)
        {
            var units = Limit.Limit == LimitName.DocumentBytes ? number * BytesPerMegabyte : number;
            if (units == decimal.Truncate(units) && units <= long.MaxValue)
            {
                return (long)units;
            }
        }

        _faults.Add("value", "Write a whole number of 0 or more.");
        return null;
    }
}
