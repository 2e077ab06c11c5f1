using System.Data;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Common;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Audit;

/// <summary>
/// Verifies that a chain is whole: numbers without gaps, each entry tied by its hash to the one before, each payload as it was hashed, what stands beside a payload in agreement
/// with it, and in the database the recorded end of the chain its last entry. Entries are read as they come; a chain of any length takes the same memory.
/// </summary>
public sealed class AuditVerifier(ConsoleDatabase database, IAccessControl access)
{
    /// <summary>Verifies one organization's chain in the database, for who may <see cref="Permission.ViewAudit"/> there.</summary>
    /// <exception cref="AccessDeniedException">The actor may not, or there is no such organization.</exception>
    public async Task<AuditVerification> OrganizationAsync(Actor actor, OrganizationId organizationId, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.ViewAudit, organizationId, cancellationToken);
        await using var db = database.OpenTenant(organizationId);

        // A snapshot, so that entries written meanwhile do not look like a wrong end.
        await using var snapshot = await database.BeginSnapshotAsync(db, cancellationToken);
        var head = await db.Set<AuditHead>().AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        var chain = new AuditChainReader();
        try
        {
            await foreach (var entry in db.Set<AuditEntry>().AsNoTracking().OrderBy(entry => entry.Seq).AsAsyncEnumerable().WithCancellation(cancellationToken))
            {
                if (chain.Next(AuditLink.Of(entry), entry.Action, entry.OccurredUtc) is { } broken)
                {
                    return broken;
                }
            }
        }
        catch (Exception exception) when (exception is FormatException or InvalidCastException)
        {
            return new AuditVerification.Broken(chain.LastSeq + 1, "a column holds what the console does not write");
        }

        return head switch
        {
            null when chain.LastSeq == 0 => new AuditVerification.CannotTell("the organization has no audit entries"),
            null => new AuditVerification.Broken(chain.LastSeq, "the record of where the chain ends is missing"),
            _ when head.Seq > chain.LastSeq => new AuditVerification.Broken(
                chain.LastSeq + 1, string.Create(CultureInfo.InvariantCulture, $"it is missing; the chain is recorded to end with entry {head.Seq}")),
            _ when head.Seq < chain.LastSeq => new AuditVerification.Broken(
                head.Seq + 1, string.Create(CultureInfo.InvariantCulture, $"the chain is recorded to end with entry {head.Seq}")),
            _ when !head.Hash.AsSpan().SequenceEqual(chain.LastHash) => new AuditVerification.Broken(chain.LastSeq, "its hash is not the recorded end of the chain"),
            _ => new AuditVerification.Whole(organizationId, chain.LastSeq, Convert.ToHexStringLower(chain.LastHash)),
        };
    }

    /// <summary>
    /// Verifies an exported chain: lines of <see cref="AuditLink"/>, from the first entry on. It needs no database. Entries cut off at the end cannot be missed from the file alone:
    /// compare the last hash with one that was kept elsewhere.
    /// </summary>
    public static async Task<AuditVerification> LinesAsync(TextReader lines, CancellationToken cancellationToken)
    {
        var chain = new AuditChainReader();
        AuditLink? last = null;
        string? unreadable = null;
        for (var number = 1L; await lines.ReadLineAsync(cancellationToken) is { } line; number++)
        {
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            try
            {
                last = AuditLink.Parse(line);
            }
            catch (FormatException)
            {
                unreadable ??= string.Create(CultureInfo.InvariantCulture, $"line {number} is not an audit entry");
            }

            // One entry anywhere shows that this is an export, and then an unreadable line is a broken link of it.
            if (last is null)
            {
                continue;
            }

            if (unreadable is not null)
            {
                return new AuditVerification.Broken(chain.LastSeq + 1, unreadable);
            }

            if (chain.Next(last) is { } broken)
            {
                return broken;
            }
        }

        return last is null
            ? new AuditVerification.CannotTell(unreadable ?? "the file has no audit entries")
            : new AuditVerification.Whole(last.OrganizationId, chain.LastSeq, Convert.ToHexStringLower(chain.LastHash));
    }
}
