using TenantConsole.Core.Catalog;
using TenantConsole.Core.Routing;

namespace TenantConsole.Core.Lab;

/// <summary>A flip in the list of them.</summary>
/// <param name="Number">The question's number in the run.</param>
/// <param name="Text">The beginning of the question; null where it is gone or not for the reader.</param>
public sealed record LabFlipItem(
    int Number,
    string? Label,
    string? Text,
    FlipKind Kind,
    Complexity ComplexityBefore,
    Complexity ComplexityAfter,
    string ModelBefore,
    ModelClass ClassBefore,
    string ModelAfter,
    ModelClass ClassAfter,
    long? CostBeforePicoUsd,
    long? CostAfterPicoUsd,
    string Reason);

/// <summary>Which flips are wanted; null: all.</summary>
/// <param name="Complexity">Of the question under the policy before.</param>
public sealed record FlipFilter(FlipKind? Kind = null, Complexity? Complexity = null);

/// <summary>A page of flips, in the order of their questions.</summary>
public sealed record FlipPage(IReadOnlyList<LabFlipItem> Items, bool HasEarlier, bool HasLater);

/// <summary>Where a page of flips begins or ends: after a question's number, or before it.</summary>
public sealed record FlipCursor(int Number, bool IsBackwards = false);

/// <summary>A flip with both decisions, made again from what they were made from.</summary>
/// <param name="Question">Null where the text is gone or not for the reader; then there are no decisions either.</param>
/// <param name="IsAsItWas">Both decisions choose the models that the run found: catalogue and trained estimate are what they were.</param>
public sealed record LabFlipDetail(LabFlipItem Flip, ReplayQuestion? Question, ReplaySide? Before, ReplaySide? After, bool IsAsItWas);
