using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Common;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Usage.Reports;

/// <summary>What single agents and people used and what it cost, from rollups alone, for who may <see cref="Permission.ViewCosts"/>. Subjects are those of <see cref="UsageSubject"/>.</summary>
public sealed class SubjectReports(ConsoleDatabase database, IAccessControl access)
{
    /// <summary>A period day by day.</summary>
    /// <exception cref="AccessDeniedException">The actor may not, or there is no such organization.</exception>
    public async Task<SubjectUsage> DaysAsync(Actor actor, OrganizationId organizationId, string subject, ReportPeriod period, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.ViewCosts, organizationId, cancellationToken);
        await using var db = database.OpenTenant(organizationId);
        var usage = db.Set<DailySubjectUsage>().Where(row => row.Subject == subject);
        var days = await usage.Where(row => row.Day >= period.From && row.Day < period.Until).SumBy(row => row.Day)
            .ToDictionaryAsync(sum => sum.Key, sum => sum.Figures, cancellationToken);
        var (from, until) = (period.Before.From, period.Before.Until);
        var before = await usage.Where(row => row.Day >= from && row.Day < until).SumBy(_ => 1).SingleOrDefaultAsync(cancellationToken);
        return new(
            period,
            [.. Enumerable.Range(0, period.Days).Select(offset => period.From.AddDays(offset)).Select(day => new SubjectDay(day, days.GetValueOrDefault(day) ?? UsageFigures.None))],
            before?.Figures ?? UsageFigures.None);
    }

    /// <summary>The sums of several over a period; one that was not used is missing.</summary>
    /// <exception cref="AccessDeniedException">The actor may not, or there is no such organization.</exception>
    public async Task<IReadOnlyDictionary<string, UsageFigures>> TotalsAsync(
        Actor actor, OrganizationId organizationId, IReadOnlyCollection<string> subjects, ReportPeriod period, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.ViewCosts, organizationId, cancellationToken);
        await using var db = database.OpenTenant(organizationId);
        return await db.Set<DailySubjectUsage>().Where(row => subjects.Contains(row.Subject) && row.Day >= period.From && row.Day < period.Until)
            .SumBy(row => row.Subject)
            .ToDictionaryAsync(sum => sum.Key, sum => sum.Figures, StringComparer.Ordinal, cancellationToken);
    }
}
