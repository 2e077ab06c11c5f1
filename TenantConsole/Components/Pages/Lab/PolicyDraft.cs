using TenantConsole.Core.Routing;

namespace TenantConsole.Components.Pages.Lab;

/// <summary>The main knobs of a policy while a person turns them; everything else is the policy's that it began with.</summary>
public sealed class PolicyDraft
{
    private RoutingPolicy _base = RoutingPolicy.Default;

    public RoutingStrategy Strategy { get; set; }

    public double Dial { get; set; }

    public RoutingPreference Preference { get; set; }

    public string Simple { get; set; } = "";

    public string Moderate { get; set; } = "";

    public string Complex { get; set; } = "";

    public string Critical { get; set; } = "";

    public double Threshold { get; set; }

    public bool OnLowConfidence { get; set; }

    public bool OnUncertainty { get; set; }

    public bool OnBrevity { get; set; }

    public bool OnAskingBack { get; set; }

    /// <summary>Begins anew from a policy.</summary>
    public void Begin(RoutingPolicy policy)
    {
        _base = policy;
        (Strategy, Dial, Preference) = (policy.Strategy, policy.Dial, policy.Preference);
        (Simple, Moderate, Complex, Critical) = (policy.Models.Simple, policy.Models.Moderate, policy.Models.Complex, policy.Models.Critical);
        (Threshold, OnLowConfidence, OnUncertainty) = (policy.Cascade.Threshold, policy.Cascade.OnLowConfidence, policy.Cascade.OnUncertainty);
        (OnBrevity, OnAskingBack) = (policy.Cascade.OnBrevity, policy.Cascade.OnAskingBack);
    }

    public RoutingPolicy ToPolicy() => _base with
    {
        Strategy = Strategy,
        Dial = Dial,
        Preference = Preference,
        Models = new(Simple, Moderate, Complex, Critical),
        Cascade = _base.Cascade with
        {
            Threshold = Threshold,
            OnLowConfidence = OnLowConfidence,
            OnUncertainty = OnUncertainty,
            OnBrevity = OnBrevity,
            OnAskingBack = OnAskingBack,
        },
    };
}
