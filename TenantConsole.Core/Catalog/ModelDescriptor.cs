namespace TenantConsole.Core.Catalog;

/// <summary>One model of the catalogue. Models are data: a new one needs no release.</summary>
/// <param name="Id">The provider's name of it, as sent on the wire.</param>
/// <param name="Provider">Who serves it, such as <c>openai</c>.</param>
/// <param name="ContextWindowTokens">Input and output together.</param>
/// <param name="MaxOutputTokens">Null: the provider states none, the context window bounds it.</param>
/// <param name="ShutdownUtc">From this moment on the provider no longer answers. Null: no date is known.</param>
/// <param name="SuccessorId">The model that stands in from <paramref name="ShutdownUtc"/> on.</param>
/// <param name="Prices">In any order.</param>
public sealed record ModelDescriptor(
    string Id,
    string Provider,
    ModelClass Class,
    int ContextWindowTokens,
    int? MaxOutputTokens,
    DateTime? ShutdownUtc,
    string? SuccessorId,
    IReadOnlyList<ModelPrice> Prices)
{
    /// <summary>It gives the log-probabilities of an answer's tokens where it is asked for them, which the judge of small models' answers reads.</summary>
    public bool GivesLogProbabilities { get; init; }

    /// <summary>The most tokens one answer can have.</summary>
    public int OutputTokenBound => Math.Min(MaxOutputTokens ?? ContextWindowTokens, ContextWindowTokens);

    /// <summary>The provider no longer answers at this moment.</summary>
    public bool IsShutDownAt(DateTime nowUtc) => ShutdownUtc <= nowUtc;

    /// <summary>The price in force at a moment, or null where none is known: a call is then refused, never billed as zero.</summary>
    public ModelPrice? PriceAt(DateTime nowUtc)
    {
        ModelPrice? latest = null;
        foreach (var price in Prices)
        {
            if (price.FromUtc <= nowUtc && (latest is null || price.FromUtc > latest.FromUtc))
                latest = price;
        }

        return latest;
    }
}
