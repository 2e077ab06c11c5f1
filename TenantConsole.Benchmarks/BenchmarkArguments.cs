using System.Globalization;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Benchmarks;

/// <summary><c>--name value</c> pairs.</summary>
internal sealed class BenchmarkArguments
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    /// <exception cref="ArgumentException">A name that is not known, or without a value.</exception>
    public BenchmarkArguments(string[] args, params string[] names)
    {
        for (var i = 0; i < args.Length; i += 2)
        {
            if (!names.Contains(args[i], StringComparer.Ordinal) || i + 1 == args.Length)
                throw new ArgumentException($"'{args[i]}' is not known or lacks its value. There are: {string.Join(", ", names)}.", nameof(args));

            _values[args[i]] = args[i + 1];
        }
    }

    public int Int(string name, int otherwise) => _values.TryGetValue(name, out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    public int[] Ints(string name, params int[] otherwise) =>
        _values.TryGetValue(name, out var text) ? [.. text.Split(',').Select(part => int.Parse(part, CultureInfo.InvariantCulture))] : otherwise;

    public long[] Longs(string name, params long[] otherwise) =>
        _values.TryGetValue(name, out var text) ? [.. text.Split(',').Select(part => long.Parse(part, CultureInfo.InvariantCulture))] : otherwise;

    public string? Text(string name) => _values.GetValueOrDefault(name);

    /// <summary><c>sqlite</c> or <c>postgres</c>; both where none is named.</summary>
    public IReadOnlyList<DatabaseEngine> Engines() => Text("--engine") switch
    {
        null => [DatabaseEngine.Sqlite, DatabaseEngine.PostgreSql],
        "sqlite" => [DatabaseEngine.Sqlite],
        "postgres" => [DatabaseEngine.PostgreSql],
        var other => throw new FormatException($"There is no engine '{other}': sqlite or postgres."),
    };
}
