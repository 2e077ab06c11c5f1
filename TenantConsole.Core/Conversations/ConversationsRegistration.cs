using Microsoft.Extensions.DependencyInjection;
using TenantConsole.Core.Completions.Learning;
using TenantConsole.Core.Conversations.Comparisons;
using TenantConsole.Core.Conversations.Prompts;

namespace TenantConsole.Core.Conversations;

public static class ConversationsRegistration
{
    /// <summary>Conversations, comparisons, saved prompts and the verdicts on answers. Needs the database, access control, the audit log, the catalogue and completions.</summary>
    public static IServiceCollection AddConversations(this IServiceCollection services) => services
        .AddSingleton<ConversationService>()
        .AddSingleton<ConversationDirectory>()
        .AddSingleton<ConversationReader>()
        .AddSingleton<ConversationExport>()
        .AddSingleton<AnswerFeedbackService>()
        .AddSingleton<CallReader>()
        .AddSingleton<ComparisonService>()
        .AddSingleton<ComparisonArchive>()
        .AddSingleton<IComparedCalls, ComparedCalls>()
        .AddSingleton<SavedPromptService>();
}
