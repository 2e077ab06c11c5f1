namespace TenantConsole.Core.Documents;

/// <summary>What a sweep cleared.</summary>
/// <param name="Uploads">Uploads that nobody finished.</param>
/// <param name="Orphans">Stored bytes that no document has.</param>
/// <param name="Texts">Texts whose reading was given up.</param>
public sealed record DocumentSweepResult(int Uploads, int Orphans, int Texts)
{
    public bool IsNothing => Uploads + Orphans + Texts == 0;
}
