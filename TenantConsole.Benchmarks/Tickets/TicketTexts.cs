using TenantConsole.Core.Seeding;

namespace TenantConsole.Benchmarks.Tickets;

/// <summary>
/// Made-up texts whose words are as common as words are: some in most tickets, hundreds in some, tens of thousands in a handful each. Words of the last kind are syllables put together.
/// </summary>
internal sealed class TicketTexts(SeededRandom random)
{
    /// <summary>How many different words there are besides the common ones; the first of them come up most.</summary>
    private const int Vocabulary = 30_000;

    private static readonly string[] Common =
    [
        "since", "after", "the", "update", "login", "error", "again", "please", "users", "cannot", "slow", "when", "opening", "server", "screen", "message", "report", "office", "printer",
        "today", "yesterday", "morning", "account", "password", "network", "access", "system", "customer", "order", "page",
    ];

    private static readonly string[] Syllables = ["ba", "ke", "li", "mo", "nu", "ra", "se", "ti", "vo", "zu", "da", "fe", "gi", "ho", "ju", "ka", "le", "mi", "no", "pu"];

    public static string Word(int rank) => string.Concat(Enumerable.Range(0, 4).Select(place => Syllables[rank / (int)Math.Pow(Syllables.Length, place) % Syllables.Length])) + "x";

    public string Title() => Sentence(5 + random.Below(4));

    public string Description() => string.Join(". ", Enumerable.Range(0, 3).Select(_ => Sentence(10 + random.Below(8)))) + ".";

    private string Sentence(int words) => string.Join(' ', Enumerable.Range(0, words).Select(_ => random.Chance(600) ? Common[random.Below(Common.Length)] : Rare()));

    /// <summary>The chance of a rank falls with the rank.</summary>
    private string Rare()
    {
        var (one, two) = (random.Below(Vocabulary), random.Below(Vocabulary));
        return Word((int)((long)one * two / Vocabulary));
    }
}
