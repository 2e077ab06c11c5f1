using Microsoft.Extensions.DependencyInjection;

namespace TenantConsole.Core.Conversations;

public static class ConversationsRegistration
{
    /// <summary>Conversations and the verdicts on their answers. Needs the database, access control, the audit log, the catalogue and completions.</summary>
    public static IServiceCollection AddConversations(this IServiceCollection services) => services
        .AddSingleton<ConversationService>()
        .AddSingleton<ConversationDirectory>()
        .AddSingleton<ConversationReader>()
        .AddSingleton<ConversationExport>()
        .AddSingleton<AnswerFeedbackService>();
}
