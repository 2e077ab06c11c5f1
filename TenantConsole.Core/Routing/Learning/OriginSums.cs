using System.Runtime.InteropServices;

namespace TenantConsole.Core.Routing.Learning;

/// <summary>The outcomes of one origin.</summary>
/// <param name="Residuals">Added up.</param>
/// <param name="Last">Which outcome of all was its last one, from 1.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct OriginSums(int Outcomes, double Residuals, int Last);
