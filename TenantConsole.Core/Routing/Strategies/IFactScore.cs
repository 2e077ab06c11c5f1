using TenantConsole.Core.Routing.Signals;

namespace TenantConsole.Core.Routing.Strategies;

/// <summary>A strategy's arithmetic for one question: the score that it would have if its facts were others.</summary>
internal interface IFactScore
{
    double Of(in QuestionFacts facts);

    /// <summary>Whether the score knows the text by its facts alone, so that a change of length can be told from them.</summary>
    bool KnowsLength { get; }

    /// <summary>How far a score may be off after words are added or taken away, because the words themselves count too.</summary>
    double WordMargin { get; }
}
