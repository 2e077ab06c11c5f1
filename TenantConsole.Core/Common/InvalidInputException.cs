namespace TenantConsole.Core.Common;

/// <summary>What a person or program gave cannot be accepted. The message is written for them: what is wrong and what would be right.</summary>
public sealed class InvalidInputException(string message, string? field = null) : Exception(message)
{
    /// <summary>The field that is wrong, where there is one.</summary>
    public string? Field { get; } = field;
}
