using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Common;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Tickets;

/// <summary>The names of the people that tickets name by id. People are the platform's; only ids that an organization's own rows carry are asked for here.</summary>
public sealed class TicketPeople(ConsoleDatabase database)
{
    internal async Task<PersonNames> NamesAsync(IEnumerable<UserId?> ids, CancellationToken cancellationToken)
    {
        var wanted = ids.OfType<UserId>().Distinct().ToList();
        if (wanted.Count == 0)
        {
            return new([]);
        }

        await using var db = database.OpenSystem();
        var users = await db.Set<ConsoleUser>().Where(user => wanted.Contains(user.Id)).Select(user => new { user.Id, user.DisplayName, user.Email }).ToListAsync(cancellationToken);
        return new(users.ToDictionary(user => user.Id, user => user.DisplayName.Length > 0 ? user.DisplayName : user.Email ?? ""));
    }

    /// <summary>Names by id.</summary>
    internal sealed class PersonNames(Dictionary<UserId, string> names)
    {
        /// <summary>Null for nobody.</summary>
        public string? Of(UserId? id) => id is { } person ? names.GetValueOrDefault(person) ?? "a removed account" : null;
    }
}
