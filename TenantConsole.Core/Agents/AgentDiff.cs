namespace TenantConsole.Core.Agents;

/// <summary>What the audit log says of an agent: ids, choices and lengths, no text.</summary>
internal static class AgentDiff
{
    /// <summary>A new agent as it begins.</summary>
    public static Dictionary<string, object?> Of(Agent agent) => Fields(AgentDraft.Of(agent)).ToDictionary(field => field.Name, field => field.Value, StringComparer.Ordinal);

    /// <summary>What a draft changes, as it will be; empty where nothing.</summary>
    public static Dictionary<string, object?> Between(Agent agent, AgentDraft draft)
    {
        var old = AgentDraft.Of(agent);
        var changed = Fields(old).Zip(Fields(draft)).Where(pair => !Equals(pair.First.Value, pair.Second.Value))
            .ToDictionary(pair => pair.First.Name, pair => pair.Second.Value, StringComparer.Ordinal);
        foreach (var (name, before, after) in ((string, string, string)[])
        [
            ("name", old.Name, draft.Name), ("specialization", old.Specialization, draft.Specialization), ("instructions", old.Instructions, draft.Instructions),
        ])
        {
            if (before != after)
            {
                changed[name] = "changed";
            }
        }

        return changed;
    }

    private static (string Name, object? Value)[] Fields(AgentDraft draft) =>
    [
        ("type", draft.Type.ToString()),
        ("role", draft.RoleId?.ToString()),
        ("instructions_characters", draft.Instructions.Length),
        ("reports_to", draft.ReportsToId?.ToString()),
        ("uses_router", draft.UsesRouter),
        ("model", draft.ModelId),
        ("enabled", draft.IsEnabled),
    ];
}
