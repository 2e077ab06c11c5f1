using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Persistence;

/// <summary>What the options of both engines share: the guards of the isolation boundary.</summary>
internal static class ConsoleDbContextOptions
{
    public static DbContextOptionsBuilder<TContext> WithGuards<TContext>(this DbContextOptionsBuilder<TContext> builder)
        where TContext : ConsoleDbContext
    {
        builder.ReplaceService<IModelCacheKeyFactory, ScopedModelCacheKeyFactory>();
        builder.AddInterceptors(TenantGuard.Instance, TenantQueryGuard.Instance, RawSqlGuard.Instance);

        // A row and its required parent are filtered alike, by the same organization; the warning is about filters that differ.
        builder.ConfigureWarnings(warnings => warnings.Ignore(CoreEventId.PossibleIncorrectRequiredNavigationWithQueryFilterInteractionWarning));
        return builder;
    }
}
