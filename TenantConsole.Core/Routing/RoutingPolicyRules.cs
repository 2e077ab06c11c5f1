using System.Globalization;
using TenantConsole.Core.Catalog;
using TenantConsole.Core.Common;
using TenantConsole.Core.Routing.Signals;

namespace TenantConsole.Core.Routing;

/// <summary>What a policy must be to be saved.</summary>
public static class RoutingPolicyRules
{
    public const int MostKeywords = 1000;
    public const int LongestKeyword = 80;
    public const int MostJobRoles = 200;

    /// <summary>Every fault at once, in the order of the policy's properties; empty for a good policy.</summary>
    public static IReadOnlyList<PolicyFault> Validate(this RoutingPolicy policy, ModelCatalog catalog, DateTime nowUtc)
    {
        var faults = new List<PolicyFault>();
        if (!Enum.IsDefined(policy.Strategy))
            faults.Add(new("strategy", "The strategy is rules, learned or combined."));

        if (policy.Dial is not (>= 0 and <= 1))
            faults.Add(new("dial", "The dial stands between 0 (cost) and 1 (quality)."));

        AddKeywordFaults(policy.Keywords, faults);
        AddLengthFaults(policy.LengthBounds, faults);
        AddWeightFaults(policy.Weights, faults);
        AddModelFaults(policy, catalog, nowUtc, faults);
        AddJobRoleFaults(policy.JobRoles, faults);
        if (!Enum.IsDefined(policy.Preference))
            faults.Add(new("preference", "The preference is balanced, quality or cost."));

        if (policy.BudgetFallbackFromShare is < 0 or > 1)
            faults.Add(new("budgetFallbackFromShare", "The share of the budget is between 0 and 1."));

        AddCascadeFaults(policy.Cascade, faults);

        return faults;
    }

    /// <summary>Returns the policy if it is good.</summary>
    /// <exception cref="InvalidInputException">It is not; the message has every fault, a line each.</exception>
    public static RoutingPolicy Checked(this RoutingPolicy policy, ModelCatalog catalog, DateTime nowUtc)
    {
        var faults = policy.Validate(catalog, nowUtc);
        return faults.Count == 0
            ? policy
            : throw new InvalidInputException(string.Join('\n', faults.Select(fault => $"{fault.Field}: {fault.Message}")), faults[0].Field);
    }

    private static void AddCascadeFaults(CascadePolicy cascade, List<PolicyFault> faults)
    {
        if (cascade.Threshold is not (>= 0 and <= 1))
            faults.Add(new("cascade.threshold", "The cascade threshold is between 0 and 1."));

        if (!Enum.IsDefined(cascade.Mode))
            faults.Add(new("cascade.mode", "An answer is streamed, held back for a window, or judged whole."));

        if (cascade.WindowTokens is < 1 or > CascadePolicy.LongestWindowTokens)
            faults.Add(new("cascade.windowTokens", $"The window is from 1 to {CascadePolicy.LongestWindowTokens} tokens."));
    }

    private static void AddKeywordFaults(KeywordLists lists, List<PolicyFault> faults)
    {
        var homes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var complexity in Enum.GetValues<Complexity>())
        {
            var field = $"keywords.{complexity.ToName()}";
            foreach (var keyword in lists.Of(complexity))
            {
                var fault = FaultOf(keyword);
                if (fault is null && !homes.TryAdd(KeywordMatcher.Normalize(keyword), complexity.ToName()))
                    fault = $"'{keyword}' is already among the {homes[KeywordMatcher.Normalize(keyword)]} keywords. A keyword stands in one list, once.";

                if (fault is not null)
                    faults.Add(new(field, fault));
            }
        }

        foreach (var keyword in lists.Everyday.Where(keyword => !homes.ContainsKey(KeywordMatcher.Normalize(keyword))))
            faults.Add(new("keywords.everyday", $"'{keyword}' is in none of the four lists. Everyday keywords are a choice of those."));

        if (homes.Count > MostKeywords)
            faults.Add(new("keywords", string.Create(CultureInfo.InvariantCulture, $"There are {homes.Count} keywords; {MostKeywords} are the most.")));
    }

    private static string? FaultOf(string keyword)
    {
        if (string.IsNullOrWhiteSpace(keyword))
            return "A keyword is empty.";

        if (keyword.Length > LongestKeyword)
            return string.Create(CultureInfo.InvariantCulture, $"'{keyword[..20]}…' is longer than {LongestKeyword} characters.");

        if (KeywordMatcher.Normalize(keyword).Length == 0 || keyword.Any(c => Letters.KindOf(c) == LetterKind.Break) || keyword.Trim().EndsWith('.'))
            return $"'{keyword}' has marks that end a sentence or no letters. A keyword is words, with spaces, hyphens or apostrophes.";

        return null;
    }

    private static void AddLengthFaults(LengthBounds bounds, List<PolicyFault> faults)
    {
        if (bounds.SimpleBelow <= 0 || bounds.ModerateUpTo <= bounds.SimpleBelow || bounds.ComplexUpTo <= bounds.ModerateUpTo)
            faults.Add(new("lengthBounds", "The three lengths are above 0 and each larger than the one before."));

        if (bounds.ComplexUpTo > 1_000_000)
            faults.Add(new("lengthBounds", "The largest length is at most 1,000,000 characters."));
    }

    private static void AddWeightFaults(SignalWeights weights, List<PolicyFault> faults)
    {
        (string Name, double Weight)[] all =
        [
            ("keywords", weights.Keywords), ("length", weights.Length), ("jobRole", weights.JobRole), ("conversation", weights.Conversation),
            ("questions", weights.Questions), ("technical", weights.Technical), ("impact", weights.Impact),
        ];
        foreach (var (name, weight) in all)
        {
            if (weight is not (>= 0 and <= SignalWeights.Highest))
                faults.Add(new($"weights.{name}", string.Create(CultureInfo.InvariantCulture, $"A weight is between 0 and {SignalWeights.Highest}.")));
        }
    }

    private static void AddModelFaults(RoutingPolicy policy, ModelCatalog catalog, DateTime nowUtc, List<PolicyFault> faults)
    {
        foreach (var complexity in Enum.GetValues<Complexity>())
            AddModelFault($"models.{complexity.ToName()}", policy.Models[complexity]);

        AddModelFault("standardModelId", policy.StandardModelId);
        if (policy.AllowedModels is { } allowed)
        {
            if (allowed.Count == 0)
                faults.Add(new("allowedModels", "No model is allowed. Leave the list out to allow all."));

            foreach (var id in allowed.Where(id => catalog.Find(id) is not { } model || !model.Class.IsChat()))
                faults.Add(new("allowedModels", $"There is no chat model '{id}' in the catalogue."));
        }

        void AddModelFault(string field, string id)
        {
            var resolution = catalog.Resolve(id, nowUtc);
            if (!resolution.IsAvailable)
                faults.Add(new(field, resolution.Explanation));
            else if (!resolution.Model.Class.IsChat())
                faults.Add(new(field, $"'{id}' answers no questions: it is an embedding model."));
            else if (policy.AllowedModels is { } allowed && !allowed.Contains(id, StringComparer.Ordinal))
                faults.Add(new(field, $"'{id}' is not among the allowed models."));
        }
    }

    private static void AddJobRoleFaults(IReadOnlyList<JobRoleLean> roles, List<PolicyFault> faults)
    {
        if (roles.Count > MostJobRoles)
            faults.Add(new("jobRoles", string.Create(CultureInfo.InvariantCulture, $"There are {roles.Count} job roles; {MostJobRoles} are the most.")));

        var seen = new List<JobRoleLean>();
        foreach (var role in roles)
        {
            string[] names = [role.Key, .. role.Aliases];
            if (names.Any(string.IsNullOrWhiteSpace))
                faults.Add(new("jobRoles", $"The job role '{role.Key}' has an empty key or alias."));

            foreach (var name in names.Where(name => seen.Exists(other => other.IsNamed(name))))
                faults.Add(new("jobRoles", $"Two job roles are named '{name}'."));

            if (role.Lean is not (>= -JobRoleLean.Highest and <= JobRoleLean.Highest))
            {
                var message = string.Create(
                    CultureInfo.InvariantCulture, $"The lean of '{role.Key}' is between −{JobRoleLean.Highest} and {JobRoleLean.Highest}.");
                faults.Add(new("jobRoles", message));
            }

            seen.Add(role);
        }
    }
}
