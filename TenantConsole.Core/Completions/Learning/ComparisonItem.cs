using TenantConsole.Core.Common;
using TenantConsole.Core.Usage;

namespace TenantConsole.Core.Completions.Learning;

/// <summary>One comparison of two models' answers, as a person is shown it.</summary>
/// <param name="AnsweredBy">The model whose answer the person got.</param>
/// <param name="Question">Its beginning; null where it is not kept, or not for the reader's eyes.</param>
/// <param name="CostPicoUsd">Null where the reader may not see costs.</param>
/// <param name="Note">Why it came to nothing.</param>
public sealed record ComparisonItem(
    ShadowComparisonId Id,
    DateTime AskedUtc,
    UsageRecordId UsageRecordId,
    ConversationId? ConversationId,
    string AnsweredBy,
    string? OtherModelId,
    ShadowState State,
    double? SmallScore,
    double? LargeScore,
    long? CostPicoUsd,
    string? Question,
    string? Note);
