using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Common;
using TenantConsole.Core.Documents;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Agents;

/// <summary>Tells which agents have a document as context.</summary>
internal sealed class AgentDocumentUse : IDocumentUse
{
    private const int Named = 5;

    public async Task<IReadOnlyList<string>> UsersOfAsync(ConsoleDbContext db, DocumentId documentId, CancellationToken cancellationToken)
    {
        var names = await (from link in db.Set<AgentDocument>()
                           where link.DocumentId == documentId
                           join agent in db.Set<Agent>() on link.AgentId equals agent.Id
                           orderby agent.SearchName
                           select agent.Name).Take(Named).ToListAsync(cancellationToken);
        return [.. names.Select(name => $"the agent {name}")];
    }
}
