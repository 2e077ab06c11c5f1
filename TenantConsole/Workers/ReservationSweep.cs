using TenantConsole.Core.Usage.Ledger;

namespace TenantConsole.Workers;

/// <summary>Gives back, twice a minute, what calls held that a crash left behind.</summary>
internal sealed partial class ReservationSweep(LedgerWriter ledger, TimeProvider time, ILogger<ReservationSweep> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            try
            {
                if (await ledger.SweepAsync(stoppingToken) is > 0 and var count)
                {
                    Log.Swept(logger, count);
                }
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // The next round tries again; until then the reservations merely hold longer than they need.
                Log.Failed(logger, exception);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "{Count} reservations that nobody settled were given back.")]
        public static partial void Swept(ILogger logger, int count);

        [LoggerMessage(LogLevel.Error, "Expired reservations could not be given back now.")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
