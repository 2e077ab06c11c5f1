using TenantConsole.Core.Common;
using TenantConsole.Core.Routing;
using TenantConsole.Core.Usage;

namespace TenantConsole.Core.Completions;

/// <summary>A question to be answered for an organization.</summary>
/// <param name="RequestId">Names the call in the ledger, in the audit log and to the provider.</param>
/// <param name="Messages">The conversation; the last one is the question.</param>
/// <param name="JobRole">The asker's job role by key; null: none.</param>
/// <param name="ForcedModelId">A model that the caller insists on; null: the router decides.</param>
/// <param name="MaxOutputTokens">The longest answer wanted; null: <see cref="DefaultMaxOutputTokens"/>. It bounds what is reserved.</param>
/// <param name="AgentId">The agent that is asked; null: none. <see cref="AgentCompletions"/> makes such requests.</param>
/// <param name="ConversationId">The conversation that the question belongs to; null: none is kept.</param>
/// <param name="Trial">A policy to be tried on it, for who may <see cref="Security.Permission.EditRouting"/>; null: the one in force.</param>
public sealed record CompletionRequest(
    OrganizationId OrganizationId,
    string RequestId,
    CompletionSource Source,
    IReadOnlyList<ChatMessage> Messages,
    string? JobRole = null,
    string? ForcedModelId = null,
    int? MaxOutputTokens = null,
    AgentId? AgentId = null,
    ConversationId? ConversationId = null,
    PolicyTrial? Trial = null)
{
    public const int DefaultMaxOutputTokens = 4_096;

    public const int MaxPromptCharacters = 1_000_000;

    /// <summary>The question: the last message.</summary>
    public string Prompt => Messages[^1].Content;

    /// <summary>About how many tokens come before the question.</summary>
    public int ContextTokens => Messages.Take(Messages.Count - 1).Sum(message => message.Content.Length / 4);

    /// <summary>Questions of this conversation, this one included.</summary>
    public int ConversationTurns => Messages.Count(message => message.Role == "user");
}
