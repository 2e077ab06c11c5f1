using TenantConsole.Core.Tenancy;
using TenantConsole.Tests.Isolation.Probes;

namespace TenantConsole.Tests.Isolation;

/// <summary>The same probes where nothing stands in their way but the tables: each must leak there, so that a probe which could not fail is found.</summary>
public sealed class LeakyProbeTests
{
    [Fact]
    public Task Probes_OnSqliteWithoutTheApplicationsGuards_AllLeakThatTheSchemaDoesNotStop() => ProbeReport.AssertAllLeakThatTheSchemaDoesNotStopAsync(DatabaseEngine.Sqlite);
}
