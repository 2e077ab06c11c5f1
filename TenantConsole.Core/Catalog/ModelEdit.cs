namespace TenantConsole.Core.Catalog;

/// <summary>What can be set of a model besides its prices.</summary>
public sealed record ModelEdit
{
    public required string Provider { get; init; }

    public required ModelClass Class { get; init; }

    public required int ContextWindowTokens { get; init; }

    /// <summary>Null: the provider states none.</summary>
    public int? MaxOutputTokens { get; init; }

    public DateTime? ShutdownUtc { get; init; }

    public string? SuccessorId { get; init; }

    /// <summary>It gives the log-probabilities of an answer's tokens.</summary>
    public bool GivesLogProbabilities { get; init; }

    public static ModelEdit Of(ModelDescriptor model) => new()
    {
        Provider = model.Provider,
        Class = model.Class,
        ContextWindowTokens = model.ContextWindowTokens,
        MaxOutputTokens = model.MaxOutputTokens,
        ShutdownUtc = model.ShutdownUtc,
        SuccessorId = model.SuccessorId,
        GivesLogProbabilities = model.GivesLogProbabilities,
    };
}
