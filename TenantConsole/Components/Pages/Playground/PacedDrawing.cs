namespace TenantConsole.Components.Pages.Playground;

/// <summary>Shows text that streams in every so often: a page drawn per token would be busy with nothing else.</summary>
internal sealed class PacedDrawing : IAsyncDisposable
{
    public static readonly TimeSpan Every = TimeSpan.FromMilliseconds(50);

    private readonly ITimer _timer;
    private int _waiting;

    /// <param name="draw">May be called from any thread.</param>
    public PacedDrawing(TimeProvider time, Action draw) => _timer = time.CreateTimer(
        _ =>
        {
            Volatile.Write(ref _waiting, 0);
            draw();
        },
        null,
        Timeout.InfiniteTimeSpan,
        Timeout.InfiniteTimeSpan);

    /// <summary>Draws with what else comes until then.</summary>
    public void Soon()
    {
        if (Interlocked.Exchange(ref _waiting, 1) == 0)
            _timer.Change(Every, Timeout.InfiniteTimeSpan);
    }

    public ValueTask DisposeAsync() => _timer.DisposeAsync();
}
