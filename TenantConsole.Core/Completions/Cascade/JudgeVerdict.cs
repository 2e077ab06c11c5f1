namespace TenantConsole.Core.Completions.Cascade;

/// <summary>What the judge makes of a small model's answer.</summary>
/// <param name="Upgrade">A larger model should be asked: at least one trigger that is switched on fired.</param>
/// <param name="Quality">How likely the answer will do, 0..1.</param>
/// <param name="Triggers">Those that fired, in the order of the enumeration.</param>
public sealed record JudgeVerdict(bool Upgrade, double Quality, IReadOnlyList<CascadeTrigger> Triggers)
{
    /// <summary>In one sentence; null where nothing is wrong.</summary>
    public string? Reason => Triggers.Count == 0 ? null : $"A larger model should be asked because {string.Join(" and ", Triggers.Select(trigger => trigger.ToReason()))}.";
}
