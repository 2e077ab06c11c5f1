namespace TenantConsole.Core.Organizations;

/// <summary>What an edit changes, as the audit log keeps it: old and new of each setting; of names, addresses and free text only that they changed.</summary>
internal static class OrganizationDiff
{
    private const string Changed = "changed";

    public static Dictionary<string, object?> Between(Organization organization, OrganizationChanges changes)
    {
        var details = new Dictionary<string, object?>(StringComparer.Ordinal);
        Add("industry", organization.Industry, changes.Industry);
        Add("size", organization.Size, changes.Size);
        Add("time_zone", organization.TimeZone, changes.TimeZone);
        foreach (var change in OrganizationSettings.Of(organization).DiffTo(changes.Settings))
        {
            Add(change.Setting.ToLowerInvariant().Replace(' ', '_'), change.Old, change.New);
        }

        Mark("name", organization.Name != changes.Name);
        Mark("admin_contact_name", organization.AdminContactName != changes.AdminContactName);
        Mark("admin_contact_email", organization.AdminContactEmail != changes.AdminContactEmail);
        Mark("metadata", organization.Metadata.Count != changes.Metadata.Count || organization.Metadata.Except(changes.Metadata).Any());
        return details;

        void Add<T>(string field, T old, T wanted)
        {
            if (!EqualityComparer<T>.Default.Equals(old, wanted))
            {
                details[field] = new Dictionary<string, string?>(StringComparer.Ordinal) { ["old"] = old?.ToString(), ["new"] = wanted?.ToString() };
            }
        }

        void Mark(string field, bool changed)
        {
            if (changed)
            {
                details[field] = Changed;
            }
        }
    }
}
