using TenantConsole.Core.Lab;

namespace TenantConsole.Workers;

/// <summary>Makes the lab's runs, one after the other; says of them that they are still there, and marks those of processes that are gone.</summary>
internal sealed partial class LabWorker(LabRunner runner, TimeProvider time, ILogger<LabWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = LabRunner.Silence / 4;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(runner.RunAsync(stoppingToken), KeepAsync(stoppingToken));

    private async Task KeepAsync(CancellationToken stoppingToken)
    {
        var atStart = true;
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            try
            {
                await runner.BeatAsync(stoppingToken);
                if (await runner.SweepAsync(atStart, stoppingToken) is > 0 and var broken)
                {
                    Log.Swept(logger, broken);
                }

                atStart = false;
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // The next round goes on.
                Log.Failed(logger, exception);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "{Runs} runs of the lab are broken off: the process that had them is gone.")]
        public static partial void Swept(ILogger logger, int runs);

        [LoggerMessage(LogLevel.Error, "Runs of the lab could not be looked after now.")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
