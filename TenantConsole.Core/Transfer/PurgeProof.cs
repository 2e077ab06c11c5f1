namespace TenantConsole.Core.Transfer;

/// <summary>What a purge has deleted. It stands in the platform's chain too.</summary>
/// <param name="Slug">The name in addresses that is free again.</param>
/// <param name="Tables">Every table that can hold something of an organization, by name, with the rows counted before; afterwards none was left in any, or there would be no proof.</param>
/// <param name="LastAuditSeq">The number of the last entry of the organization's own chain; 0 where it had none.</param>
/// <param name="LastAuditHash">The hash of that entry.</param>
public sealed record PurgeProof(string Slug, IReadOnlyDictionary<string, long> Tables, long LastAuditSeq, string LastAuditHash)
{
    public long Rows { get; } = Tables.Values.Sum();
}
