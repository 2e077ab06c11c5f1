using TenantConsole.Core.Quotas;

namespace TenantConsole.Core.Completions.Learning;

/// <summary>Why a comparison came to nothing, for people.</summary>
internal static class ShadowWords
{
    public const string BrokenOff = "It was broken off, by a restart or a fault, and is not bought a second time.";
    public const string SwitchedOff = "Comparisons were switched off before it began.";
    public const string NotActive = "The organization takes no calls at present.";
    public const string TextGone = "The question or its answer is not kept any more.";
    public const string Unreadable = "The judge did not reply with two scores.";

    public static string Refused(QuotaRefusal refusal) =>
        refusal.Scope == QuotaScopes.Shadow ? "The month's budget for comparisons has no room for it." : "The organization's budget has no room for it.";
}
