using Microsoft.AspNetCore.Components;

namespace TenantConsole.Components.Shared;

/// <summary>Chooses a period: a named one, or two days.</summary>
public sealed partial class PeriodPicker
{
    private Dropdown? _dropdown;
    private DateOnly _from;
    private DateOnly _last;
    private bool _refused;

    [Parameter, EditorRequired]
    public PeriodSelection Value { get; set; } = default!;

    [Parameter]
    public EventCallback<PeriodSelection> ValueChanged { get; set; }

    /// <summary>Today in the organization's time zone.</summary>
    [Parameter, EditorRequired]
    public DateOnly Today { get; set; }

    private void OnOpenChanged(bool open)
    {
        _from = Value.From;
        _last = Value.LastDay;
        _refused = false;
    }

    private async Task ApplyAsync()
    {
        var chosen = _last < DateOnly.MaxValue ? PeriodSelection.Between(_from, _last.AddDays(1)) : null;
        _refused = chosen is null;
        if (chosen is not null)
            await ChooseAsync(chosen);
    }

    private async Task ChooseAsync(PeriodSelection period)
    {
        if (_dropdown is not null)
            await _dropdown.CloseAsync();
        if (period != Value)
            await ValueChanged.InvokeAsync(period);
    }
}
