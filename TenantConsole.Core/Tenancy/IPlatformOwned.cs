namespace TenantConsole.Core.Tenancy;

/// <summary>A row that belongs to the installation. It is not part of the model that an organization's context has, so no query there can name it.</summary>
public interface IPlatformOwned;
