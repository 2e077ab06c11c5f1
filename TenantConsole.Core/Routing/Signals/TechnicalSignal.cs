using System.Buffers;

namespace TenantConsole.Core.Routing.Signals;

/// <summary>
/// Code, configuration, stack traces and logs in the text: each kind that is present counts once, and at most <see cref="Highest"/> together.
/// A command that destroys data, a formula and a request for code ("write … a script") count too, and the names of programming languages and systems as weaker
/// evidence: the first in full, each further one half of the one before.
/// Lines are looked at one by one for what only such text has; prose with a bracket or a colon has none of it.
/// </summary>
internal static class TechnicalSignal
{
    public const double Highest = 2.5;

    private const int LongestLine = 400;

    // A request for code: one of these verbs, and one of these things at most this many characters on.
    private const int RequestReach = 60;

    private static readonly string[] RequestVerbs =
        ["write", "create", "implement", "build", "generate", "develop", "give me code", "give me the code", "provide", "make me", "show me", "rewrite", "refactor", "fix"];

    private static readonly string[] RequestThings =
    [
        "a program", "app", "algorithm", "bot", "chrome plugin", "class", "code", "command line", "crawler", "expression", "extension", "function", "kernel",
        "library",
        "macro", "method", "plugin", "program", "query", "regex", "routine", "scraper", "script", "service", "shader", "shellscript", "snippet", "test",
        "testbench", "unit test",
        "unit tests", "web app", "website",
    ];

    private static readonly string[] NamesOfSystems =
    [
        "ajax", "android", "angular", "ansible", "api", "apis", "arduino", "x86", "aws", "azure", "bash", "bigquery", "blazor", "bytecode", "cmake", "compiler",
        "coroutine", "coroutines", "cpp", "cron", "css", "cuda", "database schema", "dataframe", "django", "dns server", "docker", "dockerfile", "ec2",
        "elasticsearch",
        "ffmpeg", "flask", "flutter", "fortran", "gcc", "git", "github", "golang", "gpu", "graphql", "grpc", "haskell", "helm chart", "html", "http",
        "ios app", "java", "javascript",
        "jquery", "json", "jwt", "kafka", "kernel", "kotlin", "kubectl", "kubernetes", "lambda function", "laravel", "latex", "linux", "llm", "llvm", "lua",
        "matlab",
        "mongodb", "mutex", "mysql", "neural network", "nginx", "nodejs", "numpy", "oauth", "opencv", "opengl", "pandas", "perl", "php", "postgres",
        "postgresql",
        "powershell", "prolog", "pyspark", "python", "pytorch", "rabbitmq", "raspberry pi", "react app", "react component", "react native", "redis", "regex",
        "regular expression", "rest api", "rust", "scala",
        "shell script", "sklearn", "solidity", "spring boot", "sql", "sqlite", "sqlalchemy", "ssh", "swiftui", "systemd", "tensorflow", "terraform",
        "typescript", "ubuntu", "unix", "vba", "verilog", "vhdl", "vue", "webpack", "websocket", "wsl", "xml", "yaml",
    ];

    private static readonly string[] Owners = ["the", "my", "your", "our", "their"];

    private static readonly KeywordMatcher Words = new([.. NamesOfSystems, .. RequestVerbs, .. RequestThings]);

    private static readonly SearchValues<string> Destructive = SearchValues.Create(
        [
            "rm -rf", "rm -fr", "rm -r ", "drop table", "drop database", "truncate table", "delete from ", "mkfs", "dd if=", "push --force", "push -f",
            "reset --hard",
            "terraform destroy", "kubectl delete", "format c:", "del /f", "chmod -r 777", "remove-item -recurse",
        ],
        StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<string> Traces = SearchValues.Create(
        [
            "Traceback (most recent", "Exception: ", "Exception in thread", "Caused by: ", "Error: ", "panic: ", "segmentation fault", "core dumped",
            "stack overflow at",
        ],
        StringComparison.Ordinal);

    private static readonly SearchValues<string> CodeMarks = SearchValues.Create(
        [
            "```", "=>", "==", "!=", "&&", "||", "::", "();", "</", "/>", "+=", "[]", "{}", "();", "):", "#include", "std::", "printf(", "print(",
            "console.log", "def ", "SELECT ",
            "INSERT INTO", "public class", "import ", "return ", "function(", "function (",
        ],
        StringComparison.Ordinal);

    // What alone is only ever code; the other marks want a second one beside them.
    private static readonly SearchValues<string> SureCodeMarks = SearchValues.Create(
        ["```", "();", "</", "#include", "std::", "printf(", "console.log", "public class", "INSERT INTO", "=> {", "assert "], StringComparison.Ordinal);

    private static readonly SearchValues<string> Formulas = SearchValues.Create(
        [
            "\\frac", "\\sqrt", "\\begin", "\\left", "\\int", "\\sum", "\\cdot", "\\text{", "\\mathbb", "\\circ", "^{", "∫", "∑", "√", "≤", "≥", "$x", "x^2",
            "$n", "$a",
        ],
        StringComparison.Ordinal);

    private static readonly SearchValues<string> Levels = SearchValues.Create(
        ["ERROR", "WARN", "INFO", "DEBUG", "FATAL", "TRACE", "[error]", "[warn]"], StringComparison.Ordinal);

    private static readonly SearchValues<char> Symbols = SearchValues.Create("`{}=<>\\$|^[];_&(:√∫∑≤≥");

    /// <summary>What one kind counts. Vocabulary is the first name's worth.</summary>
    public static double WorthOf(TechnicalKind kind) => kind switch
    {
        TechnicalKind.Code or TechnicalKind.StackTrace or TechnicalKind.DestructiveCommand or TechnicalKind.CodeRequest => 1.5,
        TechnicalKind.Log or TechnicalKind.Configuration => 1,
        _ => 0.75,
    };

    /// <summary>What is found, each kind once (vocabulary: each name once), in no particular order.</summary>
    public static List<TechnicalFinding> Find(ReadOnlySpan<char> text)
    {
        var findings = new List<TechnicalFinding>();
        var words = Words.Find(text);
        for (var i = 0; i < NamesOfSystems.Length; i++)
        {
            if (words[i] is { Count: > 0 } hit)
                findings.Add(new(TechnicalKind.Vocabulary, hit.Start, hit.Length));
        }

        AddCodeRequest(text, words, findings);
        AddFirst(TechnicalKind.DestructiveCommand, text, Destructive, findings);
        if (!text.ContainsAny(Symbols))
            return findings;

        AddFirst(TechnicalKind.Formula, text, Formulas, findings);
        AddLines(text, findings);
        return findings;
    }

    public static double Sum(List<TechnicalFinding> findings)
    {
        var sum = 0d;
        var name = WorthOf(TechnicalKind.Vocabulary);
        foreach (var finding in findings)
        {
            if (finding.Kind == TechnicalKind.Vocabulary)
            {
                sum += name;
                name /= 2;
            }
            else
            {
                sum += WorthOf(finding.Kind);
            }
        }

        return Math.Min(Highest, sum);
    }

    public static double Push(in QuestionFacts facts, RoutingPolicy policy) => policy.Weights.Technical * facts.Technical;

    /// <param name="push">What the signal added to the score, the weight in it.</param>
    public static void Explain(string prompt, List<TechnicalFinding> findings, double push, double weight, List<SignalContribution> contributions)
    {
        if (push == 0)
            return;

        var evidence = findings.Take(Evidence.MostPieces).Select(finding => Evidence.At(prompt, finding.Start, finding.Length)).ToList();
        var note = string.Join(", ", findings.Select(finding => finding.Kind).Distinct().Order().Select(NameOf));
        contributions.Add(new(SignalNames.Technical, weight, Rounded.Of(push), evidence, note));
    }

    public static string NameOf(TechnicalKind kind) => kind switch
    {
        TechnicalKind.Code => "code",
        TechnicalKind.StackTrace => "an error or stack trace",
        TechnicalKind.Log => "log lines",
        TechnicalKind.Configuration => "configuration",
        TechnicalKind.DestructiveCommand => "a command that destroys data",
        TechnicalKind.Formula => "a formula",
        TechnicalKind.CodeRequest => "a request for code",
        _ => "names of languages or systems",
    };

    private static void AddCodeRequest(ReadOnlySpan<char> text, KeywordHits words, List<TechnicalFinding> findings)
    {
        var firstThing = NamesOfSystems.Length + RequestVerbs.Length;
        for (var verb = NamesOfSystems.Length; verb < firstThing; verb++)
        {
            if (words[verb] is not { Count: > 0 } asked || IsAThingAlready(text[..asked.Start]))
                continue;

            for (var thing = firstThing; thing < words.Count; thing++)
            {
                if (words[thing] is { Count: > 0 } wanted && wanted.Start >= asked.Start + asked.Length && wanted.Start - asked.Start <= RequestReach && !IsAThingAlready(text[..wanted.Start]))
                {
                    findings.Add(new(TechnicalKind.CodeRequest, asked.Start, wanted.Start + wanted.Length - asked.Start));
                    return;
                }
            }
        }
    }

    /// <summary>"The code for the app", "the balance in my app": what the asker has is not what is to be written.</summary>
    private static bool IsAThingAlready(ReadOnlySpan<char> before)
    {
        before = before.TrimEnd();
        var word = before[(before.LastIndexOfAny(' ', '\n') + 1)..];
        foreach (var owner in Owners)
        {
            if (word.Equals(owner, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    private static void AddFirst(TechnicalKind kind, ReadOnlySpan<char> text, SearchValues<string> marks, List<TechnicalFinding> findings)
    {
        var at = text.IndexOfAny(marks);
        if (at >= 0)
            findings.Add(new(kind, at, WordsLength(text[at..])));
    }

    private static void AddLines(ReadOnlySpan<char> text, List<TechnicalFinding> findings)
    {
        TechnicalFinding? code = null, trace = null, log = null, configuration = null;
        var settings = 0;
        foreach (var range in text.Split('\n'))
        {
            var (offset, length) = range.GetOffsetAndLength(text.Length);
            var whole = text.Slice(offset, length);
            var line = whole.TrimStart();
            offset += whole.Length - line.Length;
            line = line.TrimEnd();
            if (line.IsEmpty || !line.ContainsAny(Symbols))
                continue;

            TechnicalFinding Here(TechnicalKind kind, int length) => new(kind, offset, Math.Min(length, Evidence.LongestText));
            if (code is null && IsCode(line))
                code = Here(TechnicalKind.Code, line.Length);

            if (trace is null && IsTrace(line))
                trace = Here(TechnicalKind.StackTrace, line.Length);

            if (log is null && IsLog(line))
                log = Here(TechnicalKind.Log, line.Length);

            if (settings < 2 && IsSetting(line) && ++settings == 2)
                configuration = Here(TechnicalKind.Configuration, line.Length);
        }

        foreach (var finding in (ReadOnlySpan<TechnicalFinding?>)[code, trace, log, configuration])
        {
            if (finding is { } found)
                findings.Add(found);
        }
    }

    private static bool IsCode(ReadOnlySpan<char> line)
    {
        if (line.Length > LongestLine)
            line = line[..LongestLine];

        if (line[^1] is ';' or '{' && line.IndexOfAny("(=.") >= 0)
            return true;

        if (line.StartsWith("def ", StringComparison.Ordinal) && line[^1] == ':')
            return true;

        if (line.ContainsAny(SureCodeMarks) || Backticked(line))
            return true;

        var first = line.IndexOfAny(CodeMarks);
        return first >= 0 && line[(first + 2)..].ContainsAny(CodeMarks) && line.IndexOfAny("(={") >= 0;
    }

    /// <summary>A name in backticks: <c>`user_id`</c>.</summary>
    private static bool Backticked(ReadOnlySpan<char> line)
    {
        var open = line.IndexOf('`');
        if (open < 0)
            return false;

        var close = line[(open + 1)..].IndexOf('`');
        return close is > 0 and < 60;
    }

    private static bool IsTrace(ReadOnlySpan<char> line)
    {
        if (line.StartsWith("at ", StringComparison.Ordinal) && line.Contains('(') && line.Contains('.') && line[^1] != '?')
            return true;

        if (line.StartsWith("File \"", StringComparison.Ordinal) && line.Contains(", line ", StringComparison.Ordinal))
            return true;

        var at = line.IndexOfAny(Traces);
        if (at < 0)
            return false;

        // "Error: " wants a type in front of it (TypeError: …), or to begin the line.
        return !line[at..].StartsWith("Error: ", StringComparison.Ordinal) || at == 0 || char.IsAsciiLetter(line[at - 1]);
    }

    private static bool IsLog(ReadOnlySpan<char> line) =>
        line.Length > 12 && (char.IsAsciiDigit(line[0]) || line[0] is '[' or '<') && line[..Math.Min(line.Length, 80)].ContainsAny(Levels)
        && line[..Math.Min(line.Length, 40)].Contains(':');

    /// <summary><c>key=value</c>, <c>key: value</c> with a key as programs write them, or <c>[section]</c>.</summary>
    private static bool IsSetting(ReadOnlySpan<char> line)
    {
        if (line[0] == '[' && line[^1] == ']' && line.Length is > 2 and < 60)
            return true;

        var end = line.IndexOfAny("=: ");
        if (end <= 0 || end + 1 >= line.Length || line[end] == ' ')
            return false;

        if (!(char.IsAsciiLetterLower(line[0]) || line[0] == '-' || line[end] == '=' || line[0] == '"'))
            return false;

        foreach (var c in line[..end])
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('_' or '-' or '.' or '"'))
                return false;
        }

        return line[end] == '=' ? line[end + 1] != '=' : line[end + 1] == ' ';
    }

    /// <summary>Up to three words from here on.</summary>
    private static int WordsLength(ReadOnlySpan<char> text)
    {
        var words = 0;
        for (var i = 0; i < Math.Min(text.Length, Evidence.LongestText); i++)
        {
            if (text[i] is '\n' or '\r' || (text[i] == ' ' && ++words == 3))
                return Math.Max(1, i);
        }

        return Math.Min(text.Length, Evidence.LongestText);
    }
}
