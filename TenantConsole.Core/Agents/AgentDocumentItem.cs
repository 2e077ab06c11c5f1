using TenantConsole.Core.Common;
using TenantConsole.Core.Documents;

namespace TenantConsole.Core.Agents;

/// <summary>A document of an agent's context.</summary>
/// <param name="TextLength">Characters of its text that are kept; an agent is told their beginning where all documents together have more than fits.</param>
public sealed record AgentDocumentItem(DocumentId Id, string Name, TextStatus TextStatus, int TextLength);
