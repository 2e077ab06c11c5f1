using TenantConsole.Core.Common;

namespace TenantConsole.Core.Conversations.Prompts;

/// <summary>A saved prompt in a list.</summary>
/// <param name="OwnerName">Null where it is the reader's own.</param>
/// <param name="MayChange">The reader may change and delete it.</param>
public sealed record SavedPromptItem(SavedPromptId Id, string Title, string Text, bool IsShared, string? OwnerName, DateTime ChangedUtc, int Version, bool MayChange);
