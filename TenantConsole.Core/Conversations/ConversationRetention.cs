using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Common;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Conversations;

/// <summary>Takes away texts of conversations whose time is over: of questions, of answers, and of titles that are the beginning of a question. That something was said stays.</summary>
internal static class ConversationRetention
{
    /// <summary>
    /// Lets the time of texts be over that were written before a moment, whatever was said when they were: for an organization that keeps less by now. They are looked for without a
    /// lock, and a batch of them at a time is marked; <see cref="DeleteExpiredAsync"/> takes them.
    /// </summary>
    /// <param name="db">A context of one organization, without a transaction.</param>
    public static async Task HastenAsync(ConsoleDbContext db, DateTime keptFromUtc, DateTime nowUtc, int batch, CancellationToken cancellationToken)
    {
        List<MessageId> messages;
        do
        {
            messages = await db.Set<ConversationMessage>().Where(message => message.ExpiresUtc > nowUtc && message.WrittenUtc <= keptFromUtc).Take(batch)
                .Select(message => message.Id).ToListAsync(cancellationToken);
            if (messages.Count > 0)
            {
                await db.Set<ConversationMessage>().Where(message => messages.Contains(message.Id))
                    .ExecuteUpdateAsync(set => set.SetProperty(message => message.ExpiresUtc, nowUtc), cancellationToken);
            }
        }
        while (messages.Count == batch);

        List<ConversationId> titles;
        do
        {
            titles = await db.Set<Conversation>().Where(conversation => conversation.TitleExpiresUtc > nowUtc && conversation.CreatedUtc <= keptFromUtc).Take(batch)
                .Select(conversation => conversation.Id).ToListAsync(cancellationToken);
            if (titles.Count > 0)
            {
                await db.Set<Conversation>().Where(conversation => titles.Contains(conversation.Id))
                    .ExecuteUpdateAsync(set => set.SetProperty(conversation => conversation.TitleExpiresUtc, nowUtc), cancellationToken);
            }
        }
        while (titles.Count == batch);
    }

    /// <summary>Deletes at most a batch of texts and of titles; returns how many. Fewer than the batch: nothing more has expired.</summary>
    /// <param name="db">A context of one organization, or of the system for all.</param>
    public static async Task<int> DeleteExpiredAsync(ConsoleDbContext db, DateTime nowUtc, int batch, CancellationToken cancellationToken)
    {
        var messages = await db.Set<ConversationMessage>()
            .Where(message => message.ExpiresUtc <= nowUtc)
            .OrderBy(message => message.ExpiresUtc)
            .Take(batch)
            .ExecuteUpdateAsync(set => set.SetProperty(message => message.Text, (string?)null).SetProperty(message => message.ExpiresUtc, (DateTime?)null), cancellationToken);
        var untitled = Conversation.Untitled;
        var folded = SearchText.Fold(untitled);
        var titles = await db.Set<Conversation>()
            .Where(conversation => conversation.TitleExpiresUtc <= nowUtc)
            .OrderBy(conversation => conversation.TitleExpiresUtc)
            .Take(batch)
            .ExecuteUpdateAsync(
                set => set.SetProperty(row => row.Title, untitled).SetProperty(row => row.SearchTitle, folded).SetProperty(row => row.TitleExpiresUtc, (DateTime?)null), cancellationToken);
        return messages + titles;
    }
}
