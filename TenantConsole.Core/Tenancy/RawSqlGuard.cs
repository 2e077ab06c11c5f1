using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace TenantConsole.Core.Tenancy;

/// <summary>Refuses SQL written by hand in an organization's context: no filter applies to it.</summary>
internal sealed class RawSqlGuard : DbCommandInterceptor
{
    public static readonly RawSqlGuard Instance = new();

    private RawSqlGuard()
    {
    }

    public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result) =>
        Checked(eventData, result);

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(Checked(eventData, result));

    public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result) =>
        Checked(eventData, result);

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(Checked(eventData, result));

    public override InterceptionResult<object> ScalarExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<object> result) =>
        Checked(eventData, result);

    public override ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(Checked(eventData, result));

    private static InterceptionResult<T> Checked<T>(CommandEventData eventData, InterceptionResult<T> result)
    {
        if (eventData is { Context: ConsoleDbContext { Scope.IsSystem: false }, CommandSource: CommandSource.FromSqlQuery or CommandSource.ExecuteSqlRaw or CommandSource.Unknown })
        {
            throw new TenantIsolationException("SQL written by hand may not run in an organization's context.");
        }

        return result;
    }
}
