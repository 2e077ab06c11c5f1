namespace TenantConsole.Core.Documents;

/// <summary>A document that somebody wants to upload.</summary>
/// <param name="Name">What the file is called, as it came.</param>
/// <param name="SizeBytes">How long it is said to be. So much is reserved; not one byte more is taken.</param>
public sealed record NewDocument(string Name, long SizeBytes);
