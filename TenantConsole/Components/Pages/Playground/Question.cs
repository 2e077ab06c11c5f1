using TenantConsole.Core.Common;
using TenantConsole.Core.Security;

namespace TenantConsole.Components.Pages.Playground;

/// <summary>What is asked, by whom, where and as what.</summary>
public sealed record Question(Actor Actor, OrganizationId OrganizationId, string Text, string? JobRole, string? ForcedModelId);
