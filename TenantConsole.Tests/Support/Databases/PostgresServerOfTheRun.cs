using TenantConsole.Tests.Support.Databases;

[assembly: AssemblyFixture(typeof(PostgresServerOfTheRun))]

namespace TenantConsole.Tests.Support.Databases;

/// <summary>Ends the PostgreSQL servers of the test run with the run. Not when the process exits: by then the runner no longer waits.</summary>
public sealed class PostgresServerOfTheRun : IDisposable
{
    public void Dispose() => PostgresServer.StopAll();
}
