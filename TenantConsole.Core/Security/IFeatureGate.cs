using TenantConsole.Core.Common;

namespace TenantConsole.Core.Security;

/// <summary>
/// Decides, against the database and at the moment of the call, whether an organization has a feature. It stands up here, and its one implementation further down beside the
/// organizations' settings, because services above those ask it too. It checks no permission: a service asks <see cref="IAccessControl"/> first, so that a stranger does not
/// learn what an organization has switched on.
/// </summary>
public interface IFeatureGate
{
    /// <summary>Returns when the feature is on.</summary>
    /// <exception cref="FeatureOffException">It is off, for whoever asks: platform administrators and the installation itself too.</exception>
    Task RequireAsync(OrganizationId organizationId, Feature feature, CancellationToken cancellationToken);

    /// <summary>Whether the feature is on; for showing or hiding what <see cref="RequireAsync"/> will decide again.</summary>
    Task<bool> IsOnAsync(OrganizationId organizationId, Feature feature, CancellationToken cancellationToken);
}
