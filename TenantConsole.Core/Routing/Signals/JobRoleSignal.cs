namespace TenantConsole.Core.Routing.Signals;

/// <summary>
/// The asker's job role. A lean towards the larger model grows with the text, from nothing at the bound of simple lengths to its full size at that of moderate
/// ones: an
/// executive's short question is a short question. A lean towards the small model counts at any length.
/// </summary>
internal static class JobRoleSignal
{
    public static double LeanOf(string? role, RoutingPolicy policy) => Find(role, policy)?.Lean ?? 0;

    public static double Push(in QuestionFacts facts, RoutingPolicy policy)
    {
        if (facts.Lean <= 0)
            return policy.Weights.JobRole * facts.Lean;

        var bounds = policy.LengthBounds;
        var share = Math.Clamp((double)(facts.Length - bounds.SimpleBelow) / (bounds.ModerateUpTo - bounds.SimpleBelow), 0, 1);
        return policy.Weights.JobRole * facts.Lean * share;
    }

    public static void Explain(string? role, in QuestionFacts facts, RoutingPolicy policy, List<SignalContribution> contributions)
    {
        var push = Push(facts, policy);
        if (push != 0)
            contributions.Add(new(SignalNames.JobRole, policy.Weights.JobRole, Rounded.Of(push), [], $"the asker's role {Find(role, policy)?.Key}"));
    }

    public static JobRoleLean? Find(string? role, RoutingPolicy policy)
    {
        if (role is null)
            return null;

        foreach (var lean in policy.JobRoles)
        {
            if (lean.IsNamed(role))
                return lean;
        }

        return null;
    }
}
