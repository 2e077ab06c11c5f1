using System.Buffers.Binary;
using TenantConsole.Core.Routing.Strategies;

namespace TenantConsole.Core.Completions.Cascade;

/// <summary>
/// The learned part of the judge: one forest for how likely an answer fails, one for how much a larger model would gain, the router's estimate from the question alone, and what
/// turns their sum into a probability. Trained by <c>train-judge</c> of the benchmark project; <c>answer-judge.md</c> beside the resource says from what and how good it is.
/// </summary>
/// <param name="Weights">What a unit of each counts in the sum.</param>
/// <param name="Slope">Of the log-odds of failing over the sum, from predictions on answers that were left out of training.</param>
internal sealed record JudgeModel(DecisionForest Failure, DecisionForest Gain, JudgeWeights Weights, double Slope, double Intercept)
{
    private const string Resource = "TenantConsole.Core.Completions.Cascade.answer-judge.bin";
    private const uint Format = 0x3247_444A; // "JDG2"

    private const int HeaderBytes = 44;

    private const double TrustInFreeText = 0.6;

    /// <summary>Who would be asked next is not known here. A question is as hard as it is for the two models of the default map.</summary>
    private static readonly ModelPair UsualPair = new("gpt-4o-mini", "gpt-4o", WeakPrice: 750_000, StrongPrice: 12_500_000);

    private static readonly Lazy<JudgeModel> Loaded = new(Load);

    private static readonly int ResultMarked = IndexOf("result_marked");
    private static readonly int Equations = IndexOf("equations");

    /// <summary>The one that ships.</summary>
    public static JudgeModel Shipped => Loaded.Value;

    /// <summary>How likely the answer will do, 0..1.</summary>
    public double Quality(string question, string answer)
    {
        Span<float> features = stackalloc float[AnswerFeatures.Names.Count];
        AnswerFeatures.Read(question, answer, features);
        var routed = GainReading.Of(question, GainModel.Current, GainModel.Current.For(UsualPair)).Gain;
        var failure = 1 / (1 + Math.Exp(-((Slope * Sum(features, routed)) + Intercept)));

        // It learned from answers that come to a result. On free text, which does not, it is heard but not believed in full.
        var comesToAResult = features[ResultMarked] > 0 || features[Equations] > 0;
        return 1 - (comesToAResult ? failure : failure * TrustInFreeText);
    }

    /// <summary>Larger: more likely that a larger model is worth asking.</summary>
    /// <param name="routed">The gain that the router estimates from the question.</param>
    public double Sum(ReadOnlySpan<float> features, double routed) =>
        (Weights.Failure * Failure.Score(features)) + (Weights.Gain * Gain.Score(features)) + (Weights.Routed * routed);

    public void Write(Stream stream)
    {
        Span<byte> buffer = stackalloc byte[HeaderBytes];
        BinaryPrimitives.WriteUInt32LittleEndian(buffer, Format);
        BinaryPrimitives.WriteDoubleLittleEndian(buffer[4..], Weights.Failure);
        BinaryPrimitives.WriteDoubleLittleEndian(buffer[12..], Weights.Gain);
        BinaryPrimitives.WriteDoubleLittleEndian(buffer[20..], Weights.Routed);
        BinaryPrimitives.WriteDoubleLittleEndian(buffer[28..], Slope);
        BinaryPrimitives.WriteDoubleLittleEndian(buffer[36..], Intercept);
        stream.Write(buffer);
        Failure.Write(stream);
        Gain.Write(stream);
    }

    private static int IndexOf(string feature) => AnswerFeatures.Names.Index().First(entry => entry.Item == feature).Index;

    private static JudgeModel Load()
    {
        using var stream = typeof(JudgeModel).Assembly.GetManifestResourceStream(Resource) ?? throw new InvalidDataException($"The resource {Resource} is missing.");
        return Read(stream);
    }

    private static JudgeModel Read(Stream stream)
    {
        Span<byte> buffer = stackalloc byte[HeaderBytes];
        stream.ReadExactly(buffer);
        var (failure, gain) = (DecisionForest.Read(stream), DecisionForest.Read(stream));
        if (BinaryPrimitives.ReadUInt32LittleEndian(buffer) != Format || failure.Features != AnswerFeatures.Names.Count || gain.Features != AnswerFeatures.Names.Count)
        {
            throw new InvalidDataException($"The resource {Resource} was made for other features; train it again.");
        }

        return new(failure, gain, new(Number(buffer, 4), Number(buffer, 12), Number(buffer, 20)), Number(buffer, 28), Number(buffer, 36));
    }

    private static double Number(ReadOnlySpan<byte> header, int offset) => BinaryPrimitives.ReadDoubleLittleEndian(header[offset..]);
}
