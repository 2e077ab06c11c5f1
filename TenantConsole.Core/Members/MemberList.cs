using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Common;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Members;

/// <summary>Who belongs to an organization.</summary>
public sealed class MemberList(ConsoleDatabase database, IAccessControl access)
{
    /// <summary>One page, those with the most to say first. People are the platform's, so this reads in the system's context and names the organization.</summary>
    public async Task<Page<MemberListItem>> ListAsync(Actor actor, OrganizationId organizationId, PageRequest request, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.ViewOrganization, organizationId, cancellationToken);
        await using var db = database.OpenSystem();
        var members =
            from member in db.Set<Member>()
            where member.OrganizationId == organizationId
            join user in db.Set<ConsoleUser>() on member.UserId equals user.Id
            select new { Member = member, user.DisplayName, user.Email };
        var total = await members.CountAsync(cancellationToken);
        var page = await members
            .OrderBy(row => row.Member.Role == ConsoleRole.Owner ? 0 : row.Member.Role == ConsoleRole.Admin ? 1 : 2)
            .ThenBy(row => row.Email)
            .Skip(request.Skip)
            .Take(request.Take)
            .Select(row => new MemberListItem(row.Member.Id, row.Member.UserId, row.DisplayName, row.Email ?? "", row.Member.Role, row.Member.JoinedUtc))
            .ToListAsync(cancellationToken);
        return new(page, total);
    }
}
