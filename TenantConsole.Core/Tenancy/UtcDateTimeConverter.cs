using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace TenantConsole.Core.Tenancy;

/// <summary>Times are stored in UTC and come back marked as UTC; a time of any other kind is a defect and refused.</summary>
internal sealed class UtcDateTimeConverter() : ValueConverter<DateTime, DateTime>(
    time => time.Kind == DateTimeKind.Utc ? time : Refuse(time),
    time => DateTime.SpecifyKind(time, DateTimeKind.Utc))
{
    private static DateTime Refuse(DateTime time) => throw new ArgumentException($"A time to be stored must be UTC, not {time.Kind}.", nameof(time));
}
