using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using TenantConsole.Core.Agents;
using TenantConsole.Core.Audit;
using TenantConsole.Core.Catalog;
using TenantConsole.Core.Common;
using TenantConsole.Core.Completions;
using TenantConsole.Core.Completions.Providers;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Usage;

namespace TenantConsole.Core.Conversations;

/// <summary>
/// Begins conversations, goes on with them, and takes them away:
/// <code>
/// may the actor? ─ what was said before, as far as it fits ─ keep the question ─ the road of a question (<see cref="CompletionService"/>) ─ keep the answer ─ tell
/// </code>
/// Who may do what is told in one place, <see cref="ConversationAccess"/>. One that the actor may not know of and one that does not exist are refused in the same words.
/// </summary>
public sealed class ConversationService(
    ConsoleDatabase database,
    IAccessControl access,
    AuditLog audit,
    CatalogService catalog,
    CompletionService completions,
    AgentCompletions agents,
    TimeProvider time,
    ILogger<ConversationService> logger)
{
    private readonly ConversationWriter _writer = new(database, time);

    /// <summary>Begins a conversation; nothing is asked yet. Needs <see cref="Permission.UseCompletions"/>.</summary>
    /// <exception cref="InvalidInputException">The title will not do, or there is no such agent.</exception>
    public async Task<ConversationId> StartAsync(Actor actor, NewConversation wanted, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.UseCompletions, wanted.OrganizationId, cancellationToken);
        var now = time.GetUtcNow().UtcDateTime;
        var conversation = new Conversation
        {
            OrganizationId = wanted.OrganizationId,
            Id = TypedId.New<ConversationId>(time),
            Source = wanted.Source,
            AgentId = wanted.AgentId,
            TicketId = wanted.TicketId,
            CreatedBy = (actor as Actor.Person)?.UserId,
            Title = wanted.Title is null ? Conversation.Untitled : ConversationTitle.Valid(wanted.Title),
            CreatedUtc = now,
            LastMessageUtc = now,
        };
        await using var db = database.OpenTenant(wanted.OrganizationId);
        await RequireAgentAsync(db, wanted, cancellationToken);
        db.Add(conversation);
        await db.SaveChangesAsync(cancellationToken);
        return conversation.Id;
    }

    /// <summary>
    /// Asks in a conversation, with as much of it as fits into the model's context. The events begin with <see cref="ConversationEvent.Asked"/>; then the call tells its course and ends as
    /// <see cref="CompletionService.CompleteAsync"/> says, each ending kept in the conversation by the time it is told. Cancelling stops the model; what came is kept and billed.
    /// </summary>
    /// <exception cref="AccessDeniedException">There is no such conversation, or the actor may not ask in it.</exception>
    /// <exception cref="InvalidInputException">The question is empty or too long, the model asked for is not to be had, or no job role can have that key.</exception>
    public async IAsyncEnumerable<ConversationEvent> AskAsync(Actor actor, NewQuestion question, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var asking = await PrepareAsync(actor, question, cancellationToken);
        var turn = await _writer.AddQuestionAsync(actor, question, asking.LeftOutTurns, asking.RetentionDays, cancellationToken);

        var keeper = new TurnKeeper(_writer, question, turn, asking.RetentionDays);
        var run = new ConversationRun(actor, asking.Request, asking.TimeZone, completions, keeper, database, logger);
        await foreach (var change in run.RunAsync(new ConversationEvent.Asked(turn, asking.LeftOutTurns), cancellationToken))
        {
            yield return change;
        }
    }

    /// <summary>Gives a conversation a title that a person chose; it does not expire. For its author, owners and administrators.</summary>
    /// <exception cref="InvalidInputException">The title is empty or too long.</exception>
    public async Task RenameAsync(Actor actor, OrganizationId organizationId, ConversationId conversationId, string title, CancellationToken cancellationToken)
    {
        await using var db = database.OpenTenant(organizationId);
        var conversation = await FindToChangeAsync(db, actor, organizationId, conversationId, cancellationToken);
        (conversation.Title, conversation.TitleExpiresUtc) = (ConversationTitle.Valid(title), null);
        await audit.SaveAsync(db, actor, organizationId, new("conversation.renamed", $"conversation:{conversationId}"), cancellationToken);
    }

    /// <summary>
    /// Deletes a conversation and its texts for good. Its calls stay in the ledger, with what the ledger keeps of them until its own retention ends, and so do verdicts on its answers.
    /// For its author, owners and administrators.
    /// </summary>
    public async Task DeleteAsync(Actor actor, OrganizationId organizationId, ConversationId conversationId, CancellationToken cancellationToken)
    {
        await using var db = database.OpenTenant(organizationId);
        var conversation = await FindToChangeAsync(db, actor, organizationId, conversationId, cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // Whoever writes into it locks the conversation first, and so does this: a question that is asked at this moment is deleted with it or finds it gone.
        await db.Set<Conversation>().Where(row => row.Id == conversationId).ExecuteUpdateAsync(set => set.SetProperty(row => row.LastTurn, row => row.LastTurn), cancellationToken);
        var messages = await db.Set<ConversationMessage>().Where(message => message.ConversationId == conversationId).ExecuteDeleteAsync(cancellationToken);
        await db.Set<Conversation>().Where(row => row.Id == conversationId).ExecuteDeleteAsync(cancellationToken);
        var details = new Dictionary<string, object?>(StringComparer.Ordinal) { ["source"] = conversation.Source.ToString(), ["messages"] = messages };
        db.ChangeTracker.Clear();
        await audit.SaveAsync(db, actor, organizationId, new("conversation.deleted", $"conversation:{conversationId}", details), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private async Task<Conversation> FindToChangeAsync(ConsoleDbContext db, Actor actor, OrganizationId organizationId, ConversationId conversationId, CancellationToken cancellationToken)
    {
        var standing = await ConversationAccess.OfAsync(access, actor, organizationId, cancellationToken);
        return await standing.Visible(db.Set<Conversation>()).SingleOrDefaultAsync(conversation => conversation.Id == conversationId, cancellationToken) is { } conversation
            && standing.MayChange(conversation)
                ? conversation
                : throw new AccessDeniedException();
    }

    private async Task<Asking> PrepareAsync(Actor actor, NewQuestion question, CancellationToken cancellationToken)
    {
        var standing = await ConversationAccess.OfAsync(access, actor, question.OrganizationId, cancellationToken);
        await using var db = database.OpenTenant(question.OrganizationId);
        var conversation = await standing.Visible(db.Set<Conversation>()).AsNoTracking().SingleOrDefaultAsync(row => row.Id == question.ConversationId, cancellationToken);
        if (conversation is null || !standing.MayAsk(conversation))
        {
            throw new AccessDeniedException();
        }

        if (string.IsNullOrWhiteSpace(question.Text))
        {
            throw new InvalidInputException("There is no question. Write one first.", "prompt");
        }

        CompletionService.RequireJobRole(question.JobRole);
        await RequireRerunAsync(db, question, cancellationToken);
        var turn = question.RerunOfTurn ?? conversation.LastTurn + 1;
        var request = await RequestAsync(actor, conversation, question, cancellationToken);
        var decision = await completions.PreviewAsync(
            actor, question.OrganizationId, question.Text, request.JobRole, request.AgentId, request.ForcedModelId, turn, cancellationToken);
        var model = (await catalog.CurrentAsync(cancellationToken)).Find(decision.ModelId)!;
        var taken = TokenCounter.Count(request.Messages) + CompletionRequest.DefaultMaxOutputTokens;
        var history = await ConversationHistory.LoadAsync(db, question.ConversationId, time.GetUtcNow().UtcDateTime, turn, model.ContextWindowTokens - taken, cancellationToken);
        var organization = await db.Set<Organization>().AsNoTracking().SingleAsync(cancellationToken);
        request = request with { Messages = [.. request.Messages.SkipLast(1), .. history.Messages, request.Messages[^1]] };
        return new(request, history.LeftOutTurns, organization.Features.DataRetentionDays, organization.TimeZone);
    }

    /// <summary>What is asked once more must be what was asked.</summary>
    private static async Task RequireRerunAsync(ConsoleDbContext db, NewQuestion question, CancellationToken cancellationToken)
    {
        var (id, rerunOf) = (question.ConversationId, question.RerunOfTurn);
        if (rerunOf is null)
        {
            return;
        }

        var first = await db.Set<ConversationMessage>().AsNoTracking()
            .SingleOrDefaultAsync(message => message.ConversationId == id && message.Turn == rerunOf && message.Role == MessageRole.Question && message.RerunOfTurn == null, cancellationToken);
        if (first is null || (first.Text is { } text && text != question.Text))
        {
            throw new InvalidInputException("That question is not in this conversation any more. Ask it as a new one.", "prompt");
        }
    }

    /// <summary>The question alone, with what the agent is told before it; a model that the asker insists on goes before the agent's own.</summary>
    private async Task<CompletionRequest> RequestAsync(Actor actor, Conversation conversation, NewQuestion question, CancellationToken cancellationToken)
    {
        ChatMessage[] messages = [new("user", question.Text)];
        if (conversation.AgentId is not { } agentId)
        {
            return new(
                question.OrganizationId, question.RequestId, CompletionSource.Playground, messages, question.JobRole, question.ForcedModelId, ConversationId: question.ConversationId);
        }

        var request = await agents.RequestAsync(actor, question.OrganizationId, agentId, question.RequestId, messages, question.ConversationId, maxOutputTokens: null, cancellationToken);
        return request with { ForcedModelId = question.ForcedModelId ?? request.ForcedModelId };
    }

    private static async Task RequireAgentAsync(ConsoleDbContext db, NewConversation wanted, CancellationToken cancellationToken)
    {
        if (wanted.AgentId is null ? wanted.Source != ConversationSource.Playground
            : wanted.Source == ConversationSource.Playground || !await AgentDirectory.Live(db).AnyAsync(agent => agent.Id == wanted.AgentId, cancellationToken))
        {
            throw new InvalidInputException("Choose an agent of this organization to ask.", "agent");
        }
    }

    private sealed record Asking(CompletionRequest Request, int LeftOutTurns, int RetentionDays, string TimeZone);
}
