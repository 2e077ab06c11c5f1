namespace TenantConsole.Core.Catalog;

/// <summary>
/// Holds the last read catalogue. While it is fresh nobody asks the database; then one caller compares the stamp and reads anew where it differs.
/// A read that an edit overtook is given to its caller, who began before the edit, and not kept.
/// </summary>
internal sealed class CatalogSnapshot(TimeProvider time, TimeSpan freshness) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _reading = new(1, 1);
    private Entry? _entry;
    private long _edits;

    public async Task<ModelCatalog> GetAsync(
        Func<CancellationToken, Task<long>> readStamp, Func<CancellationToken, Task<ModelCatalog>> load, CancellationToken cancellationToken)
    {
        if (Fresh() is { } fresh)
        {
            return fresh;
        }

        await _reading.WaitAsync(cancellationToken);
        try
        {
            return Fresh() ?? await ReadAsync(readStamp, load, cancellationToken);
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <summary>The catalogue was changed in this process: whoever asks from now on reads it anew.</summary>
    public void Invalidate()
    {
        lock (_lock)
        {
            _edits++;
            _entry = null;
        }
    }

    public void Dispose() => _reading.Dispose();

    private async Task<ModelCatalog> ReadAsync(Func<CancellationToken, Task<long>> readStamp, Func<CancellationToken, Task<ModelCatalog>> load, CancellationToken cancellationToken)
    {
        Entry? old;
        long edits;
        lock (_lock)
        {
            (old, edits) = (_entry, _edits);
        }

        // The stamp is read before the rows: an edit in between makes the snapshot newer than its stamp, and it is read once more than needed, never once less.
        var readAt = time.GetTimestamp();
        var stamp = await readStamp(cancellationToken);
        var catalog = old?.Stamp == stamp ? old.Catalog : await load(cancellationToken);
        lock (_lock)
        {
            if (_edits == edits)
            {
                _entry = new(catalog, stamp, readAt);
            }
        }

        return catalog;
    }

    private ModelCatalog? Fresh()
    {
        lock (_lock)
        {
            return _entry is { } entry && time.GetElapsedTime(entry.ReadAt) < freshness ? entry.Catalog : null;
        }
    }

    private sealed record Entry(ModelCatalog Catalog, long Stamp, long ReadAt);
}
