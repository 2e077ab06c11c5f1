using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Common;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Organizations;

/// <summary>Reads the features from the organization's own row.</summary>
internal sealed class FeatureGate(ConsoleDatabase database) : IFeatureGate
{
    public async Task RequireAsync(OrganizationId organizationId, Feature feature, CancellationToken cancellationToken)
    {
        if (!await IsOnAsync(organizationId, feature, cancellationToken))
        {
            throw new FeatureOffException(feature);
        }
    }

    public async Task<bool> IsOnAsync(OrganizationId organizationId, Feature feature, CancellationToken cancellationToken)
    {
        await using var db = database.OpenTenant(organizationId);
        var features = await db.Set<Organization>().Select(organization => organization.Features).FirstOrDefaultAsync(cancellationToken);
        return features?.IsOn(feature) == true;
    }
}
