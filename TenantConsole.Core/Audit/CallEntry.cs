namespace TenantConsole.Core.Audit;

/// <summary>A call's place in its organization's chain.</summary>
/// <param name="Hash">Of the entry, which every later one rests on.</param>
public sealed record CallEntry(long Seq, DateTime OccurredUtc, byte[] Hash);
