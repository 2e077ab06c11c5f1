namespace TenantConsole.Core.Transfer;

/// <summary>One run of the retention over all organizations.</summary>
/// <param name="Texts">Questions with their answers, and messages of conversations, that were deleted.</param>
public sealed record RetentionRun(DateTime FinishedUtc, int Organizations, long Texts);
