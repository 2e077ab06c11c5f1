namespace TenantConsole.Core.Audit;

/// <summary>Something worth remembering, before it has a place in a chain. Carries ids and figures, never names, addresses or texts of people.</summary>
/// <param name="Action">What happened, as <c>thing.verb</c>, such as <c>organization.updated</c>.</param>
/// <param name="Subject">What it happened to, as <c>kind:id</c>.</param>
/// <param name="Details">Values that System.Text.Json writes: text, numbers, booleans, lists and dictionaries of them.</param>
/// <param name="RequestId">The request that caused it, where there was one.</param>
public sealed record AuditEvent(string Action, string Subject, IReadOnlyDictionary<string, object?>? Details = null, string? RequestId = null);
