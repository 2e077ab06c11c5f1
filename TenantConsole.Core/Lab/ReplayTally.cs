using TenantConsole.Core.Catalog;
using TenantConsole.Core.Routing;

namespace TenantConsole.Core.Lab;

/// <summary>Adds a replay up. Not for several threads at once.</summary>
public sealed class ReplayTally
{
    private static readonly int Complexities = Enum.GetValues<Complexity>().Length;

    private readonly long[] _flips = new long[((int)FlipKind.NoLongerCascades + 1) * Complexities];
    private readonly Side _before = new();
    private readonly Side _after = new();
    private long _questions;
    private long _forced;
    private long _unrouted;
    private string? _obstacle;
    private long? _paid;
    private long _known;

    /// <summary>Everything added, routed or not.</summary>
    public long Seen => _questions + _forced + _unrouted;

    public void Add(ReplayedQuestion replayed)
    {
        var question = replayed.Question;
        if (!replayed.IsRouted)
        {
            _forced += replayed.Obstacle is null ? 1 : 0;
            _unrouted += replayed.Obstacle is null ? 0 : 1;
            _obstacle ??= replayed.Obstacle;
            return;
        }

        _questions++;
        _known += question.Tokens is null ? 0 : 1;
        _paid = question.PaidPicoUsd is { } paid ? checked((_paid ?? 0) + paid) : _paid;
        _before.Add(replayed.Before);
        _after.Add(replayed.After);
        if (replayed.Flip is { } kind)
        {
            _flips[((int)kind * Complexities) + (int)replayed.Before.Decision.Complexity]++;
        }
    }

    public ReplayTotals Totals() => new()
    {
        Questions = _questions,
        Forced = _forced,
        Unrouted = _unrouted,
        Obstacle = _obstacle,
        PaidPicoUsd = _paid,
        WithKnownTokens = _known,
        Before = _before.Totals(),
        After = _after.Totals(),
        FlipCounts = [.. _flips.Select((count, place) => new FlipCount((FlipKind)(place / Complexities), (Complexity)(place % Complexities), count)).Where(count => count.Questions > 0)],
    };

    private sealed class Side
    {
        private long _small;
        private long _cost;
        private long _unpriced;
        private long _judged;
        private long _cascades;
        private long _open;
        private long _openCost;

        public void Add(ReplaySide side)
        {
            _small += side.Decision.ModelClass.IsSlm() ? 1 : 0;
            _cost = checked(_cost + (side.CostPicoUsd ?? 0));
            _unpriced += side.CostPicoUsd is null ? 1 : 0;
            _judged += side.Verdict is null ? 0 : 1;
            _cascades += side.Cascades ? 1 : 0;
            _open += side.OpenPicoUsd is null ? 0 : 1;
            _openCost = checked(_openCost + (side.OpenPicoUsd ?? 0));
        }

        public ReplaySideTotals Totals() => new(_small, _cost, _unpriced, _judged, _cascades, _open, _openCost);
    }
}
