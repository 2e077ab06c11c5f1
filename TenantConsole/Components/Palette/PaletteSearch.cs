using TenantConsole.Core.Members;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;

namespace TenantConsole.Components.Palette;

/// <summary>Asks all sources at once.</summary>
public sealed class PaletteSearch(IEnumerable<IPaletteSource> sources, OrganizationService organizations, MembershipService memberships)
{
    private const int EntriesOfASource = 5;

    /// <summary>Whoever belongs to more organizations than this searches in the one that is in sight.</summary>
    private const int FewOrganizations = 5;

    private static readonly char[] AfterSlug = ['/', '?', '#'];

    /// <summary>The groups that have something.</summary>
    /// <param name="address">The page in sight, from the site's root.</param>
    public async Task<IReadOnlyList<PaletteGroup>> FindAsync(Actor actor, string text, string address, CancellationToken cancellationToken)
    {
        var organization = await InSightAsync(actor, address, cancellationToken);
        var query = new PaletteQuery(actor, text.Trim(), organization, await WithinAsync(actor, organization, cancellationToken), EntriesOfASource);
        var groups = await Task.WhenAll(sources.Select(async source => new PaletteGroup(source.Title, await source.FindAsync(query, cancellationToken))));
        return [.. groups.Where(group => group.Entries.Count > 0)];
    }

    /// <summary>The slug in an address such as <c>/organizations/contoso/members</c> or <c>/playground?organization=contoso</c>.</summary>
    internal static string? SlugIn(string address)
    {
        foreach (var mark in (string[])["/organizations/", "?organization=", "&organization="])
        {
            if (address.IndexOf(mark, StringComparison.Ordinal) is >= 0 and var at)
            {
                var slug = address[(at + mark.Length)..].Split([.. AfterSlug, '&'])[0];
                return OrganizationSlug.Fault(slug) is null ? slug : null;
            }
        }

        return null;
    }

    private async Task<Organization?> InSightAsync(Actor actor, string address, CancellationToken cancellationToken)
    {
        if (SlugIn(address) is not { } slug)
        {
            return null;
        }

        try
        {
            return await organizations.GetAsync(actor, slug, cancellationToken);
        }
        catch (AccessDeniedException)
        {
            return null;
        }
    }

    private async Task<IReadOnlyList<AccessibleOrganization>> WithinAsync(Actor actor, Organization? inSight, CancellationToken cancellationToken)
    {
        if (inSight is not null)
        {
            return [new(inSight.Id, inSight.Slug, inSight.Name, inSight.Status, null)];
        }

        var own = await memberships.ListOrganizationsAsync(actor, null, FewOrganizations + 1, cancellationToken);
        return own.Count <= FewOrganizations ? own : [];
    }
}
