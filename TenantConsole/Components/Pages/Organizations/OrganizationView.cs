using TenantConsole.Core.Audit;
using TenantConsole.Core.Common;
using TenantConsole.Core.Members;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Quotas;
using TenantConsole.Core.Usage;

namespace TenantConsole.Components.Pages.Organizations;

/// <summary>All that the page of one organization shows, read together.</summary>
/// <param name="SeesAudit">Whether the person may see the audit log, where it is on.</param>
/// <param name="Changes">Null where the person may not see the audit log, or it is off.</param>
internal sealed record OrganizationView(
    Organization Organization,
    OrganizationMonth Month,
    IReadOnlyList<LimitStanding> Limits,
    Page<MemberListItem> Members,
    bool SeesAudit,
    IReadOnlyList<RecentChange>? Changes,
    bool MayEdit,
    bool MayEditLimits,
    bool MaySuspend);
