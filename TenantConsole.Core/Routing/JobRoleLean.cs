namespace TenantConsole.Core.Routing;

/// <summary>How a job role leans in routing.</summary>
/// <param name="Key">Such as <c>chief_executive</c>.</param>
/// <param name="Aliases">Other names of the same role, such as <c>ceo</c>.</param>
/// <param name="Lean">
/// What the role adds to the score: above 0 towards the larger model, in full from the upper bound of moderate lengths on and not at all on a short question
/// (an executive's longer question deserves a better model); below 0 towards the small one, at any length. At most <see cref="Highest"/> either way.
/// </param>
public sealed record JobRoleLean(string Key, IReadOnlyList<string> Aliases, double Lean)
{
    public const double Highest = 3;

    public bool IsNamed(string name)
    {
        if (SameKey(name, Key))
            return true;

        foreach (var alias in Aliases)
        {
            if (SameKey(name, alias))
                return true;
        }

        return false;
    }

    /// <summary>Compares without regard to case, with spaces and hyphens as underscores.</summary>
    private static bool SameKey(string name, string key)
    {
        if (name.Length != key.Length)
            return false;

        for (var i = 0; i < name.Length; i++)
        {
            if (Fold(name[i]) != Fold(key[i]))
                return false;
        }

        return true;
    }

    private static char Fold(char c) => c is ' ' or '-' ? '_' : char.ToLowerInvariant(c);
}
