using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Common;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Members;

/// <summary>What the people of a page are called. People are the platform's, so this reads in the system's context; the ids come from rows that the actor may read.</summary>
internal sealed class PeopleNames(IReadOnlyDictionary<UserId, string> names)
{
    public const string Removed = "a removed account";

    public static async Task<PeopleNames> LoadAsync(ConsoleDatabase database, IEnumerable<UserId?> people, CancellationToken cancellationToken)
    {
        var ids = people.OfType<UserId>().Distinct().ToList();
        if (ids.Count == 0)
        {
            return new(new Dictionary<UserId, string>());
        }

        await using var db = database.OpenSystem();
        var users = await db.Set<ConsoleUser>().Where(user => ids.Contains(user.Id)).Select(user => new { user.Id, user.DisplayName, user.Email }).ToListAsync(cancellationToken);
        return new(users.ToDictionary(user => user.Id, user => user.DisplayName.Length > 0 ? user.DisplayName : user.Email ?? ""));
    }

    public string? Of(UserId? person) => person is { } id ? names.GetValueOrDefault(id, Removed) : null;
}
