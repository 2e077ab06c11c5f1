using TenantConsole.Core.Tenancy;
using TenantConsole.Tests.Isolation.Probes;

namespace TenantConsole.Tests.Isolation;

/// <summary>The same probes with the application's filters and guards taken away: row-level security alone must hold.</summary>
public sealed class RowLevelSecurityProbeTests
{
    [Fact]
    public Task Probes_OnPostgresWithoutTheApplicationsGuards_ReachNothing() => ProbeReport.AssertNothingIsReachedAsync(DatabaseEngine.PostgreSql, isGuarded: false);
}
