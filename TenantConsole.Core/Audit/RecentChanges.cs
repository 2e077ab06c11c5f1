using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Common;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Audit;

/// <summary>What changed lately in an organization, read from its audit log. Calls are left out: there are too many of them.</summary>
public sealed class RecentChanges(ConsoleDatabase database, IAccessControl access, IFeatureGate features)
{
    /// <summary>How far back it looks, in entries of any kind, so that a busy organization's log is not searched from end to end.</summary>
    public const int Horizon = 2_000;

    private const string CallPrefix = "completion.";
    private const string PersonPrefix = "user:";
    private const string InstallationPrefix = "installation:";

    /// <summary>The latest changes, newest first. Needs <see cref="Permission.ViewAudit"/>.</summary>
    /// <exception cref="FeatureOffException">The organization has <see cref="Feature.AuditLog"/> off. Its log is written all the same.</exception>
    public async Task<IReadOnlyList<RecentChange>> ListAsync(Actor actor, OrganizationId organizationId, int count, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.ViewAudit, organizationId, cancellationToken);
        await features.RequireAsync(organizationId, Feature.AuditLog, cancellationToken);
        await using var db = database.OpenSystem();
        var head = await db.Set<AuditHead>().Where(candidate => candidate.OrganizationId == organizationId).Select(candidate => candidate.Seq).FirstOrDefaultAsync(cancellationToken);
        var entries = await db.Set<AuditEntry>().AsNoTracking()
            .Where(entry => entry.OrganizationId == organizationId && entry.Seq > head - Horizon && !entry.Action.StartsWith(CallPrefix))
            .OrderByDescending(entry => entry.Seq)
            .Take(Math.Clamp(count, 1, PageRequest.MaxSize))
            .ToListAsync(cancellationToken);
        return await ReadAsync(db, entries, cancellationToken);
    }

    /// <summary>What happened to one thing in a time, newest first. Needs <see cref="Permission.ViewAudit"/>.</summary>
    /// <param name="subject">As the entries have it: <c>agent:{id}</c>.</param>
    /// <param name="actions">All that can happen to such a thing.</param>
    public async Task<IReadOnlyList<RecentChange>> OfAsync(
        Actor actor, OrganizationId organizationId, string subject, IReadOnlyCollection<string> actions, DateTime fromUtc, DateTime untilUtc, int count, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.ViewAudit, organizationId, cancellationToken);
        await using var db = database.OpenSystem();
        var text = $"\"subject\":\"{subject}\"";
        var entries = await db.Set<AuditEntry>().AsNoTracking()
            .Where(entry => entry.OrganizationId == organizationId && entry.Action != AuditEntry.CallSettled && actions.Contains(entry.Action)
                && entry.OccurredUtc >= fromUtc && entry.OccurredUtc < untilUtc && entry.Payload.Contains(text))
            .OrderByDescending(entry => entry.Seq)
            .Take(Math.Clamp(count, 1, PageRequest.MaxSize))
            .ToListAsync(cancellationToken);
        return await ReadAsync(db, entries, cancellationToken);
    }

    private static async Task<IReadOnlyList<RecentChange>> ReadAsync(ConsoleDbContext db, List<AuditEntry> entries, CancellationToken cancellationToken)
    {
        var read = entries.Select(entry => (Entry: entry, Payload: JsonElement.Parse(entry.Payload))).ToList();
        var names = await NamesAsync(db, read.Select(entry => ActorOf(entry.Payload)), cancellationToken);
        return [.. read.Select(entry => new RecentChange(
            entry.Entry.Seq, entry.Entry.OccurredUtc, entry.Entry.Action, NameOf(ActorOf(entry.Payload), names), DetailsOf(entry.Payload)))];
    }

    private static async Task<Dictionary<UserId, string>> NamesAsync(ConsoleDbContext db, IEnumerable<string> actors, CancellationToken cancellationToken)
    {
        var ids = actors.Select(PersonOf).OfType<UserId>().Distinct().ToList();
        var users = await db.Set<ConsoleUser>().Where(user => ids.Contains(user.Id)).Select(user => new { user.Id, user.DisplayName, user.Email }).ToListAsync(cancellationToken);
        return users.ToDictionary(user => user.Id, user => user.DisplayName.Length > 0 ? user.DisplayName : user.Email ?? "");
    }

    private static string NameOf(string actor, Dictionary<UserId, string> names) =>
        PersonOf(actor) is { } person ? names.GetValueOrDefault(person) ?? "a removed account"
        : actor.StartsWith(InstallationPrefix, StringComparison.Ordinal) ? actor[InstallationPrefix.Length..].Replace('-', ' ')
        : actor;

    private static UserId? PersonOf(string actor) =>
        actor.StartsWith(PersonPrefix, StringComparison.Ordinal) && Guid.TryParse(actor.AsSpan(PersonPrefix.Length), CultureInfo.InvariantCulture, out var id) ? UserId.From(id) : null;

    private static string ActorOf(JsonElement payload) => payload.GetProperty("actor").GetString() ?? "";

    private static Dictionary<string, JsonElement> DetailsOf(JsonElement payload) => payload.TryGetProperty("details", out var details)
        ? details.EnumerateObject().ToDictionary(property => property.Name, property => property.Value, StringComparer.Ordinal)
        : [];
}
