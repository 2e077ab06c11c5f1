namespace TenantConsole.Core.Common;

/// <summary>Somebody else saved the same thing since it was read. Nothing was changed; whoever edits reads it again and decides anew.</summary>
/// <param name="thing">What it is: <c>this organization</c>.</param>
public sealed class EditConflictException(string thing)
    : InvalidInputException($"Somebody else changed {thing} after you opened it. Nothing of yours was saved; reload to see their change.");
