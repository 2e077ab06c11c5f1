using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using TenantConsole.Core.Catalog;

namespace TenantConsole.Core.Completions.Sandbox;

/// <summary>
/// Writes the sandbox's answers: plausible Markdown in the form that the question wants, the same for the same model and question, longer for longer questions and better models. It knows nothing, so it states no facts.
/// </summary>
/// <param name="Text">Begins with <see cref="Notice"/>.</param>
/// <param name="IsUnsure">It says that it is not sure.</param>
internal sealed record SandboxAnswer(string Text, bool IsUnsure)
{
    /// <summary>The first line of every answer, so that a cut at the token limit leaves it.</summary>
    public const string Notice = "*Sandbox answer: no model was asked.*";

    private static readonly string[] Doubts =
    [
        "I'm not sure this is complete; someone who knows the systems should check it.",
        "I don't know the details of your environment, so the order of these points is a guess.",
        "It is unclear from the question alone which of these matters most.",
        "Perhaps another cause is more likely in your case.",
        "Some of this may or may not apply to you.",
    ];

    private static readonly string[] StepLines =
    [
        "Write down what you want to have at the end and how you will see that it worked.",
        "Check that you have the rights and the access that it needs.",
        "Note the present state, so that you can go back to it.",
        "Make the smallest change that gets you forward, and only that one.",
        "Check the result where its users see it.",
        "Undo the change if the check fails, and keep what you saw.",
        "Repeat for the remaining parts in the order of their risk.",
        "Tell those who are affected, before and after.",
        "Write the steps down where the next person will look for them.",
        "Set a date to look at it again.",
    ];

    private static readonly string[] PointLines =
    [
        "**Purpose** – what it is for, and who relies on it.",
        "**Parts** – what it is made of, and which part does what.",
        "**Flow** – what goes in, what happens to it, what comes out.",
        "**Limits** – what it is not meant for, and where it stops working well.",
        "**Cost** – what it takes in money, time and attention.",
        "**Signs of trouble** – what you would see first when it goes wrong.",
        "**Neighbours** – what it depends on, and what depends on it.",
        "**Next** – the one thing worth trying out to understand it.",
        "**Words** – the two or three terms that people mix up.",
        "**Owner** – who decides about it.",
    ];

    private static readonly string[] CauseLines =
    [
        "A change shortly before the first sign: release, configuration, certificate or capacity.",
        "A dependency that became slow or refused work, and callers that waited instead of giving up.",
        "A limit that was reached without an alert: connections, disk, quota or licences.",
        "Load that differs from what was planned for, in amount or in kind.",
        "Data that one part accepts and another does not.",
        "A manual step that was left out or done twice.",
        "Monitoring that measured the average and missed the few that failed.",
        "Two copies of the same setting that had drifted apart.",
    ];

    private static readonly string[] PlanLines =
    [
        "**Today:** stop the damage, save logs and figures, name one person who decides.",
        "**This week:** prove or rule out each cause with one check apiece, cheapest first.",
        "**This week:** put an alert on the sign that came first.",
        "**This month:** remove the cause, and test the removal under load.",
        "**This month:** rehearse recovery and measure how long it takes.",
        "**This quarter:** take out the single point that everything went through.",
        "**This quarter:** agree on targets for time to recover and data that may be lost.",
        "**Always:** write down what was decided and why.",
    ];

    private static readonly string[] LookupLines =
    [
        "Its present state, and since when.",
        "Who has it now.",
        "What was done last, and by whom.",
        "What happens next, and by when.",
        "What it is waiting for.",
        "Where to look for the full record.",
    ];

    public static SandboxAnswer Write(string model, ModelClass modelClass, string question)
    {
        var read = SandboxQuestion.Read(question);
        var seed = Seed(model, question);
        var isUnsure = IsUnsureOf(modelClass, read, seed);
        var depth = modelClass switch { ModelClass.Small => 0, ModelClass.Standard => 1, _ => 2 };
        var lines = 3 + depth + Math.Min(4, read.Words / 20);
        var topic = read.Topic.Length == 0 ? "your question" : read.Topic;

        var text = new StringBuilder(Notice).Append("\n\n");
        switch (read.Kind)
        {
            case SandboxKind.Greeting:
                text.Append("Hello. Ask about a ticket, a document or a system, and the answer will appear here.");
                break;
            case SandboxKind.Lookup:
                Line(text, $"About **{topic}**. An answer from your own records would give:\n");
                Bullets(text, LookupLines, seed, Math.Min(lines, LookupLines.Length));
                break;
            case SandboxKind.Steps:
                Line(text, $"### {Title(topic)}\n");
                Numbers(text, StepLines, lines + 1);
                break;
            case SandboxKind.Compare:
                WriteComparison(text, topic, lines);
                break;
            case SandboxKind.Code:
                WriteCode(text, question, topic, lines, seed);
                break;
            case SandboxKind.Analysis:
                WriteAnalysis(text, topic, lines, depth, seed);
                break;
            default:
                Line(text, $"**{Title(topic)}** is best understood in a few parts:\n");
                Bullets(text, PointLines, seed, lines);
                break;
        }

        if (depth == 2 && read.Kind is not (SandboxKind.Greeting or SandboxKind.Lookup))
            text.Append("\n\n> **In short:** decide by what can be measured, change one thing at a time, and keep the way back open.");
        if (isUnsure)
            text.Append("\n\n").Append(Doubts[(int)(seed % (ulong)Doubts.Length)]);
        return new SandboxAnswer(text.ToString().TrimEnd(), isUnsure);
    }

    // A small model nearly always doubts itself on what is hard, on every second thing that is somewhat hard, and on one simple thing in thirty. The larger ones hardly ever.
    private static bool IsUnsureOf(ModelClass modelClass, SandboxQuestion question, ulong seed)
    {
        if (question.Kind == SandboxKind.Greeting)
            return false;
        var percent = (modelClass, question.Hardness) switch
        {
            (ModelClass.Small, 0) => 3,
            (ModelClass.Small, 1) => 50,
            (ModelClass.Small, _) => 90,
            (ModelClass.Standard, 2) => 4,
            _ => 0,
        };
        return (seed >> 8) % 100 < (ulong)percent;
    }

    private static void WriteComparison(StringBuilder text, string topic, int lines)
    {
        Line(text, $"### {Title(topic)}\n");
        Line(text, "| | First | Second |\n|---|---|---|");
        string[] rows = ["Strength", "Weakness", "Cost to start", "Cost to run", "Risk", "Skills needed", "Way back", "Fits when", "Does not fit when"];
        string[] first = ["simple to begin with", "reaches its limit earlier", "low", "grows with use", "known", "common", "easy", "the need is clear and small", "many depend on it"];
        string[] second = ["room to grow", "more to look after", "higher", "steady", "in the change itself", "special", "takes planning", "the need will change", "it has to be ready this week"];
        for (var row = 0; row < Math.Min(lines + 1, rows.Length); row++)
            Line(text, $"| **{rows[row]}** | {first[row]} | {second[row]} |");
        text.Append("\nChoose the first unless a number that you can name speaks for the second.");
    }

    private static void WriteCode(StringBuilder text, string question, string topic, int lines, ulong seed)
    {
        Line(text, $"### {Title(topic)}\n\nA place to start:\n");
        Line(text, CodeOf(question, topic));
        Line(text, "\nBefore it goes further:\n");
        Bullets(text, StepLines, seed, lines);
    }

    private static string CodeOf(string question, string topic)
    {
        bool Mentions(params string[] words) => Array.Exists(words, word => question.Contains(word, StringComparison.OrdinalIgnoreCase));
        if (Mentions("sql", "query", "table", "database"))
            return $"```sql\n-- {topic}\nSELECT id, created_at, status\nFROM items\nWHERE created_at >= :from AND created_at < :until\nORDER BY created_at DESC\nLIMIT 100;\n```";
        if (Mentions("c#", "csharp", ".net"))
            return $"```csharp\n// {topic}\nforeach (var item in items.Where(item => item.IsDue(now)))\n{{\n    await HandleAsync(item, cancellationToken);\n}}\n```";
        if (Mentions("bash", "shell", "linux", "command"))
            return $"```bash\n# {topic}\nset -euo pipefail\nfind /var/log -name '*.log' -mtime -1 -print0 | xargs -0 grep -n 'ERROR' | tail -n 50\n```";
        if (Mentions("yaml", "config", "kubernetes", "docker"))
            return $"```yaml\n# {topic}\nservice:\n  replicas: 2\n  timeout: 30s\n  retries: 2\n  health: /healthz\n```";
        return $"```python\n# {topic}\ndef handle(items, now):\n    due = [item for item in items if item.due <= now]\n    for item in sorted(due, key=lambda item: item.due):\n        yield item.run()\n```";
    }

    private static void WriteAnalysis(StringBuilder text, string topic, int lines, int depth, ulong seed)
    {
        Line(text, $"### {Title(topic)}\n");
        Line(text, "#### Likely causes\n");
        Bullets(text, CauseLines, seed, Math.Min(lines, CauseLines.Length));
        Line(text, "\n#### Plan\n");
        Numbers(text, PlanLines, Math.Min(lines, PlanLines.Length));
        if (depth == 0)
            return;
        Line(text, "\n#### Risks\n");
        Line(text, "- Acting on the first cause that fits, before another was ruled out.");
        Line(text, "- A fix that moves the load to the next weakest part.");
        if (depth == 2)
        {
            Line(text, "\n#### What would show that it worked\n");
            Line(text, "| Measure | Now | Target |\n|---|---|---|\n| Time to notice | to be measured | 5 minutes |\n| Time to recover | to be measured | 1 hour |\n| Repeats in 90 days | to be measured | none |");
        }
    }

    private static void Bullets(StringBuilder text, string[] pool, ulong seed, int count)
    {
        var first = (int)(seed % (ulong)pool.Length);
        for (var line = 0; line < Math.Min(count, pool.Length); line++)
            Line(text, $"- {pool[(first + line) % pool.Length]}");
    }

    // Steps have an order, so they begin at the beginning.
    private static void Numbers(StringBuilder text, string[] pool, int count)
    {
        for (var line = 0; line < Math.Min(count, pool.Length); line++)
            Line(text, string.Create(CultureInfo.InvariantCulture, $"{line + 1}. {pool[line]}"));
    }

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');

    private static string Title(string topic) => char.ToUpperInvariant(topic[0]) + topic[1..];

    private static ulong Seed(string model, string question) => BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{model}\n{question}")));
}
