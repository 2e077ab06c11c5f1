using TenantConsole.Core.Common;

namespace TenantConsole.Components.Shared.Forms;

/// <summary>What is wrong with a form: beside each field, and what is no field's fault above them.</summary>
public sealed class FormFaults
{
    private readonly Dictionary<string, string> _byField = new(StringComparer.Ordinal);

    /// <summary>What is wrong with the form as a whole.</summary>
    public string? General { get; private set; }

    /// <summary>How often the form was sent; grows with every <see cref="Clear"/>. Before the first time only what is beside a field is shown.</summary>
    public int Attempts { get; private set; }

    public bool Any => General is not null || _byField.Count > 0;

    public int Count => _byField.Count;

    public string? this[string field] => _byField.GetValueOrDefault(field);

    /// <summary>Begins anew, as the form is sent.</summary>
    public void Clear()
    {
        Attempts++;
        General = null;
        _byField.Clear();
    }

    /// <summary>Whether a field of some kind has a fault.</summary>
    public bool AnyOf(Func<string, bool> isOfKind) => _byField.Keys.Any(isOfKind);

    public void Add(string field, string message) => _byField.TryAdd(field, message);

    public void Say(string message) => General = message;

    public void Remove(string field) => _byField.Remove(field);

    /// <summary>Takes over what a service refused.</summary>
    public void Take(InvalidInputException refusal)
    {
        foreach (var error in refusal.Errors)
        {
            Add(error.Field, error.Message);
        }

        if (refusal.Errors.Count == 0)
        {
            Say(refusal.Message);
        }
    }

    /// <summary>For <c>aria-invalid</c>; null leaves the attribute out.</summary>
    public string? Invalid(string field) => _byField.ContainsKey(field) ? "true" : null;
}
