using System.Text.Json;

namespace TenantConsole.Core.Audit;

/// <summary>An entry of the audit log that tells of a change, for people.</summary>
/// <param name="ActorName">The person's name or address; the part of the installation; a placeholder where the account is gone.</param>
/// <param name="Details">As they were written; empty where the entry has none.</param>
public sealed record RecentChange(long Seq, DateTime OccurredUtc, string Action, string ActorName, IReadOnlyDictionary<string, JsonElement> Details);
