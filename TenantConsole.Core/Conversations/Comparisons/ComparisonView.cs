using TenantConsole.Core.Common;

namespace TenantConsole.Core.Conversations.Comparisons;

/// <summary>A comparison that is kept, with its answers from the left.</summary>
/// <param name="Question">Null: the text has expired.</param>
/// <param name="CreatedByName">Null where no person asked.</param>
/// <param name="MayChange">The reader may share and delete it.</param>
public sealed record ComparisonView(
    ComparisonId Id,
    string? Question,
    string? JobRole,
    UserId? CreatedBy,
    string? CreatedByName,
    DateTime CreatedUtc,
    bool IsShared,
    bool MayChange,
    IReadOnlyList<ComparedAnswer> Answers);

/// <summary>One column, its call as a conversation would show it.</summary>
public sealed record ComparedAnswer(ComparisonColumn Column, ConversationTurn Turn);

/// <summary>A comparison in a list.</summary>
/// <param name="Title">The beginning of its question.</param>
/// <param name="Columns">Who was asked, from the left.</param>
public sealed record ComparisonListItem(ComparisonId Id, string Title, string? CreatedByName, DateTime CreatedUtc, bool IsShared, IReadOnlyList<ComparisonColumn> Columns);

/// <summary>One page of comparisons, the latest first.</summary>
/// <param name="Next">Where the next page begins; null: this is the last one.</param>
public sealed record ComparisonListPage(IReadOnlyList<ComparisonListItem> Items, ConversationCursor? Next);
