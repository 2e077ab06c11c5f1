using TenantConsole.Core.Common;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Documents;

/// <summary>Something further down that may refer to a document, as an agent does that has it as context. A document in use is not deleted; the person is told by what.</summary>
public interface IDocumentUse
{
    /// <summary>Those that use the document, by name, as in <c>the agent Incident desk</c>; at most a few. Empty: none.</summary>
    /// <param name="db">A context of the organization.</param>
    Task<IReadOnlyList<string>> UsersOfAsync(ConsoleDbContext db, DocumentId documentId, CancellationToken cancellationToken);
}
