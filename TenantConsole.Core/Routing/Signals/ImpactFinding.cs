using System.Runtime.InteropServices;

namespace TenantConsole.Core.Routing.Signals;

/// <summary>Where a kind of impact stands first.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ImpactFinding(ImpactKind Kind, int Start, int Length);
