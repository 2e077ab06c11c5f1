using System.Text.RegularExpressions;

namespace TenantConsole.Tests.Architecture;

/// <summary>A file of the product's sources. <see cref="Code"/> has the same length and lines as the file.</summary>
/// <param name="Path">Below the repository's root, with forward slashes.</param>
/// <param name="Text">As it is.</param>
/// <param name="Code">With comments blanked out.</param>
/// <param name="Bare">With comments and the contents of strings blanked out.</param>
internal sealed record SourceFile(string Path, string Text, string Code, string Bare)
{
    public static string Root { get; } = FindRoot();

    /// <summary>The product's projects; not the tests, nor what the build makes, nor migrations, which are generated.</summary>
    public static IReadOnlyList<SourceFile> Product { get; } = [.. Read("TenantConsole", ".cs", ".razor", ".css"), .. Read("TenantConsole.Core", ".cs")];

    public static IEnumerable<SourceFile> Core => Product.Where(file => file.Path.StartsWith("TenantConsole.Core/", StringComparison.Ordinal));

    public static IEnumerable<SourceFile> Web => Product.Where(file => file.Path.StartsWith("TenantConsole/", StringComparison.Ordinal));

    public static SourceFile Of(string path, string text)
    {
        if (path.EndsWith(".css", StringComparison.Ordinal))
        {
            var withoutComments = Regex.Replace(text, @"/\*.*?\*/", comment => CodeText.Blank(comment.Value), RegexOptions.Singleline | RegexOptions.NonBacktracking);
            return new SourceFile(path, text, withoutComments, withoutComments);
        }

        if (path.EndsWith(".razor", StringComparison.Ordinal))
        {
            // Markup is full of apostrophes and quotes that are no C#; only its own comments are taken out.
            var withoutComments = Regex.Replace(text, @"@\*.*?\*@|<!--.*?-->", comment => CodeText.Blank(comment.Value), RegexOptions.Singleline | RegexOptions.NonBacktracking);
            return new SourceFile(path, text, withoutComments, withoutComments);
        }

        return new SourceFile(path, text, CodeText.WithoutComments(text), CodeText.WithoutCommentsAndStrings(text));
    }

    /// <summary>The part of the path below the project: <c>Usage/Ledger/LedgerWriter.cs</c> is in the folder Usage. Empty for a file beside the project's own.</summary>
    public string Folder => Path.Split('/') is { Length: > 2 } parts ? parts[1] : "";

    public string At(int index) => $"{Path}:{Text.AsSpan(0, index).Count('\n') + 1}";

    /// <summary>Where a pattern occurs, as <c>file:line: what was found</c>.</summary>
    public IEnumerable<string> Find(Regex pattern, string? text = null) => pattern.Matches(text ?? Bare).Select(match => $"{At(match.Index)}: {match.Value.Trim()}");

    private static IEnumerable<SourceFile> Read(string project, params string[] extensions) => Directory
        .EnumerateFiles(System.IO.Path.Combine(Root, project), "*", SearchOption.AllDirectories)
        .Select(file => (File: file, Path: System.IO.Path.GetRelativePath(Root, file).Replace('\\', '/')))
        .Where(file => extensions.Contains(System.IO.Path.GetExtension(file.File), StringComparer.Ordinal) && !IsMade(file.Path))
        .OrderBy(file => file.Path, StringComparer.Ordinal)
        .Select(file => Of(file.Path, File.ReadAllText(file.File)));

    private static bool IsMade(string path) =>
        path.Split('/') is [_, "bin" or "obj" or "wwwroot", ..] || path.Contains("/Migrations/", StringComparison.Ordinal);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "TenantConsole.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The architecture tests read the sources and must run inside the repository.");
    }
}
