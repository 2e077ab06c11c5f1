using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Audit;
using TenantConsole.Core.Common;
using TenantConsole.Core.Documents;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Agents;

/// <summary>The documents that agents have as context. A document that an agent has is not deleted.</summary>
public sealed class AgentDocumentService(ConsoleDatabase database, IAccessControl access, AuditLog audit)
{
    /// <summary>The most documents that one agent has.</summary>
    public const int MaxDocuments = 20;

    /// <summary>An agent's documents by name. Needs <see cref="Permission.ViewOrganization"/>; of an agent that is not there, none.</summary>
    public async Task<IReadOnlyList<AgentDocumentItem>> ListAsync(Actor actor, OrganizationId organizationId, AgentId agentId, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.ViewOrganization, organizationId, cancellationToken);
        await using var db = database.OpenTenant(organizationId);
        return await Of(db, agentId).OrderBy(document => document.SearchName).ThenBy(document => document.Id)
            .Select(document => new AgentDocumentItem(document.Id, document.Name, document.TextStatus, document.TextLength))
            .ToListAsync(cancellationToken);
    }

    /// <summary>Gives an agent exactly these documents. Needs <see cref="Permission.ManageAgents"/>. Where nothing is different nothing is written.</summary>
    /// <exception cref="AccessDeniedException">The actor may not, or there is no such agent.</exception>
    /// <exception cref="InvalidInputException">There are too many, or one is not the organization's.</exception>
    public async Task SetAsync(Actor actor, OrganizationId organizationId, AgentId agentId, IReadOnlyCollection<DocumentId> documents, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.ManageAgents, organizationId, cancellationToken);
        var wanted = documents.ToHashSet();
        if (wanted.Count > MaxDocuments)
        {
            throw new InvalidInputException($"An agent has at most {MaxDocuments} documents; {wanted.Count} were chosen.", "documents");
        }

        await using var db = database.OpenTenant(organizationId);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await OrganizationLock.TakeAsync(db, organizationId, cancellationToken);
        if (!await AgentDirectory.Live(db).AnyAsync(agent => agent.Id == agentId, cancellationToken))
        {
            throw new AccessDeniedException();
        }

        if (await db.Set<Document>().CountAsync(document => wanted.Contains(document.Id), cancellationToken) < wanted.Count)
        {
            throw new InvalidInputException("Choose documents of this organization. One of them is not there any more.", "documents");
        }

        var present = await db.Set<AgentDocument>().Where(link => link.AgentId == agentId).ToListAsync(cancellationToken);
        var removed = present.Where(link => !wanted.Contains(link.DocumentId)).ToList();
        var added = wanted.Except(present.Select(link => link.DocumentId)).ToList();
        if (removed.Count == 0 && added.Count == 0)
        {
            return;
        }

        db.RemoveRange(removed);
        db.AddRange(added.Select(document => new AgentDocument { OrganizationId = organizationId, AgentId = agentId, DocumentId = document }));
        await audit.SaveAsync(db, actor, organizationId, new("agent.documents_changed", $"agent:{agentId}", new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["added"] = added.Select(document => document.ToString()).ToList(),
            ["removed"] = removed.Select(link => link.DocumentId.ToString()).ToList(),
        }), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    internal static IQueryable<Document> Of(ConsoleDbContext db, AgentId agentId) =>
        from link in db.Set<AgentDocument>()
        where link.AgentId == agentId
        join document in db.Set<Document>() on link.DocumentId equals document.Id
        select document;
}
