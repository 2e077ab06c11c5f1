using TenantConsole.Core.Common;

namespace TenantConsole.Components.Pages.Calls;

/// <summary>Addresses of single calls.</summary>
internal static class CallLinks
{
    public static string Of(string slug, UsageRecordId id) => $"/organizations/{slug}/usage/{id}";
}
