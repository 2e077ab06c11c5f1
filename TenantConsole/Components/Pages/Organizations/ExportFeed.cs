using System.Collections.Concurrent;
using TenantConsole.Core.Transfer;

namespace TenantConsole.Components.Pages.Organizations;

/// <summary>Tells an open page how far the download is that it has started. The page makes up a number that nobody can guess and gives it to the download.</summary>
public sealed class ExportFeed
{
    private readonly ConcurrentDictionary<Guid, Action<TransferProgress?>> _watchers = new();

    /// <summary>Watches a download until disposed.</summary>
    /// <param name="watch">Told from the download's own thread; null: it has ended.</param>
    public IDisposable Watch(Guid download, Action<TransferProgress?> watch)
    {
        _watchers[download] = watch;
        return new Watcher(this, download);
    }

    /// <summary>What the download reports to; null where nobody watches.</summary>
    public IProgress<TransferProgress>? Of(Guid? download) => download is { } watched && _watchers.ContainsKey(watched) ? new Teller(this, watched) : null;

    /// <summary>The download has ended, one way or the other.</summary>
    public void End(Guid? download) => Tell(download, null);

    private void Tell(Guid? download, TransferProgress? progress)
    {
        if (download is { } watched && _watchers.TryGetValue(watched, out var watch))
        {
            watch(progress);
        }
    }

    private sealed class Watcher(ExportFeed feed, Guid download) : IDisposable
    {
        public void Dispose() => feed._watchers.TryRemove(download, out _);
    }

    private sealed class Teller(ExportFeed feed, Guid download) : IProgress<TransferProgress>
    {
        public void Report(TransferProgress value) => feed.Tell(download, value);
    }
}
