using System.Runtime.InteropServices;

namespace TenantConsole.Core.Routing.Signals;

/// <summary>
/// All that the rules know of a question, as numbers. Signals read them from the text once; scoring uses nothing else, so that "what if" is asked by changing a
/// number
/// and scoring again.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct QuestionFacts
{
    /// <summary>See <see cref="TextLength"/>.</summary>
    public int Length { get; init; }

    public KeywordTally Keywords { get; init; }

    /// <summary>Question marks that end a question.</summary>
    public int Questions { get; init; }

    public int Turns { get; init; }

    /// <summary>The lean of the asker's job role, 0 for none.</summary>
    public double Lean { get; init; }

    /// <summary>See <see cref="TechnicalSignal"/>.</summary>
    public double Technical { get; init; }

    /// <summary>See <see cref="ImpactSignal"/>.</summary>
    public double Impact { get; init; }

    /// <summary>What the organization's own outcomes say of where the question comes from, in points of gain.</summary>
    public double OriginGain { get; init; }
}
