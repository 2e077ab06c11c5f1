using System.Runtime.InteropServices;

namespace TenantConsole.Core.Routing.Signals;

/// <summary>A kind of technical content in a text, and where it is seen first.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TechnicalFinding(TechnicalKind Kind, int Start, int Length);

internal enum TechnicalKind
{
    Code,
    StackTrace,
    Log,
    Configuration,
    DestructiveCommand,
    Formula,
    CodeRequest,
    Vocabulary,
}
