using static TenantConsole.Core.Routing.Strategies.GainFeature;

namespace TenantConsole.Core.Routing.Strategies;

/// <summary>Features in words, as they stand after "mostly".</summary>
internal static class GainFeatureWords
{
    public static string Of(GainFeature feature) => feature switch
    {
        LogCharacters or LogCharactersBeyond600 => "how long it is",
        LogWords => "how many words it has",
        LogSentences => "how many sentences it has",
        LogLongestLine => "its longest line",
        LogLongestSentence or LogMeanSentence => "the length of its sentences",
        MeanWordLength or VowelsPerWord or LongWordShare or VeryLongWordShare => "the length of its words",
        DistinctWords or DistinctTrigrams => "the variety of its words",
        CommonWordShare => "how common its words are",
        FirstPersonShare => "I, we and you",
        ThirdPersonShare => "he, she and they",
        PrepositionShare => "its prepositions",
        PastShare => "the past tense",
        AdjectiveShare => "its adjectives",
        ModalShare => "would, could and should",
        NameShare => "names",
        LogUpperCaseRuns => "words in capitals",
        LogHyphens => "compounds",
        ForeignShare => "letters beyond plain Latin",
        LogNegations => "negations",
        LogLogic => "all, some, if, either",
        LogConnectives => "because, however, although",
        LogConditions => "conditions",
        LogComparisons => "comparisons",
        LogStatements => "statements to judge",
        LogScenarios => "scenarios",
        LogRomanNumerals => "numbered claims",
        DigitShare => "its share of digits",
        LogNumbers => "how many numbers it has",
        LogLargestNumber => "the size of its numbers",
        LogDecimals => "decimals",
        LogPercents => "percentages",
        LogMoney => "sums of money",
        LogRatios => "ratios",
        LogEach => "each and per",
        LogTotals => "totals",
        LogTimes => "times",
        LogNumberWords => "numbers in words",
        LogHowMany => "how many",
        LogBackslashes => "formulas",
        LogCodeMarks => "marks of code",
        BracketShare or LogNestedBrackets => "brackets",
        OperatorShare => "operators",
        Options => "options to choose from",
        LogMeanOption or LogLongestOption => "the length of its options",
        NumericOptionShare => "numbers to choose from",
        LogLines or LogFilledLines => "its lines",
        LogQuestionMarks => "its question marks",
        LogQuotes => "quotations",
        LogCommas => "its commas",
        LogWhat => "what",
        LogWhich => "which",
        LogWhy => "why",
        _ => "how",
    };

    public static string SignalOf(GainGroup group) => group switch
    {
        GainGroup.Size => Signals.SignalNames.LearnedSize,
        GainGroup.Wording => Signals.SignalNames.LearnedWording,
        GainGroup.Reasoning => Signals.SignalNames.LearnedReasoning,
        GainGroup.Numbers => Signals.SignalNames.LearnedNumbers,
        GainGroup.Code => Signals.SignalNames.LearnedCode,
        GainGroup.Form => Signals.SignalNames.LearnedForm,
        _ => Signals.SignalNames.LearnedWords,
    };

    public static string NameOf(GainGroup group) => group switch
    {
        GainGroup.Size => "its size",
        GainGroup.Wording => "its wording",
        GainGroup.Reasoning => "its reasoning",
        GainGroup.Numbers => "its numbers",
        GainGroup.Code => "code and formulas",
        GainGroup.Form => "its form",
        _ => "its words",
    };
}
