namespace TenantConsole.Commands;

/// <summary>A verb cannot do what it was asked to. The message is the whole of what the person needs to know.</summary>
internal sealed class CommandException(string message, Exception? inner = null) : Exception(message, inner);
