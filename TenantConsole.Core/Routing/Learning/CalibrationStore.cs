using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using TenantConsole.Core.Common;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Routing.Learning;

/// <summary>
/// Gives the calibration that stands for an organization. Which one that is is asked of the database each time; the calibration itself, which never changes under its number, is
/// kept in memory for the organizations that asked last.
/// </summary>
public sealed partial class CalibrationStore(ILogger<CalibrationStore> logger)
{
    /// <summary>Each takes about 0.4 MB.</summary>
    internal const int MostKept = 64;

    private readonly Lock _lock = new();
    private readonly Dictionary<OrganizationId, Kept> _kept = [];
    private long _uses;

    /// <summary>Reads it in a context of the organization. Checks no permission: whoever calls has done so.</summary>
    public async Task<LearnedRouting> LoadAsync(ConsoleDbContext db, CancellationToken cancellationToken)
    {
        var learning = await db.Set<RoutingLearning>().AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        return learning is null ? LearnedRouting.Nothing
            : learning.Settings.IsOn && learning.InForceVersion > 0 ? new(learning.Settings, await GetAsync(db, learning.InForceVersion, cancellationToken))
            : new(learning.Settings, null);
    }

    /// <summary>A version; null where it is not kept any more, or was written in a form that this program does not read.</summary>
    internal async Task<OutcomeCalibration?> GetAsync(ConsoleDbContext db, int version, CancellationToken cancellationToken)
    {
        var organizationId = db.Scope.OrganizationId;
        lock (_lock)
        {
            if (_kept.TryGetValue(organizationId, out var kept) && kept.Version == version)
            {
                _kept[organizationId] = kept with { LastUse = ++_uses };
                return kept.Calibration;
            }
        }

        var bytes = await db.Set<StoredCalibration>().Where(stored => stored.Version == version).Select(stored => stored.Calibration).SingleOrDefaultAsync(cancellationToken);
        var calibration = bytes is null ? null : Read(bytes, organizationId, version);
        lock (_lock)
        {
            if (_kept.Count >= MostKept && !_kept.ContainsKey(organizationId))
            {
                _kept.Remove(_kept.MinBy(entry => entry.Value.LastUse).Key);
            }

            _kept[organizationId] = new(version, calibration, ++_uses);
        }

        return calibration;
    }

    private OutcomeCalibration? Read(byte[] bytes, OrganizationId organizationId, int version)
    {
        try
        {
            return OutcomeCalibration.FromBytes(bytes).At(version);
        }
        catch (InvalidDataException fault)
        {
            // The learner learns it again; until then questions are routed without it.
            Log.Unreadable(logger, version, organizationId, fault);
            return null;
        }
    }

    private sealed record Kept(int Version, OutcomeCalibration? Calibration, long LastUse);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Version {Version} of what the organization {OrganizationId} taught its routing cannot be read; it is learned again.")]
        public static partial void Unreadable(ILogger logger, int version, OrganizationId organizationId, Exception exception);
    }
}
