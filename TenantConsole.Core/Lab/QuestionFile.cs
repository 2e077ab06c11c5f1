using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using TenantConsole.Core.Common;

namespace TenantConsole.Core.Lab;

/// <summary>How questions are written down.</summary>
internal enum QuestionFormat
{
    /// <summary>A line is a question.</summary>
    Lines,

    /// <summary>RFC 4180 with a head: <c>prompt</c>, and <c>id</c>, <c>job_role</c>, <c>conversation_length</c> where wanted, in any order; other columns are read over.</summary>
    Csv,

    /// <summary><c>{id?, prompt, job_role?, conversation_length?}</c>; other fields are read over.</summary>
    JsonLines,
}

/// <summary>Reads questions as they come. Empty lines are read over; at the first line that is not as it should be the reading ends with its number.</summary>
internal static class QuestionFile
{
    /// <summary>By the end of a file's name.</summary>
    /// <exception cref="InvalidInputException">It is of no kind that is known.</exception>
    public static QuestionFormat FormatOf(string fileName) => Path.GetExtension(fileName).ToUpperInvariant() switch
    {
        ".CSV" => QuestionFormat.Csv,
        ".JSONL" or ".NDJSON" or ".JSON" => QuestionFormat.JsonLines,
        ".TXT" => QuestionFormat.Lines,
        _ => throw new InvalidInputException("A file of questions is CSV (.csv), JSON lines (.jsonl) or plain lines (.txt).", "file"),
    };

    /// <exception cref="InvalidInputException">A line is not as it should be, there are too many, or none.</exception>
    public static async IAsyncEnumerable<ReplayQuestion> ReadAsync(Stream content, QuestionFormat format, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var lines = new QuestionLineReader(content);
        var count = 0;
        await foreach (var question in (format switch
        {
            QuestionFormat.Csv => CsvAsync(lines, cancellationToken),
            QuestionFormat.JsonLines => JsonAsync(lines, cancellationToken),
            _ => LinesAsync(lines, cancellationToken),
        }).WithCancellation(cancellationToken))
        {
            if (++count > QuestionLimits.MostQuestions)
            {
                throw JsonLine.Bad(lines.Number, $"more than {QuestionLimits.MostQuestions:N0} questions; split them up");
            }

            yield return question;
        }

        if (count == 0)
        {
            throw new InvalidInputException("There is no question in it.", "content");
        }
    }

    private static async IAsyncEnumerable<ReplayQuestion> LinesAsync(QuestionLineReader lines, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (await lines.ReadAsync(cancellationToken) is { } line)
        {
            if (!string.IsNullOrWhiteSpace(line))
            {
                yield return QuestionLimits.Checked(lines.Number, line, null, null, null);
            }
        }
    }

    private static async IAsyncEnumerable<ReplayQuestion> JsonAsync(QuestionLineReader lines, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (await lines.ReadAsync(cancellationToken) is { } text)
        {
            if (!string.IsNullOrWhiteSpace(text))
            {
                yield return Parse(text, lines.Number);
            }
        }
    }

    private static ReplayQuestion Parse(string text, int number)
    {
        using var document = JsonLine.Parse(text, number);
        var line = JsonLine.Of(document.RootElement, number, wantsId: false);
        var label = line.Id.ValueKind == JsonValueKind.String ? line.OptionalText("id") : line.Id.ValueKind == JsonValueKind.Undefined ? null : line.Id.GetRawText();
        return QuestionLimits.Checked(number, line.Text("prompt"), label, line.OptionalText("job_role"), line.OptionalCount("conversation_length"));
    }

    private static async IAsyncEnumerable<ReplayQuestion> CsvAsync(QuestionLineReader lines, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var csv = new CsvRecordReader(lines);
        if (await csv.ReadAsync(cancellationToken) is not { } head)
        {
            yield break;
        }

        var (columns, named) = (head.Count, lines.Number);
        var places = head.Select((name, place) => (Name: name.Trim().ToUpperInvariant(), Place: place)).ToLookup(column => column.Name, column => column.Place, StringComparer.Ordinal);
        var prompt = Place("PROMPT") ?? throw JsonLine.Bad(named, "the first line names the columns, and one of them is 'prompt'");
        var (label, role, turns) = (Place("ID"), Place("JOB_ROLE"), Place("CONVERSATION_LENGTH"));
        while (await csv.ReadAsync(cancellationToken) is { } fields)
        {
            if (fields.Count != columns)
            {
                throw JsonLine.Bad(csv.Number, string.Create(null, $"{fields.Count} fields where the first line names {columns}"));
            }

            yield return QuestionLimits.Checked(csv.Number, fields[prompt], Field(label), Field(role), Count(Field(turns), csv.Number));

            string? Field(int? place) => place is { } there ? fields[there] : null;
        }

        int? Place(string name) => places[name].ToList() switch
        {
            [] => null,
            [var place] => place,
            _ => throw JsonLine.Bad(named, $"two columns are called '{name.ToLowerInvariant()}'"),
        };
    }

    private static int? Count(string? text, int number) => string.IsNullOrWhiteSpace(text) ? null
        : int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count
        : throw JsonLine.Bad(number, "'conversation_length' is not a whole number from 0 on");
}
