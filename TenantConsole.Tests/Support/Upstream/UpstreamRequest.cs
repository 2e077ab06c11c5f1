namespace TenantConsole.Tests.Support.Upstream;

/// <summary>What a client sent.</summary>
/// <param name="Headers">Names without regard to case.</param>
public sealed record UpstreamRequest(string Method, string Path, IReadOnlyDictionary<string, string> Headers, string Body);
