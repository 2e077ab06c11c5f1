using TenantConsole.Components.Pages.Routing;
using TenantConsole.Components.Shared.Forms;
using TenantConsole.Core.Routing;

namespace TenantConsole.Components.Pages.Lab;

/// <summary>A policy while a person turns its knobs: the editor's, and those that are set elsewhere but can be tried here.</summary>
public sealed class PolicyDraft
{
    /// <summary>What the editor has fields for.</summary>
    public PolicyForm Form { get; private set; } = new(RoutingPolicy.Default);

    public RoutingPreference Preference { get; set; }

    public double Threshold { get; set; }

    /// <summary>Keywords, length bounds and weights that differ from the policy that it began with.</summary>
    public int SignalChanges => Form.Changes.Count(change => IsOfSignals(change.Field));

    /// <summary>Whether a setting is one of keywords, length bounds and weights.</summary>
    public static bool IsOfSignals(string field) =>
        field.StartsWith("keywords", StringComparison.Ordinal) || field.StartsWith("lengthBounds", StringComparison.Ordinal) || field.StartsWith("weights", StringComparison.Ordinal);

    /// <summary>Begins anew from a policy.</summary>
    public void Begin(RoutingPolicy policy) => (Form, Preference, Threshold) = (new(policy), policy.Preference, policy.Cascade.Threshold);

    /// <summary>What would be tried; what cannot be read as a number is put among the faults.</summary>
    public RoutingPolicy Read(FormFaults faults)
    {
        var policy = Form.Read(faults);
        return policy with { Preference = Preference, Cascade = policy.Cascade with { Threshold = Threshold } };
    }
}
