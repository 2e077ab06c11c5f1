using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Query;

namespace TenantConsole.Core.Tenancy;

/// <summary>
/// Looks at each query before it is translated, once, and refuses in an organization's context what would reach past its filter:
/// <c>IgnoreQueryFilters</c> anywhere in it (EF's own <c>Reload</c> and <c>GetDatabaseValues</c> use it, so they are refused too), SQL written by hand as its source, which
/// can give any row any owner, and an <c>ExecuteUpdate</c> that gives rows to another organization.
/// </summary>
internal sealed class TenantQueryGuard : IQueryExpressionInterceptor
{
    public static readonly TenantQueryGuard Instance = new();

    private TenantQueryGuard()
    {
    }

    public Expression QueryCompilationStarting(Expression queryExpression, QueryExpressionEventData eventData)
    {
        if (eventData.Context is ConsoleDbContext { Scope.IsSystem: false })
        {
            new Visitor().Visit(queryExpression);
        }

        return queryExpression;
    }

    private sealed class Visitor : ExpressionVisitor
    {
        protected override Expression VisitMethodCall(MethodCallExpression node)
        {
            if (node.Method.DeclaringType == typeof(EntityFrameworkQueryableExtensions))
            {
                if (node.Method.Name == nameof(EntityFrameworkQueryableExtensions.IgnoreQueryFilters))
                {
                    throw new TenantIsolationException("A query in an organization's context may not ignore its filters.");
                }

                if (node.Method.Name is nameof(EntityFrameworkQueryableExtensions.ExecuteUpdate) or nameof(EntityFrameworkQueryableExtensions.ExecuteUpdateAsync))
                {
                    new OwnerSetterVisitor().Visit(node.Arguments[1]);
                }
            }

            return base.VisitMethodCall(node);
        }

        protected override Expression VisitExtension(Expression node)
        {
            // What a query starts from is a DbSet. Its kinds besides are FromSql and SqlQuery; composed with LINQ, their command does not tell any more that it was written by hand.
            if (node is QueryRootExpression && node.GetType() != typeof(EntityQueryRootExpression))
            {
                throw new TenantIsolationException("SQL written by hand may not run in an organization's context.");
            }

            return base.VisitExtension(node);
        }
    }

    /// <summary>Finds the selector of a setter that names the owner; reading the owner in a value is harmless, and refused with it for simplicity.</summary>
    private sealed class OwnerSetterVisitor : ExpressionVisitor
    {
        protected override Expression VisitMember(MemberExpression node)
        {
            if (node.Expression is not null && TenantModel.OwnerProperty(node.Expression.Type) == node.Member.Name)
            {
                throw Refused();
            }

            return base.VisitMember(node);
        }

        protected override Expression VisitMethodCall(MethodCallExpression node)
        {
            // A name that is not written out may turn out to be the owner's.
            if (node.Method.DeclaringType == typeof(EF) && node.Arguments is [var entity, var name] && TenantModel.OwnerProperty(entity.Type) is { } owner
                && (name is not ConstantExpression { Value: string written } || written == owner))
            {
                throw Refused();
            }

            return base.VisitMethodCall(node);
        }

        private static TenantIsolationException Refused() => new("An update may not change whose row it is.");
    }
}
