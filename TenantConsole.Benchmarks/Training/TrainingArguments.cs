namespace TenantConsole.Benchmarks.Training;

/// <summary>Options of a training command: names with a value each.</summary>
internal sealed class TrainingArguments
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    public TrainingArguments(string[] args, params string[] names)
    {
        for (var i = 0; i < args.Length; i += 2)
        {
            if (!names.Contains(args[i], StringComparer.Ordinal) || i + 1 == args.Length)
                throw new ArgumentException($"'{args[i]}' is no option with a value. Options: {string.Join(", ", names)}.", nameof(args));

            _values[args[i]] = args[i + 1];
        }
    }

    public string Required(string name) => _values.GetValueOrDefault(name) ?? throw new ArgumentException($"{name} is missing.", nameof(name));

    public string? Text(string name) => _values.GetValueOrDefault(name);
}
