namespace TenantConsole.Core.Tenancy;

/// <summary>A row that is written once. Triggers in the database refuse to change or delete it; only the purge of its whole organization, under a <see cref="PurgeGrant"/>, may.</summary>
public interface IAppendOnly : ITenantOwned;
