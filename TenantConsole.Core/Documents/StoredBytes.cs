namespace TenantConsole.Core.Documents;

/// <summary>What a store keeps under one key.</summary>
/// <param name="WrittenUtc">When it was last written to.</param>
public sealed record StoredBytes(string Key, long SizeBytes, DateTime WrittenUtc);
