namespace TenantConsole.Core.Completions.Providers;

/// <summary>What one chunk added to an answer.</summary>
/// <param name="Text">To the first choice.</param>
/// <param name="HasContent">Something a person or program can see: text, a tool call, reasoning, of any choice.</param>
/// <param name="Detail">For the log, where there is a fault.</param>
internal readonly record struct ChatPiece(ProviderFault Fault, string Text, bool HasContent, string? Detail)
{
    public static ChatPiece Broken(ProviderFault fault, string detail) => new(fault, string.Empty, false, detail);
}
