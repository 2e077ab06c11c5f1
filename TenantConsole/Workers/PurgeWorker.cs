using TenantConsole.Core.Security;
using TenantConsole.Core.Transfer;

namespace TenantConsole.Workers;

/// <summary>Purges, once an hour and at the start, the organizations whose grace period is over, and finishes a purge that a crash broke off.</summary>
internal sealed partial class PurgeWorker(OrganizationPurge purge, TimeProvider time, ILogger<PurgeWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);
    private static readonly Actor Worker = new Actor.Installation("purge");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            try
            {
                if (await purge.PurgeDueAsync(Worker, stoppingToken) is > 0 and var count)
                {
                    Log.Purged(logger, count);
                }
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // The next round goes on where this one was; until then the organizations merely stay deleted.
                Log.Failed(logger, exception);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "{Count} organizations whose grace period is over were purged.")]
        public static partial void Purged(ILogger logger, int count);

        [LoggerMessage(LogLevel.Error, "Deleted organizations could not be purged now.")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
