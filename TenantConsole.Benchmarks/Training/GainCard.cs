using System.Globalization;
using System.Text;
using TenantConsole.Core.Routing.Strategies;

namespace TenantConsole.Benchmarks.Training;

/// <summary>Writes the model's card.</summary>
internal static class GainCard
{
    private static readonly (string Source, string What, string Licence, string Attribution)[] Sources =
    [
        ("zeroeval_crux", "CRUXEval (output prediction), answers from ZeroEval", "MIT (task), Apache-2.0 (answers)", "Gu et al. 2024, Meta; Bill Yuchen Lin, ZeroEval"),
        ("zeroeval_gsm8k", "GSM8K, answers from ZeroEval", "MIT (task), Apache-2.0 (answers)", "Cobbe et al. 2021, OpenAI; Bill Yuchen Lin, ZeroEval"),
        ("zeroeval_math_l5", "MATH level 5, answers from ZeroEval", "MIT (task), Apache-2.0 (answers)", "Hendrycks et al. 2021; Bill Yuchen Lin, ZeroEval"),
        ("routellm_mmlu", "MMLU, answers from RouteLLM", "MIT (task), Apache-2.0 (answers)", "Hendrycks et al. 2021; Ong et al. 2024, LMSYS"),
        ("routellm_gsm8k", "GSM8K, answers from RouteLLM", "MIT (task), Apache-2.0 (answers)", "Cobbe et al. 2021, OpenAI; Ong et al. 2024, LMSYS"),
        ("routellm_mtbench", "MT-Bench, judgements from RouteLLM", "Apache-2.0", "Zheng et al. 2023, LMSYS; Ong et al. 2024, LMSYS"),
        ("mmlupro", "MMLU-Pro and its published answers", "MIT (task), Apache-2.0 (answers)", "Wang et al. 2024, TIGER-Lab"),
    ];

    public static string Of(OutcomeFile file, GainModel model, GainBlend blend, Func<Outcome, double> heldOut)
    {
        var card = new StringBuilder();
        card.Append(CultureInfo.InvariantCulture, $"""
            # Gain model {model.Version}

            Estimates from a question's text how much better the larger of two models answers it (the *gain*). A linear model over {GainFeatures.Count} features of the text and {GramHash.Buckets} buckets of words,
            pairs of words and groups of letters, with a common part and a part for each pair of models it has seen. Made by
            `dotnet run -c Release --project TenantConsole.Benchmarks -- train-router --data PATH`; written by that command, not by hand.

            ## Data

            {file.Rows.Count} prompts with the scores of a smaller and a larger model, SHA-256 `{file.Sha256}`. No prompt and no answer is in the weights.

            | source | what | prompts | weak | strong | licence | attribution |
            |---|---|---:|---:|---:|---|---|

            """);
        foreach (var (source, what, licence, attribution) in Sources)
        {
            var rows = file.Rows.Where(row => row.Source == source).ToList();
            card.Append(CultureInfo.InvariantCulture, $"| {source} | {what} | {rows.Count} | {rows.Average(row => row.Weak):0.000} | {rows.Average(row => row.Strong):0.000} | {licence} | {attribution} |\n");
        }

        AppendMetrics(card, file.Rows, heldOut);
        card.Append(CultureInfo.InvariantCulture, $"""

            ## Calibration

            Gain in score (0..1) of the larger model: slope {blend.Slope:0.0000} of the joined parts, bases {string.Join(", ", blend.PairBases.Select(pair => $"{pair.Key} {pair.Value.ToString("0.000", CultureInfo.InvariantCulture)}"))}, any other pair {blend.CommonBase:0.000}.
            Fitted on held-out scores, so that it promises no more than they keep.

            ## Limits

            - Most of what decides whether a small model will do is not in the question's text. The ranking is better than chance and than length, no more. An organization's own outcomes lift it where their questions come from
              places that differ (agents, job roles); from the words of its questions alone they bring little. `outcome-lift --data PATH` measures both.
            - The data are English examination questions, sums and short programs. Support questions, other languages and long conversations are not in it; there the features of size, form and code carry it.
            - Gains differ between pairs of models. A pair that is not among the three seen gets the common part, and theirs as far as prices are alike.
            - Sources with the same questions are held out together. Fields of MMLU and of MMLU-Pro are near to each other, so that figures for these two flatter.

            """);
        return card.ToString();
    }

    private static void AppendMetrics(StringBuilder card, IReadOnlyList<Outcome> rows, Func<Outcome, double> heldOut)
    {
        card.Append("""

            ## Measured on sources it was not trained on

            Each source is ranked by a model that was trained on the others. APGR: 0.5 is chance; a source whose two models barely differ has a wild one.

            | ranked | APGR | CPT80 % | by length alone |
            |---|---:|---:|---:|

            """);
        foreach (var source in rows.GroupBy(row => row.Source, StringComparer.Ordinal))
            Append(source.Key, [.. source]);

        Append("gpt-4o-mini → gpt-4o, sources together", [.. rows.Where(row => row.Pair == "openai")]);
        var own = RankingScore.Stratified(rows, heldOut);
        var length = RankingScore.Stratified(rows, row => row.Prompt.Length);
        card.Append(CultureInfo.InvariantCulture, $"| all, within sources (STRAT) | {own:0.000} | | {length:0.000} |\n");

        void Append(string name, List<Outcome> ranked)
        {
            var score = RankingScore.Of(ranked, heldOut);
            card.Append(CultureInfo.InvariantCulture, $"| {name} | {score.Apgr:0.000} | {score.Cpt80:0.0} | {RankingScore.Of(ranked, row => row.Prompt.Length).Apgr:0.000} |\n");
        }
    }
}
