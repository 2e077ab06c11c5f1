namespace TenantConsole.Core.Organizations;

/// <summary>One setting that would be different, in words for people.</summary>
public sealed record SettingChange(string Setting, string Old, string New);
