namespace TenantConsole.Core.Routing.Strategies;

/// <summary>What the gain model measures of a text besides its words. The numbers are positions in the model's weights: a change of order or meaning is a new
/// <see cref="GainFeatures"/>.</summary>
/// <remarks>"Log" is the natural logarithm of one more than the count, "share" a part of all words or characters.</remarks>
internal enum GainFeature
{
    // Size.
    LogCharacters,
    LogWords,
    LogSentences,
    LogLongestLine,
    LogLongestSentence,
    LogMeanSentence,
    LogCharactersBeyond600,

    // Wording.
    MeanWordLength,
    LongWordShare,
    VeryLongWordShare,
    VowelsPerWord,
    DistinctWords,
    DistinctTrigrams,
    CommonWordShare,
    FirstPersonShare,
    ThirdPersonShare,
    PrepositionShare,
    PastShare,
    AdjectiveShare,
    ModalShare,
    NameShare,
    LogUpperCaseRuns,
    LogHyphens,
    ForeignShare,

    // Reasoning.
    LogNegations,
    LogLogic,
    LogConnectives,
    LogConditions,
    LogComparisons,
    LogStatements,
    LogScenarios,
    LogRomanNumerals,

    // Numbers.
    DigitShare,
    LogNumbers,
    LogLargestNumber,
    LogDecimals,
    LogPercents,
    LogMoney,
    LogRatios,
    LogEach,
    LogTotals,
    LogTimes,
    LogNumberWords,
    LogHowMany,

    // Formulas and code.
    LogBackslashes,
    LogCodeMarks,
    BracketShare,
    OperatorShare,
    LogNestedBrackets,

    // Form.
    Options,
    LogMeanOption,
    LogLongestOption,
    NumericOptionShare,
    LogLines,
    LogFilledLines,
    LogQuestionMarks,
    LogQuotes,
    LogCommas,
    LogWhat,
    LogWhich,
    LogWhy,
    LogHow,
}

/// <summary>Features that are explained together, as one bar.</summary>
internal enum GainGroup
{
    Size,
    Wording,
    Reasoning,
    Numbers,
    Code,
    Form,

    /// <summary>The words and letter groups themselves.</summary>
    Words,
}

internal static class GainFeatures
{
    public static readonly int Count = Enum.GetValues<GainFeature>().Length;

    public static readonly int Groups = Enum.GetValues<GainGroup>().Length;

    public static GainGroup GroupOf(GainFeature feature) => feature switch
    {
        <= GainFeature.LogCharactersBeyond600 => GainGroup.Size,
        <= GainFeature.ForeignShare => GainGroup.Wording,
        <= GainFeature.LogRomanNumerals => GainGroup.Reasoning,
        <= GainFeature.LogHowMany => GainGroup.Numbers,
        <= GainFeature.LogNestedBrackets => GainGroup.Code,
        _ => GainGroup.Form,
    };
}
