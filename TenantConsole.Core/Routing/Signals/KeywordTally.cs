using System.Runtime.InteropServices;

namespace TenantConsole.Core.Routing.Signals;

/// <summary>How many different keywords of each list a text has. Telling ones and everyday ones (<see cref="KeywordLists.Everyday"/>) are counted
/// apart.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct KeywordTally
{
    /// <summary>Requests for a fact: status, who is.</summary>
    public int SimpleTelling { get; init; }

    /// <summary>The share of the text's letters, 0..1, that greetings, thanks and one-word answers make up.</summary>
    public double SimpleEverydayShare { get; init; }

    public int ModerateTelling { get; init; }

    public int ModerateEveryday { get; init; }

    public int ComplexTelling { get; init; }

    public int ComplexEveryday { get; init; }

    public int CriticalTelling { get; init; }

    public int CriticalEveryday { get; init; }

    /// <summary>The same with one keyword more or fewer.</summary>
    public KeywordTally Plus(Complexity list, bool everyday, int change) => (list, everyday) switch
    {
        (Complexity.Simple, false) => this with { SimpleTelling = SimpleTelling + change },
        (Complexity.Moderate, false) => this with { ModerateTelling = ModerateTelling + change },
        (Complexity.Moderate, true) => this with { ModerateEveryday = ModerateEveryday + change },
        (Complexity.Complex, false) => this with { ComplexTelling = ComplexTelling + change },
        (Complexity.Complex, true) => this with { ComplexEveryday = ComplexEveryday + change },
        (Complexity.Critical, false) => this with { CriticalTelling = CriticalTelling + change },
        (Complexity.Critical, true) => this with { CriticalEveryday = CriticalEveryday + change },
        _ => this,
    };
}
