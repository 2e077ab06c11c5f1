using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace TenantConsole.Components.Shared;

/// <summary>How much of a limit is used. From 80 % it warns, at the limit it says so; in words too.</summary>
public sealed partial class QuotaBar
{
    private const decimal WarnFrom = 0.8m;

    /// <summary>The limit's name.</summary>
    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    [Parameter, EditorRequired]
    public long Used { get; set; }

    /// <summary>Set aside for requests that are running.</summary>
    [Parameter]
    public long Reserved { get; set; }

    /// <summary>Null: no limit.</summary>
    [Parameter, EditorRequired]
    public long? Cap { get; set; }

    /// <summary>Turns an amount into text: <c>MoneyFormat.ForPeople</c> for a budget; grouped digits unless given.</summary>
    [Parameter]
    public Func<long, string> Format { get; set; } = static amount => amount.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>When it resets or runs out.</summary>
    [Parameter]
    public string? Note { get; set; }

    private decimal Share => Cap switch
    {
        null => 0,
        <= 0 => Used > 0 ? 1 : 0,
        { } cap => (decimal)Used / cap,
    };

    private string? Severity => Share >= 1 && Cap is not null ? "full" : Share >= WarnFrom ? "near" : null;

    private string State => Severity is "full" ? "The limit is reached." : $"{(Share * 100).ToString("0", CultureInfo.InvariantCulture)} % used.";

    private string Spoken => Cap is null ? $"{Label}: {Format(Used)}, no limit" : $"{Label}: {Format(Used)} of {Format(Cap.Value)}, {(Share * 100).ToString("0.#", CultureInfo.InvariantCulture)} %";

    private string Percent(long amount) => Cap is > 0 and { } cap
        ? Math.Clamp(100m * amount / cap, 0, 100).ToString("0.##", CultureInfo.InvariantCulture)
        : Cap is null ? "0" : amount > 0 ? "100" : "0";
}
