using System.Globalization;

namespace TenantConsole.Core.Conversations;

/// <summary>Where a list goes on: by the last activity of the row before, so that a page costs the same wherever in the list it is.</summary>
/// <param name="LastMessageUtc">Of the last row in sight.</param>
/// <param name="Seen">How many rows of that very moment are in sight already.</param>
public sealed record ConversationCursor(DateTime LastMessageUtc, int Seen)
{
    /// <summary>Reads what <see cref="ToString"/> wrote; null where it is something else: addresses are typed and shared.</summary>
    public static ConversationCursor? Parse(string? text) =>
        text?.Split('-') is [var ticks, var seen]
        && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var moment) && moment <= DateTime.MaxValue.Ticks
        && int.TryParse(seen, NumberStyles.None, CultureInfo.InvariantCulture, out var rows)
            ? new(new(moment, DateTimeKind.Utc), rows)
            : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{LastMessageUtc.Ticks}-{Seen}");
}
