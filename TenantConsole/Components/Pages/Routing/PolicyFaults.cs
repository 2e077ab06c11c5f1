using TenantConsole.Components.Shared.Forms;
using TenantConsole.Core.Routing;

namespace TenantConsole.Components.Pages.Routing;

/// <summary>A policy's faults beside the fields of the form.</summary>
internal static class PolicyFaults
{
    private const int Told = 3;

    /// <summary>All of them, several of one field in one text; what the form found itself goes before.</summary>
    public static void Add(IReadOnlyList<PolicyFault> found, FormFaults faults)
    {
        foreach (var field in found.GroupBy(fault => fault.Field, StringComparer.Ordinal))
        {
            var messages = field.Select(fault => fault.Message).ToList();
            var more = messages.Count - Told;
            faults.Add(field.Key, string.Join(' ', messages.Take(Told)) + (more > 0 ? $" And {more} more." : ""));
        }
    }
}
