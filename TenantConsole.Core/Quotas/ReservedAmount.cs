using System.Text.Json;
using System.Text.Json.Serialization;
using TenantConsole.Core.Organizations;

namespace TenantConsole.Core.Quotas;

/// <summary>An amount held of one limit in one period, in the limit's unit.</summary>
/// <param name="Scope">As <see cref="QuotaCounter.Scope"/>.</param>
/// <param name="Period">As <see cref="QuotaCounter.Period"/>.</param>
public sealed record ReservedAmount(LimitName Limit, string Scope, string Period, long Amount)
{
    /// <summary>How <see cref="QuotaReservation.Amounts"/> is written and read.</summary>
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };
}
