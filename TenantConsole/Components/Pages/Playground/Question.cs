using TenantConsole.Core.Common;
using TenantConsole.Core.Security;

namespace TenantConsole.Components.Pages.Playground;

/// <summary>What is asked, by whom, where and as what.</summary>
/// <param name="RerunOfTurn">The question of the conversation that it asks once more, to compare; null: it is a new one.</param>
public sealed record Question(Actor Actor, OrganizationId OrganizationId, string Text, string? JobRole, string? ForcedModelId, int? RerunOfTurn = null);
