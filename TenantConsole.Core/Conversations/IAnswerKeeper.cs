using TenantConsole.Core.Common;
using TenantConsole.Core.Completions;

namespace TenantConsole.Core.Conversations;

/// <summary>Where the ending of one call is kept to be read again: as a turn of a conversation, or as a column of a comparison.</summary>
internal interface IAnswerKeeper
{
    Task AddAnswerAsync(string answer, CompletionReceipt receipt, CancellationToken cancellationToken);

    /// <summary>Says why there is no answer.</summary>
    /// <param name="usageRecordId">The call, where it got as far as a receipt.</param>
    Task CloseAsync(QuestionState state, string notice, UsageRecordId? usageRecordId, CancellationToken cancellationToken);
}
