using TenantConsole.Core.Routing.Learning;
using TenantConsole.Core.Routing.Signals;

namespace TenantConsole.Core.Routing.Strategies;

/// <summary>A text as the gain model sees it for one pair: the estimate and what it is made of.</summary>
internal sealed class GainReading
{
    private readonly double[] _groups = new double[GainFeatures.Groups];

    private GainReading(PairWeights weights, float[] features, GramScore grams)
    {
        Weights = weights;
        Features = features;
        Grams = grams;
    }

    /// <summary>How much better the larger model is expected to answer, in points of a score from 0 to 1; below 0 worse.</summary>
    public double Gain => Trained + Correction;

    /// <summary>The part of it that the model was trained to; own outcomes have no say in it.</summary>
    public double Trained { get; private set; }

    /// <summary>The part that every question has.</summary>
    public double Base => Weights.Base;

    public PairWeights Weights { get; }

    /// <summary>What the organization's own outcomes say of the words; in <see cref="Gain"/> already.</summary>
    public double Correction { get; private set; }

    /// <summary>The features as read.</summary>
    public float[] Features { get; }

    public GramScore Grams { get; }

    public double Of(GainGroup group) => _groups[(int)group];

    public static GainReading Of(string text, GainModel model, PairWeights weights, OutcomeCalibration? calibration = null)
    {
        var features = new float[GainFeatures.Count];
        var grams = new GramScore(weights.Grams, calibration?.Table);
        var sink = new GramScore.Sink(grams);
        GainReader.Read(text, TextLength.Of(text), features, ref sink);
        sink.End();
        var reading = new GainReading(weights, features, grams);
        var sum = (double)weights.Base;
        for (var i = 0; i < features.Length; i++)
        {
            var push = (double)weights.Features[i] * model.Standardized((GainFeature)i, features[i]);
            reading._groups[(int)GainFeatures.GroupOf((GainFeature)i)] += push;
            sum += push;
        }

        reading._groups[(int)GainGroup.Words] = grams.Sum;
        reading.Correction = calibration is null ? 0 : calibration.Trust * grams.Correction;
        reading.Trained = sum + grams.Sum;
        return reading;
    }
}
