using TenantConsole.Core.Routing.Signals;
using TenantConsole.Core.Routing.Strategies;

namespace TenantConsole.Tests.Core.Routing;

/// <summary>The trained model and what it reads of a text.</summary>
public sealed class GainModelTests
{
    private static readonly ModelPair Mini = new("gpt-4o-mini", "gpt-4o", 750_000, 12_500_000);

    [Fact]
    public void Current_Model_FitsIntoThreeHundredKilobytes()
    {
        using var stream = new MemoryStream();
        GainModelFormat.Write(GainModel.Current, stream);
        Assert.InRange(stream.Length, 50_000, 300_000);
    }

    [Fact]
    public void Read_WrittenModel_ScoresTheSame()
    {
        using var stream = new MemoryStream();
        GainModelFormat.Write(GainModel.Current, stream);
        stream.Position = 0;
        var copy = GainModelFormat.Read(stream);
        Assert.Equal(GainModel.Current.Version, copy.Version);
        Assert.Equal(Gain("Why does the moon not fall?", GainModel.Current), Gain("Why does the moon not fall?", copy));
    }

    [Fact]
    public void Read_SomethingElse_IsRefused()
    {
        using var stream = new MemoryStream(new byte[100]);
        Assert.Throws<InvalidDataException>(() => GainModelFormat.Read(stream));
    }

    [Fact]
    public void Gain_OfAReading_IsTheSumOfItsGroups()
    {
        var reading = Reading("A train leaves at 9:40 and takes 3 hours. When does it arrive, if it is 10% late?", GainModel.Current);
        Assert.Equal(reading.Gain, reading.Base + Enum.GetValues<GainGroup>().Sum(reading.Of), 9);
    }

    [Theory]
    [InlineData("gpt-4o-mini", "gpt-4o", 1, 1, 1)]
    [InlineData("other-small", "other-large", 750_000, 12_500_000, 1)]
    [InlineData("other-small", "other-large", 1_500_000, 25_000_000, 0.383)]
    [InlineData("other-small", "other-large", 75_000_000, 80_000_000, 0)]
    [InlineData("other-small", "other-large", 0, 12_500_000, 0)]
    public void LikenessTo_Pair_GoesByNameThenByPrice(string weak, string strong, long weakPrice, long strongPrice, double likeness) =>
        Assert.Equal(likeness, GainModel.Current.Anchors[0].LikenessTo(new(weak, strong, weakPrice, strongPrice)), 3);

    [Fact]
    public void For_PairWithoutPrices_TakesTheCommonPart()
    {
        var weights = GainModel.Current.For(new("a", "b", 0, 0));
        Assert.Equal(GainModel.Current.Common.Base, weights.Base);
        Assert.Equal(GainModel.Current.Common.Features, weights.Features);
    }

    [Theory]
    [InlineData("Which one is it?\nA. red\nB. 12 green\nC. blue", nameof(GainFeature.Options), 3)]
    [InlineData("not never without", nameof(GainFeature.LogNegations), 1.386294)]
    [InlineData("It costs $12,000 or 3.5 percent", nameof(GainFeature.LogMoney), 0.693147)]
    [InlineData("It costs $12,000 or 3.5 percent", nameof(GainFeature.LogDecimals), 0.693147)]
    [InlineData("how many and how much", nameof(GainFeature.LogHowMany), 1.098612)]
    [InlineData("if (a == b) f(g(x));", nameof(GainFeature.LogCodeMarks), 0.693147)]
    [InlineData("f(g(x))", nameof(GainFeature.LogNestedBrackets), 0.693147)]
    [InlineData("I. first, II. second", nameof(GainFeature.LogRomanNumerals), 1.098612)]
    [InlineData("One. Two! Three?", nameof(GainFeature.LogQuestionMarks), 0.693147)]
    [InlineData("数据库", nameof(GainFeature.LogWords), 1.386294)]
    [InlineData("ＡＢＣ abc", nameof(GainFeature.ForeignShare), 0.428571)]
    [InlineData("", nameof(GainFeature.LogCharacters), 0)]
    public void Read_Text_MeasuresTheFeature(string text, string feature, double value) =>
        Assert.Equal(value, Features(text)[(int)Enum.Parse<GainFeature>(feature)], 5);

    [Fact]
    public void Read_NumbersOfTheSameLength_AreTheSameToTheModel() =>
        Assert.Equal(Reading("sum of 123 and 45", GainModel.Current).Of(GainGroup.Words), Reading("sum of 987 and 60", GainModel.Current).Of(GainGroup.Words));

    [Fact]
    public void Read_BeyondTheLongest_OnlyTheLengthCounts()
    {
        var text = new string('a', GainReader.Longest) + " never";
        Assert.Equal(0, Features(text)[(int)GainFeature.LogNegations]);
        Assert.Equal(Math.Log(1 + text.Length), Features(text)[(int)GainFeature.LogCharacters], 5);
    }

    [Fact]
    public void Features_AllHaveAnExplanation() => Assert.All(Enum.GetValues<GainFeature>(), feature => Assert.NotEmpty(GainFeatureWords.Of(feature)));

    private static double Gain(string text, GainModel model) => Reading(text, model).Gain;

    private static GainReading Reading(string text, GainModel model) => GainReading.Of(text, model, model.For(Mini));

    private static float[] Features(string text)
    {
        var features = new float[GainFeatures.Count];
        var sink = new GramScore.Sink(new GramScore(new float[GramHash.Buckets]));
        GainReader.Read(text, TextLength.Of(text), features, ref sink);
        return features;
    }
}
