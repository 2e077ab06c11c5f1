using TenantConsole.Core.Conversations.Prompts;

namespace TenantConsole.Components.Pages.Playground.Prompts;

/// <summary>A prompt under the editor's hands.</summary>
/// <param name="present">The one that is changed; null: a new one.</param>
internal sealed class EditedPrompt(SavedPromptItem? present, string text)
{
    public SavedPromptItem? Present => present;

    public string Title { get; set; } = present?.Title ?? "";

    public string Text { get; set; } = present?.Text ?? text;

    public bool IsShared { get; set; } = present?.IsShared ?? false;

    public PromptDraft Draft => new(Title, Text, IsShared);
}
