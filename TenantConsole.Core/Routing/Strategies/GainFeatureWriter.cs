using static TenantConsole.Core.Routing.Strategies.GainFeature;

namespace TenantConsole.Core.Routing.Strategies;

/// <summary>Turns counts into features.</summary>
internal readonly ref struct GainFeatureWriter(Span<float> features)
{
    private readonly Span<float> _features = features;

    public void Write(int read, int length, in WordCounts words, in MarkCounts marks, in LineCounts lines, int distinctWords, int distinctTrigrams)
    {
        var perCharacter = 1d / Math.Max(1, read);
        var perWord = 1d / Math.Max(1, words.Words);
        var perAlphabetic = 1d / Math.Max(1, words.Alphabetic);
        WriteSize(length, words, marks, lines);

        Set(MeanWordLength, words.Letters * perAlphabetic);
        Set(LongWordShare, words.Long * perWord);
        Set(VeryLongWordShare, words.VeryLong * perWord);
        Set(VowelsPerWord, words.Vowels * perAlphabetic);
        Set(DistinctWords, distinctWords * Math.Sqrt(perWord));
        Set(DistinctTrigrams, distinctTrigrams * Math.Sqrt(perCharacter));
        Set(CommonWordShare, words.Classes[WordClass.Common] * perWord);
        Set(FirstPersonShare, words.Classes[WordClass.FirstPerson] * perWord);
        Set(ThirdPersonShare, words.Classes[WordClass.ThirdPerson] * perWord);
        Set(PrepositionShare, words.Classes[WordClass.Preposition] * perWord);
        Set(PastShare, words.Past * perWord);
        Set(AdjectiveShare, words.Adjectives * perWord);
        Set(ModalShare, words.Classes[WordClass.Modal] * perWord);
        Set(NameShare, words.Names * perWord);
        SetLog(LogUpperCaseRuns, words.UpperCaseRuns);
        SetLog(LogHyphens, marks.Hyphens);
        Set(ForeignShare, marks.Foreign * perCharacter);

        SetLog(LogNegations, words.Classes[WordClass.Negation]);
        SetLog(LogLogic, words.Classes[WordClass.Logic]);
        SetLog(LogConnectives, words.Classes[WordClass.Connective]);
        SetLog(LogConditions, words.Classes[WordClass.Condition]);
        SetLog(LogComparisons, words.Classes[WordClass.Comparison]);
        SetLog(LogStatements, words.Classes[WordClass.Statement]);
        SetLog(LogScenarios, words.Classes[WordClass.Scenario]);
        SetLog(LogRomanNumerals, words.RomanNumerals);

        WriteNumbers(read, words, marks);
        SetLog(LogBackslashes, marks.Backslashes);
        SetLog(LogCodeMarks, marks.CodeMarks + words.Classes[WordClass.Code]);
        Set(BracketShare, marks.Brackets * perCharacter);
        Set(OperatorShare, marks.Operators * perCharacter);
        SetLog(LogNestedBrackets, marks.NestedBrackets);
        WriteForm(words, marks, lines);
    }

    private void WriteSize(int length, in WordCounts words, in MarkCounts marks, in LineCounts lines)
    {
        SetLog(LogCharacters, length);
        SetLog(LogWords, words.Words);
        SetLog(LogSentences, marks.Sentences);
        SetLog(LogLongestLine, lines.Longest);
        SetLog(LogLongestSentence, marks.LongestSentence);
        SetLog(LogMeanSentence, (double)length / Math.Max(1, marks.Sentences));
        SetLog(LogCharactersBeyond600, Math.Max(0, length - 600));
    }

    private void WriteNumbers(int read, in WordCounts words, in MarkCounts marks)
    {
        Set(DigitShare, (double)marks.Digits / Math.Max(1, read));
        SetLog(LogNumbers, words.Numbers);
        SetLog(LogLargestNumber, words.LargestNumber);
        SetLog(LogDecimals, words.Decimals);
        SetLog(LogPercents, marks.Percents);
        SetLog(LogMoney, marks.Money);
        SetLog(LogRatios, words.Classes[WordClass.Ratio]);
        SetLog(LogEach, words.Classes[WordClass.Each]);
        SetLog(LogTotals, words.Classes[WordClass.Total]);
        SetLog(LogTimes, words.Classes[WordClass.Time]);
        SetLog(LogNumberWords, words.Classes[WordClass.NumberWord]);
        SetLog(LogHowMany, words.HowMany);
    }

    private void WriteForm(in WordCounts words, in MarkCounts marks, in LineCounts lines)
    {
        Set(Options, lines.Options);
        SetLog(LogMeanOption, (double)lines.OptionCharacters / Math.Max(1, lines.Options));
        SetLog(LogLongestOption, lines.LongestOption);
        Set(NumericOptionShare, (double)lines.NumericOptions / Math.Max(1, lines.Options));
        SetLog(LogLines, lines.Lines - 1);
        SetLog(LogFilledLines, lines.Filled);
        SetLog(LogQuestionMarks, marks.QuestionMarks);
        SetLog(LogQuotes, marks.Quotes);
        SetLog(LogCommas, marks.Commas);
        SetLog(LogWhat, words.Classes[WordClass.What]);
        SetLog(LogWhich, words.Classes[WordClass.Which]);
        SetLog(LogWhy, words.Classes[WordClass.Why]);
        SetLog(LogHow, words.Classes[WordClass.How]);
    }

    private void Set(GainFeature feature, double value) => _features[(int)feature] = (float)value;

    private void SetLog(GainFeature feature, double count) => Set(feature, Math.Log(1 + count));
}
