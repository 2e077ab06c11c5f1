namespace TenantConsole.Core.Transfer;

/// <summary>What an archive holds that was verified and could be imported.</summary>
/// <param name="Tables">Rows by table; tables without rows are not there.</param>
/// <param name="People">Members as people.</param>
/// <param name="NewPeople">Those of them for whom an account without a password would be made.</param>
/// <param name="LeftOut">What the organization had and the archive has not, and why: a sentence each.</param>
public sealed record ImportPreview(
    string Slug, string Name, DateTime ExportedUtc, IReadOnlyDictionary<string, long> Tables, int People, int NewPeople, IReadOnlyList<string> LeftOut)
{
    public long Rows { get; } = Tables.Values.Sum();
}
