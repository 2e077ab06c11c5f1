using TenantConsole.Core.Security;
using TenantConsole.Core.Transfer;

namespace TenantConsole.Workers;

/// <summary>Deletes, once a day and at the start, the questions and answers whose organization no longer keeps them.</summary>
internal sealed partial class RetentionWorker(DataRetention retention, TimeProvider time, ILogger<RetentionWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromDays(1);
    private static readonly Actor Worker = new Actor.Installation("retention");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            try
            {
                if (await retention.RunAsync(Worker, stoppingToken) is { Texts: > 0 } run)
                {
                    Log.Deleted(logger, run.Texts, run.Organizations);
                }
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // The next round goes on; what it deletes is over by a day more.
                Log.Failed(logger, exception);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "{Texts} questions and answers of {Organizations} organizations were deleted: their retention is over.")]
        public static partial void Deleted(ILogger logger, long texts, int organizations);

        [LoggerMessage(LogLevel.Error, "Questions and answers whose retention is over could not be deleted now.")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
