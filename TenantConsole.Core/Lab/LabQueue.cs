using System.Collections.Concurrent;
using System.Threading.Channels;
using TenantConsole.Core.Common;
using TenantConsole.Core.Routing.Learning;
using TenantConsole.Core.Security;

namespace TenantConsole.Core.Lab;

/// <summary>The runs that this process has taken on and not yet ended, in their order. What was only asked for elsewhere is not in it.</summary>
public sealed class LabQueue
{
    private readonly Channel<LabWork> _waiting = Channel.CreateUnbounded<LabWork>();
    private readonly ConcurrentDictionary<LabRunId, OrganizationId> _held = new();

    internal ChannelReader<LabWork> Waiting => _waiting.Reader;

    /// <summary>Everything that waits or runs here.</summary>
    internal IReadOnlyCollection<KeyValuePair<LabRunId, OrganizationId>> Held => [.. _held];

    internal void Add(LabWork work)
    {
        _held[work.RunId] = work.OrganizationId;
        _waiting.Writer.TryWrite(work);
    }

    internal void Release(LabRunId runId) => _held.TryRemove(runId, out _);
}

/// <summary>A run that is to be made.</summary>
/// <param name="Actor">On whose behalf; asked again when its turn comes.</param>
/// <param name="Spool">Given questions; null: it is real traffic.</param>
internal sealed record LabWork(OrganizationId OrganizationId, LabRunId RunId, Actor Actor, QuestionSpool? Spool, OutcomeCalibration? Calibration) : IDisposable
{
    public void Dispose() => Spool?.Dispose();
}
