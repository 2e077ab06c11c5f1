using TenantConsole.Core.Routing;

namespace TenantConsole.Core.Completions.Cascade;

/// <summary>Why an answer should be asked again of a larger model.</summary>
public enum CascadeTrigger
{
    LowConfidence,
    Uncertainty,
    Brevity,
    AskingBack,
}

/// <summary>The triggers in words and under a policy.</summary>
public static class CascadeTriggers
{
    /// <summary>The name that the command line and the API use.</summary>
    public static string ToName(this CascadeTrigger trigger) => trigger switch
    {
        CascadeTrigger.LowConfidence => "low_confidence",
        CascadeTrigger.Uncertainty => "uncertainty",
        CascadeTrigger.Brevity => "brevity",
        CascadeTrigger.AskingBack => "asking_back",
        _ => throw new ArgumentOutOfRangeException(nameof(trigger), trigger, "Not a trigger."),
    };

    /// <summary>For people, after "because".</summary>
    public static string ToReason(this CascadeTrigger trigger) => trigger switch
    {
        CascadeTrigger.LowConfidence => "confidence in the answer is low",
        CascadeTrigger.Uncertainty => "the answer says that it is not sure",
        CascadeTrigger.Brevity => "the answer is brief though the question asks for more",
        CascadeTrigger.AskingBack => "the answer ends by asking back though the question was clear",
        _ => throw new ArgumentOutOfRangeException(nameof(trigger), trigger, "Not a trigger."),
    };

    internal static bool IsOn(this CascadePolicy policy, CascadeTrigger trigger) => trigger switch
    {
        CascadeTrigger.LowConfidence => policy.OnLowConfidence,
        CascadeTrigger.Uncertainty => policy.OnUncertainty,
        CascadeTrigger.Brevity => policy.OnBrevity,
        CascadeTrigger.AskingBack => policy.OnAskingBack,
        _ => false,
    };
}
