using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using TenantConsole.Core.Common;

namespace TenantConsole.Core.Tenancy;

/// <summary>
/// The one door to the database. Each operation opens a context of its own and disposes it: no pooling, and nothing that lives as long as a Blazor circuit.
/// There is one implementation for each database engine.
/// </summary>
public abstract class ConsoleDatabase
{
    /// <summary>The engine behind this door.</summary>
    public abstract DatabaseEngine Engine { get; }

    /// <summary>A context that sees one organization's rows and nothing else.</summary>
    public ConsoleDbContext OpenTenant(OrganizationId organizationId)
    {
        var context = Create(TenantScope.Of(organizationId));
        context.ChangeTracker.Tracking += (_, tracking) => TenantGuard.RequireOwn(tracking.Entry, organizationId);
        return context;
    }

    /// <summary>
    /// A context that sees all rows, for jobs, sign-in and pages of the platform. Who calls it must have checked a platform permission,
    /// or must name the organization in every query.
    /// </summary>
    public ConsoleDbContext OpenSystem() => Create(TenantScope.System);

    /// <summary>
    /// What a failure of the database means, in one plain sentence for the person at the screen or the command line; null for an exception that is not the database's.
    /// </summary>
    public abstract string? Explain(Exception exception);

    /// <summary>Brings the schema up to date. Safe to run from several processes at once.</summary>
    public abstract Task MigrateAsync(CancellationToken cancellationToken);

    /// <summary>
    /// A plain open connection for the <c>LedgerWriter</c>, the one place that writes with prepared SQL for several organizations.
    /// On PostgreSQL it acts as the tenant role: without a tenant set it sees no rows.
    /// </summary>
    internal abstract Task<DbConnection> OpenLedgerConnectionAsync(CancellationToken cancellationToken);

    /// <summary>
    /// A view of the database that stands still until it is disposed. SQLite knows one kind of isolation and reads "uncommitted" as: take no lock for writing.
    /// </summary>
    internal Task<IDbContextTransaction> BeginSnapshotAsync(ConsoleDbContext db, CancellationToken cancellationToken) => db.Database.BeginTransactionAsync(
        Engine == DatabaseEngine.Sqlite ? IsolationLevel.ReadUncommitted : IsolationLevel.RepeatableRead, cancellationToken);

    protected abstract ConsoleDbContext Create(TenantScope scope);
}
