using System.Globalization;
using System.Text.Json;
using TenantConsole.Core.Routing;

namespace TenantConsole.Components.Pages.Routing;

/// <summary>A routing policy and what is changed in it, in words for people.</summary>
internal static class PolicyWords
{
    private static readonly Dictionary<string, string> Settings = new(StringComparer.Ordinal)
    {
        ["strategy"] = "Strategy",
        ["dial"] = "Dial",
        ["keywords.simple"] = "Simple keywords",
        ["keywords.moderate"] = "Moderate keywords",
        ["keywords.complex"] = "Complex keywords",
        ["keywords.critical"] = "Critical keywords",
        ["keywords.everyday"] = "Everyday keywords",
        ["lengthBounds.simpleBelow"] = "Length: simple below",
        ["lengthBounds.moderateUpTo"] = "Length: moderate up to",
        ["lengthBounds.complexUpTo"] = "Length: complex up to",
        ["weights.keywords"] = "Weight of keywords",
        ["weights.length"] = "Weight of length",
        ["weights.jobRole"] = "Weight of the job role",
        ["weights.conversation"] = "Weight of the conversation",
        ["weights.questions"] = "Weight of several questions",
        ["weights.technical"] = "Weight of technical content",
        ["weights.impact"] = "Weight of trouble reported",
        ["models.simple"] = "Model for simple questions",
        ["models.moderate"] = "Model for moderate questions",
        ["models.complex"] = "Model for complex questions",
        ["models.critical"] = "Model for critical questions",
        ["standardModelId"] = "Standard model",
        ["allowedModels"] = "Models that may be asked for by name",
        ["jobRoles"] = "Job roles",
        ["preference"] = "Preference",
        ["budgetFallback"] = "Cheaper models near the budget",
        ["budgetFallbackFromShare"] = "Cheaper models from",
        ["cascade.threshold"] = "Cascade threshold",
        ["cascade.onLowConfidence"] = "Ask a larger model: low confidence",
        ["cascade.onUncertainty"] = "Ask a larger model: unsure words",
        ["cascade.onBrevity"] = "Ask a larger model: too brief",
        ["cascade.onAskingBack"] = "Ask a larger model: asks back",
        ["cascade.mode"] = "While an answer streams",
        ["cascade.windowTokens"] = "Window",
    };

    /// <summary>The name of a setting; one that is not known here is spelt out.</summary>
    public static string SettingOf(string field) => Settings.GetValueOrDefault(field) ?? SpeltOut(field);

    public static PolicyLine LineOf(PolicyChange change)
    {
        var (old, now) = (Texts(change.Old), Texts(change.New));
        return old is not null && now is not null
            ? new(SettingOf(change.Field), null, null, [.. now.Except(old, StringComparer.Ordinal)], [.. old.Except(now, StringComparer.Ordinal)])
            : new(SettingOf(change.Field), ValueOf(change.Field, change.Old), ValueOf(change.Field, change.New), [], []);
    }

    /// <summary>The change in a sentence's part, for a line of the history: "Dial: 0.5 → 0.65", "Simple keywords: 2 added, 1 removed".</summary>
    public static string Short(PolicyChange change)
    {
        var line = LineOf(change);
        return line switch
        {
            { Old: not null } => $"{line.Setting}: {line.Old} → {line.New}",
            { Added.Count: 0, Removed.Count: 0 } => $"{line.Setting}: another order",
            { Added.Count: 0 } => $"{line.Setting}: {line.Removed.Count} removed",
            { Removed.Count: 0 } => $"{line.Setting}: {line.Added.Count} added",
            _ => $"{line.Setting}: {line.Added.Count} added, {line.Removed.Count} removed",
        };
    }

    public static string NameOf(RoutingStrategy strategy) => strategy switch
    {
        RoutingStrategy.Rules => "Rules",
        RoutingStrategy.Learned => "Learned",
        _ => "Combined",
    };

    public static string NameOf(CascadeMode mode) => mode switch
    {
        CascadeMode.Stream => "shown at once, judged at the end",
        CascadeMode.Window => "held back for a window",
        _ => "shown when whole and judged",
    };

    public static string NameOf(RoutingPreference preference) => preference switch
    {
        RoutingPreference.Quality => "quality",
        RoutingPreference.Cost => "cost",
        _ => "neither: balanced",
    };

    /// <summary>"0.65, towards quality".</summary>
    public static string Dial(double dial) => Number(dial) + dial switch
    {
        0.5 => ", balanced",
        < 0.5 => ", towards cost",
        _ => ", towards quality",
    };

    public static string Number(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);

    public static string Percent(decimal share) => (share * 100).ToString("0.##", CultureInfo.InvariantCulture) + " %";

    private static string ValueOf(string field, string? json)
    {
        if (json is null)
        {
            return field == "allowedModels" ? "every chat model" : "not set";
        }

        using var document = JsonDocument.Parse(json);
        var value = document.RootElement;
        return (field, value.ValueKind) switch
        {
            ("strategy", JsonValueKind.String) => NameOf(value.Deserialize<RoutingStrategy>()),
            ("preference", JsonValueKind.String) => NameOf(value.Deserialize<RoutingPreference>()),
            ("cascade.mode", JsonValueKind.String) => NameOf(value.Deserialize<CascadeMode>()),
            ("dial", JsonValueKind.Number) => Dial(value.GetDouble()),
            ("budgetFallbackFromShare", JsonValueKind.Number) => Percent(value.GetDecimal()) + " of the budget",
            ("cascade.windowTokens", JsonValueKind.Number) => value.GetRawText() + " tokens",
            (_, JsonValueKind.Number) when field.StartsWith("lengthBounds.", StringComparison.Ordinal) => value.GetRawText() + " characters",
            (_, JsonValueKind.Number) => Number(value.GetDouble()),
            (_, JsonValueKind.True) => "on",
            (_, JsonValueKind.False) => "off",
            (_, JsonValueKind.Array) when Texts(json) is { } texts => string.Join(", ", texts),
            (_, JsonValueKind.String) => value.GetString()!,
            _ => value.GetRawText(),
        };
    }

    private static List<string>? Texts(string? json)
    {
        if (json is null)
        {
            return null;
        }

        using var document = JsonDocument.Parse(json);
        return document.RootElement.ValueKind == JsonValueKind.Array && document.RootElement.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String)
            ? [.. document.RootElement.EnumerateArray().Select(item => item.GetString()!)]
            : null;
    }

    private static string SpeltOut(string field)
    {
        var words = string.Concat(field.Select(letter => letter == '.' ? ": " : char.IsUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : letter.ToString()));
        return words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];
    }
}
