using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Common;
using TenantConsole.Core.Completions;
using TenantConsole.Core.Completions.Providers;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Conversations;

/// <summary>What was said before, for the model: the latest turns that fit, in the order in which they were said. The oldest drop out first, and with them what has expired.</summary>
/// <param name="LeftOutTurns">Answered questions that are not among the messages.</param>
internal sealed record ConversationHistory(IReadOnlyList<ChatMessage> Messages, int LeftOutTurns)
{
    private const int BatchTurns = 20;

    /// <param name="before">The turn that is asked: what was said before it; a question that was asked once more to compare is no part of it.</param>
    /// <param name="tokens">The most that the messages may have; 0 or less: none fit.</param>
    public static async Task<ConversationHistory> LoadAsync(ConsoleDbContext db, ConversationId conversationId, DateTime nowUtc, int before, long tokens, CancellationToken cancellationToken)
    {
        var turns = new Stack<(string Question, string Answer)>();
        var answered = await Questions(db, conversationId).CountAsync(question => question.Turn < before, cancellationToken);
        while (await BatchAsync(db, conversationId, nowUtc, before, cancellationToken) is { Count: > 0 } batch)
        {
            foreach (var (turn, question, answer) in batch)
            {
                if (question is null || answer is null)
                {
                    return Of(turns, answered);
                }

                before = turn;
                tokens -= (2 * TokenCounter.PerMessage) + TokenCounter.Count(question) + TokenCounter.Count(answer);
                if (tokens < 0)
                {
                    return Of(turns, answered);
                }

                turns.Push((question, answer));
            }
        }

        return Of(turns, answered);
    }

    private static ConversationHistory Of(Stack<(string Question, string Answer)> turns, int answered) =>
        new([.. turns.SelectMany(turn => new ChatMessage[] { new("user", turn.Question), new("assistant", turn.Answer) })], answered - turns.Count);

    private static IQueryable<ConversationMessage> Questions(ConsoleDbContext db, ConversationId conversationId) => db.Set<ConversationMessage>()
        .Where(message => message.ConversationId == conversationId && message.Role == MessageRole.Question && message.State == QuestionState.Answered && message.RerunOfTurn == null);

    private static async Task<List<(int Turn, string? Question, string? Answer)>> BatchAsync(
        ConsoleDbContext db, ConversationId conversationId, DateTime nowUtc, int before, CancellationToken cancellationToken)
    {
        var rows = await (
            from question in Questions(db, conversationId)
            join answer in db.Set<ConversationMessage>() on new { question.ConversationId, question.Turn, Role = MessageRole.Answer } equals new { answer.ConversationId, answer.Turn, answer.Role }
            where question.Turn < before
            orderby question.Turn descending
            select new { question.Turn, Question = question.ExpiresUtc > nowUtc ? question.Text : null, Answer = answer.ExpiresUtc > nowUtc ? answer.Text : null })
            .Take(BatchTurns).ToListAsync(cancellationToken);
        return [.. rows.Select(row => (row.Turn, row.Question, row.Answer))];
    }
}
