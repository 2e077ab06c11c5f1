using System.Collections.Frozen;

namespace TenantConsole.Core.Completions.Cascade;

/// <summary>
/// What the learned judge sees of a question and its answer: numbers about form, wording, reckoning and agreement, none of them about a topic. Reading stops after
/// <see cref="MostCharacters"/> characters of each.
/// </summary>
internal static class AnswerFeatures
{
    /// <summary>A judge of more would be slower, not better: where an answer goes wrong shows in its first pages.</summary>
    public const int MostCharacters = 16_000;

    public static readonly IReadOnlyList<string> Names =
    [
        // The question.
        "question_length", "question_words", "question_numbers", "question_options", "question_code", "question_formulas", "question_marks", "question_asks_amount", "question_excepts",
        "question_sentences", "question_lines", "question_number_size",

        // The answer's form.
        "answer_length", "answer_words", "answer_sentences", "answer_lines", "answer_bullets", "answer_numbers", "answer_formulas", "answer_code", "answer_word_length",
        "answer_distinct_words", "answer_cut", "answer_ends_asking", "answer_to_question_length",

        // Its wording.
        "doubts", "turns", "reasons", "negations", "assumptions", "refusals", "approximations",

        // Its reckoning.
        "equations", "equations_wrong", "equations_wrong_share", "largest_number", "decimals", "numbers_from_question", "question_numbers_used",

        // Its result.
        "result_marked", "result_length", "result_is_number", "result_is_option", "result_option", "result_size", "result_whole", "result_in_body", "result_in_question",
        "result_ends_reckoning", "body_length", "words_from_question", "steps_per_question_number", "result_option_length",
    ];

    private static readonly FrozenDictionary<string, Wording> Words = new Dictionary<Wording, string>
    {
        [Wording.Doubt] = "maybe perhaps possibly unclear unsure uncertain probably likely might could seems appears guess believe think",
        [Wording.Turn] = "however but although though discrepancy error mistake incorrect wrong actually wait instead correction unfortunately inconsistent contradiction closest nearest match matches",
        [Wording.Reason] = "because since therefore thus hence so consequently implies follows",
        [Wording.Negation] = "not no never cannot none neither nor nothing without impossible",
        [Wording.Assumption] = "assume assuming assumption suppose let consider denote if given",
        [Wording.Refusal] = "sorry apologize apologies unable can't don't",
        [Wording.Approximation] = "approximately about roughly around approx nearly almost estimate estimated",
        [Wording.Amount] = "many much total calculate compute find determine sum average percent percentage probability number cost long far",
        [Wording.Exception] = "except not least false incorrect untrue exclude excluding most best",
    }.SelectMany(group => group.Value.Split(' ').Select(word => (word, group.Key))).DistinctBy(pair => pair.word, StringComparer.OrdinalIgnoreCase).ToFrozenDictionary(pair => pair.word, pair => pair.Key, StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, Wording>.AlternateLookup<ReadOnlySpan<char>> WordOf = Words.GetAlternateLookup<ReadOnlySpan<char>>();

    private enum Wording
    {
        Doubt,
        Turn,
        Reason,
        Negation,
        Assumption,
        Refusal,
        Approximation,
        Amount,
        Exception,
    }

    /// <param name="features">Filled; as many as there are <see cref="Names"/>.</param>
    public static void Read(string question, string answer, Span<float> features)
    {
        var asked = Text.Of(question.AsSpan(0, Math.Min(question.Length, MostCharacters)));
        var said = answer.AsSpan(0, Math.Min(answer.Length, MostCharacters));
        var told = Text.Of(said);
        var equations = Reckoning.Of(said);
        var result = AnswerResult.Of(said, asked.Options);
        var fromQuestion = told.Numbers.Count(asked.Numbers.Contains);
        var used = asked.Numbers.Count(told.Numbers.Contains);
        var i = 0;

        features[i++] = Log(asked.Length);
        features[i++] = Log(asked.Words.Count);
        features[i++] = asked.Numbers.Count;
        features[i++] = asked.Options;
        features[i++] = Log(asked.CodeMarks);
        features[i++] = Log(asked.Formulas);
        features[i++] = asked.Questions;
        features[i++] = asked.Of(Wording.Amount);
        features[i++] = asked.Of(Wording.Exception);
        features[i++] = asked.Sentences;
        features[i++] = Log(asked.Lines);
        features[i++] = Size(asked.Numbers);

        features[i++] = Log(told.Length);
        features[i++] = Log(told.Words.Count);
        features[i++] = told.Sentences;
        features[i++] = Log(told.Lines);
        features[i++] = told.Bullets;
        features[i++] = Log(told.Numbers.Count);
        features[i++] = Log(told.Formulas);
        features[i++] = Log(told.CodeMarks);
        features[i++] = told.Words.Count == 0 ? 0 : (float)told.Letters / told.Words.Count;
        features[i++] = told.Words.Count == 0 ? 1 : (float)told.Words.Distinct(StringComparer.OrdinalIgnoreCase).Count() / told.Words.Count;
        features[i++] = told.IsCut ? 1 : 0;
        features[i++] = told.EndsAsking ? 1 : 0;
        features[i++] = Log(told.Length) - Log(asked.Length);

        for (var wording = Wording.Doubt; wording <= Wording.Approximation; wording++)
        {
            features[i++] = told.Of(wording);
        }

        features[i++] = equations.Count;
        features[i++] = equations.Wrong;
        features[i++] = equations.Count == 0 ? 0 : (float)equations.Wrong / equations.Count;
        features[i++] = Size(told.Numbers);
        features[i++] = told.Numbers.Count == 0 ? 0 : (float)told.Numbers.Count(number => number != Math.Floor(number)) / told.Numbers.Count;
        features[i++] = told.Numbers.Count == 0 ? 0 : (float)fromQuestion / told.Numbers.Count;
        features[i++] = asked.Numbers.Count == 0 ? 1 : (float)used / asked.Numbers.Count;

        features[i++] = (float)result.Mark;
        features[i++] = Log(result.Text.Length);
        features[i++] = result.Number is null ? 0 : 1;
        features[i++] = result.Option is null ? 0 : 1;
        features[i++] = result.Option is { } option ? option - 'A' : -1;
        features[i++] = result.Number is { } size ? Log(Math.Abs(size)) : -1;
        features[i++] = result.Number is { } whole ? (whole == Math.Floor(whole) ? 1 : 0) : -1;
        features[i++] = result.Text.Length > 0 && result.Body.Contains(result.Text, StringComparison.OrdinalIgnoreCase) ? 1 : 0;
        features[i++] = result.Text.Length > 0 && question.Contains(result.Text, StringComparison.OrdinalIgnoreCase) ? 1 : 0;
        features[i++] = result.Number is { } number1 && equations.Last is { } last ? (Reckoning.Same(number1, last) ? 1 : -1) : 0;
        features[i++] = Log(result.Body.Length);
        features[i++] = told.Words.Count == 0 ? 0 : (float)told.Words.Count(new HashSet<string>(asked.Words, StringComparer.OrdinalIgnoreCase).Contains) / told.Words.Count;
        features[i++] = equations.Count / (asked.Numbers.Count + 1f);
        features[i] = result.Option is { } letter ? OptionLength(question, letter) : -1;
    }

    private static float Log(double value) => (float)Math.Log(1 + value);

    private static float Size(List<double> numbers) => numbers.Count == 0 ? 0 : Log(Math.Min(1e15, numbers.Max(Math.Abs)));

    /// <summary>How long the text of an option is against the average of all.</summary>
    private static float OptionLength(string question, char letter)
    {
        var lengths = new List<(char Letter, int Length)>();
        foreach (var line in question.AsSpan().EnumerateLines())
        {
            if (line.Length > 2 && line[0] is >= 'A' and <= 'Z' && line[1] is '.' or ')')
            {
                lengths.Add((line[0], line.Length));
            }
        }

        return lengths.Count == 0 ? 0 : lengths.Find(pair => pair.Letter == letter).Length / (float)lengths.Average(pair => pair.Length);
    }

    /// <summary>One pass over a text.</summary>
    private sealed class Text
    {
        private readonly int[] _wordings = new int[9];

        public int Length { get; private set; }

        public List<string> Words { get; } = [];

        public List<double> Numbers { get; } = [];

        public int Letters { get; private set; }

        public int Sentences { get; private set; }

        public int Lines { get; private set; } = 1;

        public int Bullets { get; private set; }

        public int Options { get; private set; }

        public int CodeMarks { get; private set; }

        public int Formulas { get; private set; }

        public int Questions { get; private set; }

        public bool IsCut { get; private set; }

        public bool EndsAsking { get; private set; }

        public static Text Of(ReadOnlySpan<char> text)
        {
            var read = new Text { Length = text.Length };
            for (var i = 0; i < text.Length;)
            {
                var c = text[i];
                if (char.IsLetter(c))
                {
                    var start = i;
                    while (i < text.Length && (char.IsLetter(text[i]) || (text[i] is '\'' or '’' && i + 1 < text.Length && char.IsLetter(text[i + 1]))))
                    {
                        i++;
                    }

                    read.AddWord(text[start..i]);
                }
                else if (char.IsAsciiDigit(c))
                {
                    i += NumberText.Length(text[i..], out var number);
                    read.Numbers.Add(number);
                }
                else
                {
                    read.AddMark(text, i);
                    i++;
                }
            }

            var end = text.TrimEnd();
            read.IsCut = end.Length > 0 && end[^1] is not ('.' or '!' or '?' or ')' or ']' or '}' or '"' or '`' or '*' or '”' or '|' or '。') && !char.IsDigit(end[^1]) && read.Sentences > 1;
            read.EndsAsking = end.Length > 0 && end[^1] is '?' or '？';
            return read;
        }

        public int Of(Wording wording) => _wordings[(int)wording];

        private void AddWord(ReadOnlySpan<char> word)
        {
            Words.Add(word.ToString());
            Letters += word.Length;
            if (WordOf.TryGetValue(word, out var wording))
            {
                _wordings[(int)wording]++;
            }
        }

        private void AddMark(ReadOnlySpan<char> text, int i)
        {
            switch (text[i])
            {
                case '\n':
                    Lines++;
                    var line = text[(i + 1)..];
                    Bullets += line.Length > 1 && line[0] is '-' or '*' or '•' && line[1] == ' ' ? 1 : 0;
                    Options += line.Length > 2 && line[0] is >= 'A' and <= 'Z' && line[1] is '.' or ')' && line[2] == ' ' ? 1 : 0;
                    break;
                case '.' or '!':
                    Sentences += i + 1 == text.Length || char.IsWhiteSpace(text[i + 1]) ? 1 : 0;
                    break;
                case '?':
                    Sentences++;
                    Questions++;
                    break;
                case '`' or '{' or '}' or ';' or '_':
                    CodeMarks++;
                    break;
                case '$' or '\\' or '^':
                    Formulas++;
                    break;
            }
        }
    }
}
