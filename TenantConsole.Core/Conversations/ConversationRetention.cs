using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Common;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Conversations;

/// <summary>Takes away texts of conversations whose time is over: of questions, of answers, and of titles that are the beginning of a question. That something was said stays.</summary>
internal static class ConversationRetention
{
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
