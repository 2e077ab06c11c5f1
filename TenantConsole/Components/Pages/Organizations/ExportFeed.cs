using System.Collections.Concurrent;
using TenantConsole.Core.Transfer;

namespace TenantConsole.Components.Pages.Organizations;

/// <summary>Tells an open page how far the download is that it has started. The page makes up a word that nobody can guess and gives it to the download.</summary>
public sealed class ExportFeed
{
    private readonly ConcurrentDictionary<string, Action<TransferProgress?>> _watchers = new(StringComparer.Ordinal);

    /// <summary>Watches a download until disposed.</summary>
    /// <param name="watch">Told from the download's own thread; null: it has ended.</param>
    public IDisposable Watch(string download, Action<TransferProgress?> watch)
    {
        _watchers[download] = watch;
        return new Watcher(this, download);
    }

    /// <summary>What the download reports to; null where nobody watches.</summary>
    public IProgress<TransferProgress>? Of(string? download) => download is { } watched && _watchers.ContainsKey(watched) ? new Teller(this, watched) : null;

    /// <summary>The download has ended, one way or the other.</summary>
    public void End(string? download) => Tell(download, null);

    private void Tell(string? download, TransferProgress? progress)
    {
        if (download is { } watched && _watchers.TryGetValue(watched, out var watch))
        {
            watch(progress);
        }
    }

    private sealed class Watcher(ExportFeed feed, string download) : IDisposable
    {
        public void Dispose() => feed._watchers.TryRemove(download, out _);
    }

    private sealed class Teller(ExportFeed feed, string download) : IProgress<TransferProgress>
    {
        public void Report(TransferProgress value) => feed.Tell(download, value);
    }
}
