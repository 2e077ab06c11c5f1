using TenantConsole.Core.Completions.Learning;

namespace TenantConsole.Workers;

/// <summary>Lets organizations' routing learn, three times a minute, what came in.</summary>
internal sealed partial class LearningWorker(OutcomeLearner learner, TimeProvider time, ILogger<LearningWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(20);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                if (await learner.LearnDueAsync(stoppingToken) is > 0 and var count)
                {
                    Log.Learned(logger, count);
                }
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
        [LoggerMessage(LogLevel.Information, "Routing learned from what came in: {Count} new calibrations.")]
        public static partial void Learned(ILogger logger, int count);

        [LoggerMessage(LogLevel.Error, "Routing could not learn now.")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
