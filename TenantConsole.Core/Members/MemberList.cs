using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Common;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Members;

/// <summary>Who belongs to an organization.</summary>
public sealed class MemberList(ConsoleDatabase database, IAccessControl access)
{
    /// <summary>One page of all members.</summary>
    /// <inheritdoc cref="ListAsync(Actor, OrganizationId, PageRequest, ConsoleRole?, CancellationToken)"/>
    public Task<Page<MemberListItem>> ListAsync(Actor actor, OrganizationId organizationId, PageRequest request, CancellationToken cancellationToken) =>
        ListAsync(actor, organizationId, request, null, cancellationToken);

    /// <summary>
    /// One page, those with the most to say first; sorts are in <see cref="Sorts"/>, the search is for a part of name or address. People are the platform's, so this reads in the
    /// system's context and names the organization.
    /// </summary>
    /// <param name="role">Only members with this role; null: all.</param>
    public async Task<Page<MemberListItem>> ListAsync(Actor actor, OrganizationId organizationId, PageRequest request, ConsoleRole? role, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.ViewOrganization, organizationId, cancellationToken);
        await using var db = database.OpenSystem();
        var members =
            from member in db.Set<Member>()
            where member.OrganizationId == organizationId && (role == null || member.Role == role)
            join user in db.Set<ConsoleUser>() on member.UserId equals user.Id
            select new Row { Member = member, User = user };
        if (!string.IsNullOrWhiteSpace(request.Search))
        {
            var (name, address) = (SearchText.Fold(request.Search.Trim()), request.Search.Trim().ToUpperInvariant());
            members = members.Where(row => row.User.SearchName.Contains(name) || row.User.NormalizedEmail!.Contains(address));
        }

        var total = await members.CountAsync(cancellationToken);
        var page = await Ordered(members, request)
            .ThenBy(row => row.User.NormalizedEmail)
            .Skip(request.Skip)
            .Take(request.Take)
            .Select(row => new MemberListItem(row.Member.Id, row.Member.UserId, row.User.DisplayName, row.User.Email ?? "", row.Member.Role, row.Member.JoinedUtc))
            .ToListAsync(cancellationToken);
        return new(page, total);
    }

    /// <summary>Whether the person belongs to an organization that they may see; a platform administrator sees more than they belong to.</summary>
    public async Task<bool> IsMemberAsync(Actor.Person person, OrganizationId organizationId, CancellationToken cancellationToken)
    {
        await access.RequireAsync(person, Permission.ViewOrganization, organizationId, cancellationToken);
        await using var db = database.OpenTenant(organizationId);
        return await db.Set<Member>().AnyAsync(member => member.UserId == person.UserId, cancellationToken);
    }

    private static IOrderedQueryable<Row> Ordered(IQueryable<Row> members, PageRequest request) => (request.Sort, request.Descending) switch
    {
        (Sorts.Name, false) => members.OrderBy(row => row.User.SearchName),
        (Sorts.Name, true) => members.OrderByDescending(row => row.User.SearchName),
        (Sorts.Joined, false) => members.OrderBy(row => row.Member.JoinedUtc),
        (Sorts.Joined, true) => members.OrderByDescending(row => row.Member.JoinedUtc),
        (Sorts.Role, true) => ByRole(members, -1),
        _ => ByRole(members, 1),
    };

    /// <summary>Roles are stored by name; this is their order by what they may.</summary>
    private static IOrderedQueryable<Row> ByRole(IQueryable<Row> members, int sign) => members.OrderBy(row => sign * (
        row.Member.Role == ConsoleRole.Owner ? 0
        : row.Member.Role == ConsoleRole.Admin ? 1
        : row.Member.Role == ConsoleRole.Billing ? 2
        : row.Member.Role == ConsoleRole.Operator ? 3
        : 4));

    /// <summary>What the list can be sorted by.</summary>
    public static class Sorts
    {
        public const string Name = "name";
        public const string Role = "role";
        public const string Joined = "joined";
    }

    private sealed class Row
    {
        public required Member Member { get; init; }

        public required ConsoleUser User { get; init; }
    }
}
