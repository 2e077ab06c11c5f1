namespace TenantConsole;

/// <summary>Settings are wrong. Says all of what is wrong with them, each fault on a line of its own.</summary>
public sealed class SettingsException(IReadOnlyList<string> faults)
    : Exception(faults.Count == 1 ? $"A setting is wrong: {faults[0]}" : $"{faults.Count} settings are wrong:\n- {string.Join("\n- ", faults)}");
