using TenantConsole.Core.Completions.Learning;

namespace TenantConsole.Workers;

/// <summary>Does, every ten seconds, the comparisons that wait.</summary>
internal sealed partial class ShadowWorker(ShadowRunner runner, TimeProvider time, ILogger<ShadowWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await runner.RunDueAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // What waits is still there; the next round tries again.
                Log.Failed(logger, exception);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Answers could not be compared now.")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
