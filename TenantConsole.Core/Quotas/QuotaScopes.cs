namespace TenantConsole.Core.Quotas;

/// <summary>The parts of an organization's spending that are counted apart, besides the whole (the empty scope).</summary>
public static class QuotaScopes
{
    /// <summary>What comparisons of two models' answers cost.</summary>
    public const string Shadow = "shadow";
}
