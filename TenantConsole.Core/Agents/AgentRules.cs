using TenantConsole.Core.Catalog;
using TenantConsole.Core.Common;

namespace TenantConsole.Core.Agents;

/// <summary>What an agent may be, as far as the agent itself and the catalogue tell.</summary>
internal static class AgentRules
{
    /// <summary>The draft as it is saved: without spaces around its texts.</summary>
    public static AgentDraft Trimmed(AgentDraft draft) => draft with
    {
        Name = draft.Name.Trim(),
        Specialization = draft.Specialization.Trim(),
        Instructions = draft.Instructions.Trim(),
        ModelId = draft.ModelId.Trim(),
    };

    /// <summary>Every fault at once.</summary>
    public static List<FieldError> Faults(AgentDraft draft, ModelCatalog catalog, DateTime nowUtc)
    {
        var faults = new List<FieldError>();
        Check("name", draft.Name.Length is 0 or > Agent.MaxNameLength ? $"Give a name of up to {Agent.MaxNameLength} characters." : null);
        Check("type", Enum.IsDefined(draft.Type) ? null : "Choose what the agent is there for.");
        Check("specialization", draft.Specialization.Length > Agent.MaxSpecializationLength ? $"At most {Agent.MaxSpecializationLength} characters fit here." : null);
        Check("instructions", draft.Instructions.Length > Agent.MaxInstructionsLength ? FormattableString.Invariant($"At most {Agent.MaxInstructionsLength:N0} characters fit here.") : null);
        Check("modelId", ModelFault(draft.ModelId, catalog, nowUtc));
        return faults;

        void Check(string field, string? message)
        {
            if (message is not null)
            {
                faults.Add(new(field, message));
            }
        }
    }

    private static string? ModelFault(string modelId, ModelCatalog catalog, DateTime nowUtc) => catalog.Resolve(modelId, nowUtc) switch
    {
        { Model: null } resolution => resolution.Explanation,
        { Model: var model } when !model.Class.IsChat() => $"{model.Id} is not a chat model.",
        _ => null,
    };
}
