namespace TenantConsole.Core.Completions.Providers;

/// <summary>
/// The patience of one call: one token for the caller's stop, the total time and the phase that is under way, and the reason once it is cancelled. No timeout is ever tried again, so one clock serves all tries.
/// </summary>
internal sealed class CallClock : IDisposable
{
    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly CancellationToken _caller;

    /// <summary>Never disposed: it has neither a timer nor a wait handle of its own, and so may still be cancelled in the moment in which the call ends.</summary>
    private readonly CancellationTokenSource _source = new();

    private readonly CancellationTokenRegistration _callerStop;
    private readonly ITimer _timer;
    private readonly TimeSpan _total;
    private readonly long _start;
    private ProviderFault _late = ProviderFault.TotalTimeout;
    private ProviderFault? _reason;

    public CallClock(TimeProvider time, TimeSpan total, CancellationToken caller)
    {
        _time = time;
        _caller = caller;
        _total = total;
        _start = time.GetTimestamp();
        _callerStop = caller.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _source);
        _timer = time.CreateTimer(static state => ((CallClock)state!).Fire(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Relax();
    }

    public CancellationToken Token => _source.Token;

    public TimeSpan Elapsed => _time.GetElapsedTime(_start);

    public TimeSpan Remaining => _total - Elapsed;

    /// <summary>Why the token is cancelled; null: it is not.</summary>
    public ProviderFault? Reason => _caller.IsCancellationRequested ? ProviderFault.Cancelled : _reason;

    /// <summary>Something has to happen within this time.</summary>
    public void Expect(TimeSpan within, ProviderFault otherwise)
    {
        var remaining = Remaining;
        lock (_lock)
            _late = within < remaining ? otherwise : ProviderFault.TotalTimeout;
        Arm(within < remaining ? within : remaining);
    }

    /// <summary>Only the total counts.</summary>
    public void Relax() => Expect(TimeSpan.MaxValue, ProviderFault.TotalTimeout);

    /// <summary>Waits; false: the call has ended meanwhile.</summary>
    public async Task<bool> WaitAsync(TimeSpan wait)
    {
        Relax();
        try
        {
            await Task.Delay(wait, _time, Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    public void Dispose()
    {
        _timer.Dispose();
        _callerStop.Dispose();
    }

    private void Arm(TimeSpan due)
    {
        if (due <= TimeSpan.Zero)
            Fire();
        else
            _timer.Change(due, Timeout.InfiniteTimeSpan);
    }

    private void Fire()
    {
        lock (_lock)
            _reason ??= _late;
        _source.Cancel();
    }
}
