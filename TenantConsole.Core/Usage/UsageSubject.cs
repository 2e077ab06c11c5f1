using System.Diagnostics.CodeAnalysis;
using TenantConsole.Core.Common;

namespace TenantConsole.Core.Usage;

/// <summary>The names under which use is summed by who was asked and who asked, as the audit log writes them: <c>agent:{id}</c>, <c>user:{id}</c>.</summary>
public static class UsageSubject
{
    public const int MaxLength = 64;

    [return: NotNullIfNotNull(nameof(agentId))]
    public static string? Of(AgentId? agentId) => agentId is { } id ? $"agent:{id}" : null;

    [return: NotNullIfNotNull(nameof(userId))]
    public static string? Of(UserId? userId) => userId is { } id ? $"user:{id}" : null;
}
