using System.Text;
using TenantConsole.Core.Common;

namespace TenantConsole.Core.Lab;

/// <summary>Reads records of RFC 4180: fields between commas, in quotation marks where they hold commas, line ends or doubled quotation marks. Lines without anything are read over.</summary>
internal sealed class CsvRecordReader(QuestionLineReader lines)
{
    private const int MostFields = 1_000;
    private const int LongestField = QuestionLimits.LongestPrompt + 1;

    private readonly StringBuilder _field = new();

    /// <summary>Of the line on which the record read last began.</summary>
    public int Number { get; private set; }

    /// <summary>The fields of the next record; null after the last.</summary>
    /// <exception cref="InvalidInputException">It is no CSV; the message begins with the line's number.</exception>
    public async ValueTask<List<string>?> ReadAsync(CancellationToken cancellationToken)
    {
        string? line;
        do
        {
            line = await lines.ReadAsync(cancellationToken);
        }
        while (line is not null && string.IsNullOrWhiteSpace(line));

        if (line is null)
        {
            return null;
        }

        Number = lines.Number;
        var fields = new List<string>();
        var place = State.Before;
        _field.Clear();
        while (true)
        {
            place = Walk(line, place, fields);
            if (place != State.Quoted)
            {
                fields.Add(_field.ToString());
                return fields;
            }

            _field.Append('\n');
            line = await lines.ReadAsync(cancellationToken) ?? throw JsonLine.Bad(Number, "a quotation mark is opened and never closed");
        }
    }

    private State Walk(string line, State state, List<string> fields)
    {
        foreach (var c in line)
        {
            state = (state, c) switch
            {
                (State.Before, '"') => State.Quoted,
                (State.Quoted, '"') => State.Closed,
                (State.Quoted, _) => Append(c, State.Quoted),
                (State.Closed, '"') => Append(c, State.Quoted),
                (_, ',') => Close(fields),
                (State.Closed, _) => throw JsonLine.Bad(lines.Number, "something stands between a closing quotation mark and the comma"),
                (_, '"') => throw JsonLine.Bad(lines.Number, "a quotation mark within a field that is not quoted"),
                _ => Append(c, State.Plain),
            };
        }

        return state;
    }

    private State Append(char c, State state)
    {
        if (_field.Length >= LongestField)
        {
            throw JsonLine.Bad(Number, $"a field is longer than {QuestionLimits.LongestPrompt:N0} characters; is a quotation mark left open?");
        }

        _field.Append(c);
        return state;
    }

    private State Close(List<string> fields)
    {
        if (fields.Count >= MostFields)
        {
            throw JsonLine.Bad(Number, $"more than {MostFields:N0} fields");
        }

        fields.Add(_field.ToString());
        _field.Clear();
        return State.Before;
    }

    private enum State
    {
        Before,
        Plain,
        Quoted,
        Closed,
    }
}
