namespace TenantConsole.Core.Security;

/// <summary>
/// The actor may not do this, or the thing does not exist for them: the two are told apart neither by type nor by message,
/// so that a stranger cannot find out what another organization has.
/// </summary>
public sealed class AccessDeniedException() : Exception("This does not exist, or you have no permission for it.");
