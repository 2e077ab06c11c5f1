namespace TenantConsole.Tests.Isolation.Probes;

/// <summary>One way to reach for another organization's rows.</summary>
/// <param name="ReachAsync">Tries, and returns how many rows that are not the actor's it saw or hit. Being refused is an exception.</param>
internal sealed record Probe<TRow>(string Name, Func<ProbeCase<TRow>, Task<long>> ReachAsync)
    where TRow : class
{
    /// <summary>What it proves is proven in memory, so it says nothing where the guards are off.</summary>
    public bool NeedsGuards { get; init; }

    /// <summary>The schema of every engine stops it, so it holds without any guard.</summary>
    public bool IsHeldBySchema { get; init; }

    /// <summary>It changes or deletes rows that are there: the triggers of append-only tables stop it.</summary>
    public bool ChangesRows { get; init; }

    /// <summary>It changes the rest of a row by its key: where there is no rest, there is nothing to change.</summary>
    public bool ChangesTheRest
    {
        get;
        init
        {
            field = value;
            ChangesRows |= value;
        }
    }

    /// <summary>It deletes rows: foreign keys stop it where there are children.</summary>
    public bool DeletesRows
    {
        get;
        init
        {
            field = value;
            ChangesRows |= value;
        }
    }
}
