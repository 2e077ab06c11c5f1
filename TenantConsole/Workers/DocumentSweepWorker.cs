using TenantConsole.Core.Documents;

namespace TenantConsole.Workers;

/// <summary>Clears, every quarter of an hour, what uploads left that a crash broke off.</summary>
internal sealed partial class DocumentSweepWorker(DocumentSweep sweep, TimeProvider time, ILogger<DocumentSweepWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            try
            {
                if (await sweep.SweepAsync(stoppingToken) is { IsNothing: false } swept)
                {
                    Log.Swept(logger, swept.Uploads, swept.Orphans, swept.Texts);
                }
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // The next round tries again; until then storage merely counts as used for longer than it needs.
                Log.Failed(logger, exception);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Documents: {Uploads} abandoned uploads and {Orphans} files that belong to none were removed, the reading of {Texts} texts was given up.")]
        public static partial void Swept(ILogger logger, int uploads, int orphans, int texts);

        [LoggerMessage(LogLevel.Error, "What broken-off uploads left could not be cleared now.")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
