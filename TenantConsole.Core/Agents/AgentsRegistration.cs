using Microsoft.Extensions.DependencyInjection;
using TenantConsole.Core.Documents;
using TenantConsole.Core.Quotas;
using TenantConsole.Core.Roles;

namespace TenantConsole.Core.Agents;

public static class AgentsRegistration
{
    /// <summary>Agents and what is counted of them. Needs organizations, quotas, roles, the catalogue, documents, usage reports and the audit log.</summary>
    public static IServiceCollection AddAgents(this IServiceCollection services) => services
        .AddSingleton<AgentService>()
        .AddSingleton<AgentDirectory>()
        .AddSingleton<AgentActivity>()
        .AddSingleton<AgentDocumentService>()
        .AddSingleton<IDocumentUse, AgentDocumentUse>()
        .AddSingleton<ICountedResource, CountedAgents>()
        .AddSingleton<IJobRoleUse, CountedAgents>();
}
