namespace TenantConsole.Core.Completions;

/// <summary>One message of a conversation, as a provider takes it.</summary>
/// <param name="Role"><c>system</c>, <c>user</c> or <c>assistant</c>.</param>
public sealed record ChatMessage(string Role, string Content);
