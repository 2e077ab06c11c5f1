namespace TenantConsole.Core.Completions.Providers;

/// <summary>One chunk of an answer, with the provider's own bytes.</summary>
internal readonly record struct ChatChunk(string Text, bool HasContent, ReadOnlyMemory<byte> Json);
