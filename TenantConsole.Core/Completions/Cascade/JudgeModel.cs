using System.Buffers.Binary;

namespace TenantConsole.Core.Completions.Cascade;

/// <summary>
/// The learned part of the judge: two sums of trees, one for how likely an answer fails and one for how much a larger model would gain, and what turns them into a probability.
/// Trained by <c>train-judge</c> of the benchmark project; <c>answer-judge.md</c> beside the resource says from what and how good it is.
/// </summary>
/// <param name="GainWeight">How much a unit of expected gain counts beside a unit of the log-odds of failing.</param>
/// <param name="Slope">Of the log-odds of failing over the sum, from predictions on sources that were left out of training.</param>
internal sealed record JudgeModel(GradientTrees Failure, GradientTrees Gain, double GainWeight, double Slope, double Intercept)
{
    private const string Resource = "TenantConsole.Core.Completions.Cascade.answer-judge.bin";
    private const uint Format = 0x3147_444A; // "JDG1"

    private const double TrustInFreeText = 0.6;

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
        var failure = 1 / (1 + Math.Exp(-((Slope * Sum(features)) + Intercept)));

        // It learned from answers that come to a result. On free text, which does not, it is heard but not believed in full.
        var comesToAResult = features[ResultMarked] > 0 || features[Equations] > 0;
        return 1 - (comesToAResult ? failure : failure * TrustInFreeText);
    }

    public double Sum(ReadOnlySpan<float> features) => Failure.Score(features) + (GainWeight * Gain.Score(features));

    public void Write(Stream stream)
    {
        Span<byte> buffer = stackalloc byte[28];
        BinaryPrimitives.WriteUInt32LittleEndian(buffer, Format);
        BinaryPrimitives.WriteDoubleLittleEndian(buffer[4..], GainWeight);
        BinaryPrimitives.WriteDoubleLittleEndian(buffer[12..], Slope);
        BinaryPrimitives.WriteDoubleLittleEndian(buffer[20..], Intercept);
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
        Span<byte> buffer = stackalloc byte[28];
        stream.ReadExactly(buffer);
        var (failure, gain) = (GradientTrees.Read(stream), GradientTrees.Read(stream));
        if (BinaryPrimitives.ReadUInt32LittleEndian(buffer) != Format || failure.Features != AnswerFeatures.Names.Count || gain.Features != AnswerFeatures.Names.Count)
        {
            throw new InvalidDataException($"The resource {Resource} was made for other features; train it again.");
        }

        return new(
            failure, gain, BinaryPrimitives.ReadDoubleLittleEndian(buffer[4..]), BinaryPrimitives.ReadDoubleLittleEndian(buffer[12..]), BinaryPrimitives.ReadDoubleLittleEndian(buffer[20..]));
    }
}
