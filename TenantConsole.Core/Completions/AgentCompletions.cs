using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Agents;
using TenantConsole.Core.Common;
using TenantConsole.Core.Roles;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Usage;

namespace TenantConsole.Core.Completions;

/// <summary>
/// Makes an agent's questions ready for <see cref="CompletionService"/>: what the agent is told comes first, with its documents, its job role goes to the router, and an agent that uses no router is answered by
/// its own model, or by what stands in for it after its shutdown.
/// </summary>
public sealed class AgentCompletions(ConsoleDatabase database, IAccessControl access)
{
    /// <summary>The request that asks the agent the last of these messages. Nothing is asked yet.</summary>
    /// <param name="requestId">Names the call in the ledger, in the audit log and to the provider.</param>
    /// <param name="messages">The conversation so far, people's and the agent's messages in turn; the last one is the question.</param>
    /// <param name="conversationId">The conversation that it belongs to; null: none is kept.</param>
    /// <param name="maxOutputTokens">The longest answer wanted; null: the usual.</param>
    /// <exception cref="AccessDeniedException">The actor may not ask for this organization, or it has no such agent.</exception>
    /// <exception cref="InvalidInputException">The agent is switched off.</exception>
    public async Task<CompletionRequest> RequestAsync(
        Actor actor,
        OrganizationId organizationId,
        AgentId agentId,
        string requestId,
        IReadOnlyList<ChatMessage> messages,
        ConversationId? conversationId,
        int? maxOutputTokens,
        CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.UseCompletions, organizationId, cancellationToken);
        await using var db = database.OpenTenant(organizationId);
        var agent = await AgentDirectory.Live(db).AsNoTracking().FirstOrDefaultAsync(candidate => candidate.Id == agentId, cancellationToken) ?? throw new AccessDeniedException();
        if (!agent.IsEnabled)
        {
            throw new InvalidInputException($"{agent.Name} is switched off and answers nobody. Switch it on, or ask another agent.", "agent");
        }

        var role = agent.RoleId is { } roleId
            ? await db.Set<JobRole>().Where(candidate => candidate.Id == roleId).Select(candidate => candidate.Key).SingleOrDefaultAsync(cancellationToken)
            : null;
        return new(
            organizationId,
            requestId,
            CompletionSource.Agent,
            [AgentPrompt.Of(agent, await AgentContext.ReadAsync(db, agentId, cancellationToken)), .. messages],
            role,
            agent.UsesRouter ? null : agent.ModelId,
            maxOutputTokens,
            agentId,
            conversationId);
    }
}
