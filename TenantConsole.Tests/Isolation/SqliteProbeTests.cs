using TenantConsole.Core.Tenancy;
using TenantConsole.Tests.Isolation.Probes;

namespace TenantConsole.Tests.Isolation;

/// <summary>Reaches for another organization's rows in every way that is known to leak somewhere, for every entity that the model says an organization owns.</summary>
public sealed class SqliteProbeTests
{
    [Fact]
    public Task Probes_OnSqlite_ReachNothing() => ProbeReport.AssertNothingIsReachedAsync(DatabaseEngine.Sqlite, isGuarded: true);
}
