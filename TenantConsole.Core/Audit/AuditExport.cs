using System.Buffers;
using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Common;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Audit;

/// <summary>Takes an organization's audit log out of the console.</summary>
public sealed class AuditExport(ConsoleDatabase database, IAccessControl access, IFeatureGate features)
{
    /// <summary>Writes an organization's chain in the form that <see cref="AuditVerifier.LinesAsync"/> reads, for who may <see cref="Permission.ViewAudit"/> there. The stream stays open.</summary>
    /// <exception cref="AccessDeniedException">The actor may not, or there is no such organization.</exception>
    /// <exception cref="FeatureOffException">The organization has <see cref="Feature.AuditLog"/> off.</exception>
    public async Task WriteLinesAsync(Actor actor, OrganizationId organizationId, Stream output, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.ViewAudit, organizationId, cancellationToken);
        await features.RequireAsync(organizationId, Feature.AuditLog, cancellationToken);
        await using var db = database.OpenTenant(organizationId);
        var buffer = new ArrayBufferWriter<byte>(64 * 1024);
        await foreach (var entry in db.Set<AuditEntry>().AsNoTracking().OrderBy(entry => entry.Seq).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            AuditLink.Of(entry).WriteLine(buffer);
            if (buffer.WrittenCount > 32 * 1024)
            {
                await output.WriteAsync(buffer.WrittenMemory, cancellationToken);
                buffer.ResetWrittenCount();
            }
        }

        await output.WriteAsync(buffer.WrittenMemory, cancellationToken);
    }
}
