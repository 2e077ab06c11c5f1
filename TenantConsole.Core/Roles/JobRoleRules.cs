using System.Text.RegularExpressions;
using TenantConsole.Core.Common;

namespace TenantConsole.Core.Roles;

/// <summary>What a job role may be.</summary>
public static partial class JobRoleRules
{
    /// <summary>Every fault of a new role.</summary>
    public static IReadOnlyList<FieldError> Faults(NewJobRole wanted)
    {
        var faults = Faults(wanted.Name, wanted.Description, wanted.Lean);
        if (!Key().IsMatch(wanted.Key))
        {
            faults.Insert(0, new("key", $"A key is made of lower-case letters, digits and underscores, begins with a letter and has at most {JobRole.MaxKeyLength} characters, such as team_lead."));
        }

        return faults;
    }

    public static IReadOnlyList<FieldError> Faults(JobRoleChanges changes) => Faults(changes.Name, changes.Description, changes.Lean);

    /// <summary>A key made from a name, for a form to suggest: <c>Team lead</c> becomes <c>team_lead</c>.</summary>
    public static string SuggestKey(string name)
    {
        var key = Other().Replace(SearchText.Fold(name), "_").Trim('_');
        key = key.Length > 0 && char.IsAsciiDigit(key[0]) ? "role_" + key : key;
        return key.Length <= JobRole.MaxKeyLength ? key : key[..JobRole.MaxKeyLength].TrimEnd('_');
    }

    private static List<FieldError> Faults(string name, string description, double lean)
    {
        var faults = new List<FieldError>();
        if (name.Length is 0 or > JobRole.MaxNameLength)
        {
            faults.Add(new("name", $"Give a name of up to {JobRole.MaxNameLength} characters."));
        }

        if (description.Length > JobRole.MaxDescriptionLength)
        {
            faults.Add(new("description", $"At most {JobRole.MaxDescriptionLength} characters fit here."));
        }

        if (lean is not (>= -JobRole.MaxLean and <= JobRole.MaxLean))
        {
            faults.Add(new("lean", FormattableString.Invariant($"The routing preference is a number from -{JobRole.MaxLean} to {JobRole.MaxLean}.")));
        }

        return faults;
    }

    [GeneratedRegex(@"\A[a-z][a-z0-9_]{0,63}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Key();

    [GeneratedRegex("[^a-z0-9]+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Other();
}
