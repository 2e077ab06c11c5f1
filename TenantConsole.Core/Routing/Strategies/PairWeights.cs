namespace TenantConsole.Core.Routing.Strategies;

/// <summary>The gain model's weights for one pair of models, ready to score with. All in gain.</summary>
/// <param name="Base">Of a question whose features are all as usual.</param>
/// <param name="Features">By <see cref="GainFeature"/>, of standardised values.</param>
/// <param name="Grams">By bucket; a text's sum is divided by the root of how many grams it has.</param>
internal sealed record PairWeights(float Base, float[] Features, float[] Grams);
