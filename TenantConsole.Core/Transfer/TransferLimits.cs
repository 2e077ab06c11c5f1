namespace TenantConsole.Core.Transfer;

/// <summary>
/// What an archive may ask of the machine that imports it. Nothing is unpacked to disk and rows are read one at a time, so these bound time and the memory of one row.
/// </summary>
public sealed record TransferLimits
{
    /// <summary>Entries of the archive.</summary>
    public int Entries { get; init; } = 1_000_000;

    /// <summary>Bytes of all entries together, unpacked.</summary>
    public long UnpackedBytes { get; init; } = 1L << 40;

    /// <summary>How many times larger than the archive its content may be, once it is larger than <see cref="UnsuspectedBytes"/>. Rows of the ledger shrink to a tenth.</summary>
    public int Ratio { get; init; } = 150;

    public long UnsuspectedBytes { get; init; } = 64 << 20;

    public int ManifestBytes { get; init; } = 64 << 20;

    /// <summary>Of one line: a row.</summary>
    public int LineBytes { get; init; } = 64 << 20;
}
