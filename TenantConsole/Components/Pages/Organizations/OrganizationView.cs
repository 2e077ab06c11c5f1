using TenantConsole.Core.Audit;
using TenantConsole.Core.Common;
using TenantConsole.Core.Members;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Quotas;
using TenantConsole.Core.Usage;

namespace TenantConsole.Components.Pages.Organizations;

/// <summary>All that the page of one organization shows, read together.</summary>
/// <param name="Changes">Null where the person may not see the audit log.</param>
internal sealed record OrganizationView(
    Organization Organization,
    OrganizationMonth Month,
    IReadOnlyList<LimitStanding> Limits,
    Page<MemberListItem> Members,
    IReadOnlyList<RecentChange>? Changes,
    bool MayEdit,
    bool MayEditLimits,
    bool MaySuspend);
