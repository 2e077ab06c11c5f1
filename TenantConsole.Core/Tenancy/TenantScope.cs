using TenantConsole.Core.Common;

namespace TenantConsole.Core.Tenancy;

/// <summary>Whose rows a context sees: those of one organization, fixed when the context is made, or those of all, for jobs and pages of the platform.</summary>
public readonly record struct TenantScope
{
    private readonly OrganizationId? _organizationId;

    private TenantScope(OrganizationId? organizationId) => _organizationId = organizationId;

    /// <summary>Every organization's rows and the platform's own. Only <see cref="ConsoleDatabase.OpenSystem"/> hands it out.</summary>
    internal static TenantScope System { get; } = new(null);

    public bool IsSystem => _organizationId is null;

    /// <summary>The organization of this scope.</summary>
    /// <exception cref="InvalidOperationException">The scope is the system's.</exception>
    public OrganizationId OrganizationId => _organizationId ?? throw new InvalidOperationException("The system scope has no organization.");

    public static TenantScope Of(OrganizationId organizationId)
    {
        if (organizationId == default)
        {
            throw new ArgumentException("An organization's scope needs its id.", nameof(organizationId));
        }

        return new TenantScope(organizationId);
    }
}
