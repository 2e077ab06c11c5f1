using TenantConsole.Core.Routing.Signals;

namespace TenantConsole.Core.Completions.Cascade;

/// <summary>
/// The triggers that are read from the wording. They leave alone what is rightly short ("Paris" to "capital of France"), rightly asks back, or only offers more help.
/// </summary>
internal static class AnswerWording
{
    private const int BriefCharacters = 50;
    private const int LongQuestionCharacters = 150;
    private const int AnsweredCharacters = 200;
    private const int FewestWordsOfAClearQuestion = 4;

    /// <summary>One doubting word in so many counts as doubt; a "perhaps" in a page does not.</summary>
    private const int WordsPerDoubt = 40;

    /// <summary>Say by themselves that the answer is not sure.</summary>
    private static readonly string[] Unsure =
    [
        "i'm not sure", "i am not sure", "i'm not certain", "i am not certain", "i don't know", "i do not know", "i'm unsure", "i am unsure", "it is unclear", "it's unclear", "may or may not",
    ];

    private static readonly string[] Doubts = ["maybe", "unclear", "possibly", "perhaps"];

    private static readonly string[] WantsMore =
    [
        "explain", "describe", "analyze", "analyse", "compare", "design", "evaluate", "discuss", "summarize", "outline", "elaborate", "troubleshoot", "write", "draft", "why", "how", "steps", "plan",
        "strategy", "difference", "pros", "cons", "recommend",
    ];

    private static readonly string[] WantsLittle =
    [
        "briefly", "one word", "single word", "one sentence", "yes or no", "true or false", "how many", "how much", "how long", "how old", "how far", "how often", "only", "just", "short", "translate",
        "classify", "decide", "name", "title", "category", "which", "when", "who", "where",
    ];

    /// <summary>A question that offers help asks nothing that the answer waits for.</summary>
    private static readonly string[] Offers =
    [
        "help you", "assist you", "like to know", "like me to", "want me to", "would you like", "anything else", "any other questions", "does that help", "does this help", "ihnen helfen",
    ];

    private static readonly string[] Pointers = ["it", "this", "that", "these", "those", "they", "them", "he", "she", "there"];

    public static bool IsUncertain(string question, string answer)
    {
        var said = Plain(WithoutQuotes(answer));
        var asked = Plain(question);
        if (Unsure.Any(phrase => Has(said, phrase) && !Has(asked, phrase)))
        {
            return true;
        }

        var doubts = Doubts.Where(word => !Has(asked, word)).Sum(word => Count(said, word));
        return doubts > 0 && doubts * WordsPerDoubt >= said.AsSpan().Count(' ');
    }

    public static bool IsTooBrief(string question, string answer)
    {
        if (answer.Trim().Length >= BriefCharacters)
        {
            return false;
        }

        var asked = Plain(question);
        return !WantsLittle.Any(phrase => Has(asked, phrase)) && (question.Length > LongQuestionCharacters || question.AsSpan().Count('?') > 1 || WantsMore.Any(word => Has(asked, word)))
            && !IsBareResult(answer) && !Has(asked, Plain(answer).Trim());
    }

    public static bool AsksBackForNothing(string question, string answer)
    {
        var said = answer.AsSpan().TrimEnd(" \n\r\t*_\"");
        if (said.Length == 0 || said[^1] is not ('?' or '？'))
        {
            return false;
        }

        // An offer of more at the end of an answer is not a question that stands in its way.
        var last = said[..^1].LastIndexOfAny(".!?\n");
        var asking = Plain(said[(last + 1)..].ToString());
        return last < AnsweredCharacters && !Offers.Any(phrase => Has(asking, phrase)) && !IsAmbiguous(question);
    }

    /// <summary>A number or the letter of an option: the result that was wanted, however short.</summary>
    private static bool IsBareResult(string answer)
    {
        var result = AnswerResult.Of(answer, options: 26);
        var text = (result.Mark == ResultMark.None ? answer : result.Text).AsSpan().Trim(" .()$*\n");
        return text.Length > 0 && (char.IsAsciiDigit(text[0]) || text[0] == '-' || text.Length == 1);
    }

    private static bool IsAmbiguous(string question)
    {
        var asked = Plain(question);
        return asked.AsSpan().Trim().Count(' ') + 1 < FewestWordsOfAClearQuestion || (question.Length < BriefCharacters && Pointers.Any(word => Has(asked, word)));
    }

    /// <summary>What somebody else said, in quotation marks, is not the answer's own doubt.</summary>
    private static string WithoutQuotes(string text)
    {
        var own = new System.Text.StringBuilder(text.Length);
        var inside = false;
        foreach (var c in text)
        {
            inside = c is '"' ? !inside : c is '“' || (inside && c is not '”');
            if (!inside)
            {
                own.Append(c);
            }
        }

        return own.ToString();
    }

    /// <summary>Words in lower case with one space around each.</summary>
    private static string Plain(string text)
    {
        var read = text.AsSpan(0, Math.Min(text.Length, AnswerFeatures.MostCharacters));
        var plain = new System.Text.StringBuilder(read.Length + 2).Append(' ');
        foreach (var c in read)
        {
            var folded = Letters.Fold(c);
            if (char.IsLetterOrDigit(folded) || folded == '\'')
            {
                plain.Append(folded);
            }
            else if (plain[^1] != ' ')
            {
                plain.Append(' ');
            }
        }

        return plain[^1] == ' ' ? plain.ToString() : plain.Append(' ').ToString();
    }

    private static bool Has(string plain, string phrase) => plain.Contains($" {phrase} ", StringComparison.Ordinal);

    private static int Count(string plain, string word) => plain.AsSpan().Count($" {word} ");
}
