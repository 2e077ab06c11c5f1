using TenantConsole.Core.Common;
using TenantConsole.Core.Completions;

namespace TenantConsole.Core.Conversations;

/// <summary>Keeps the ending of a call as a turn of its conversation.</summary>
internal sealed class TurnKeeper(ConversationWriter writer, NewQuestion question, int turn, int retentionDays) : IAnswerKeeper
{
    public Task AddAnswerAsync(string answer, CompletionReceipt receipt, CancellationToken cancellationToken) =>
        writer.AddAnswerAsync(question, turn, answer, receipt, retentionDays, cancellationToken);

    public Task CloseAsync(QuestionState state, string notice, UsageRecordId? usageRecordId, CancellationToken cancellationToken) =>
        writer.CloseAsync(question, turn, state, notice, usageRecordId, cancellationToken);
}
