namespace TenantConsole.Benchmarks.Training;

/// <summary>What is held apart in training: kinds of prompts between which an effect has to stay the same to be believed.</summary>
internal static class Environments
{
    private static readonly (string Name, string[] Marks)[] Fields =
    [
        ("mathematics", ["math", "algebra", "statis", "econometrics"]),
        ("sciences", ["physics", "chem", "engineer", "astro"]),
        ("law", ["law", "juris"]),
        ("history", ["history"]),
        ("computing", ["comput", "machine", "logic"]),
        ("medicine", ["medic", "bio", "anat", "clin", "nutri", "vir"]),
        ("morals", ["moral"]),
    ];

    /// <summary>The source; of the two large ones the field of knowledge in it.</summary>
    public static string Of(Outcome row) => row.Source switch
    {
        "routellm_mmlu" => $"{row.Source}/{FieldOf(row.Category)}",
        "mmlupro" => $"{row.Source}/{row.Category}",
        _ => row.Source,
    };

    /// <summary>Sources that have the same questions are held out together: the answers of other models to them are known too well.</summary>
    public static bool ShareQuestions(string source, string other) =>
        string.Equals(source, other, StringComparison.Ordinal)
        || (source.EndsWith("_gsm8k", StringComparison.Ordinal) && other.EndsWith("_gsm8k", StringComparison.Ordinal));

    private static string FieldOf(string category)
    {
        foreach (var (name, marks) in Fields)
        {
            if (Array.Exists(marks, mark => category.Contains(mark, StringComparison.Ordinal)))
                return name;
        }

        return "society";
    }
}
