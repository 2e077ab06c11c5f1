namespace TenantConsole.Core.Conversations.Prompts;

/// <summary>What a person wants a saved prompt to be.</summary>
public sealed record PromptDraft(string Title, string Text, bool IsShared);
