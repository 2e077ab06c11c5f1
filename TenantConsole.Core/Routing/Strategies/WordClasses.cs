using System.Collections.Frozen;

namespace TenantConsole.Core.Routing.Strategies;

/// <summary>What a word is to the gain model. A word may be of several kinds.</summary>
[Flags]
internal enum WordClass
{
    None = 0,
    Common = 1,
    FirstPerson = 1 << 1,
    ThirdPerson = 1 << 2,
    Preposition = 1 << 3,
    Modal = 1 << 4,
    Negation = 1 << 5,
    Logic = 1 << 6,
    Connective = 1 << 7,
    Condition = 1 << 8,
    Comparison = 1 << 9,
    Statement = 1 << 10,
    Scenario = 1 << 11,
    Ratio = 1 << 12,
    Each = 1 << 13,
    Total = 1 << 14,
    Time = 1 << 15,
    NumberWord = 1 << 16,
    Code = 1 << 17,
    What = 1 << 18,
    Which = 1 << 19,
    Why = 1 << 20,
    How = 1 << 21,
    Amount = 1 << 22,
}

/// <summary>The classes of English words, looked up by <see cref="GramHash.OfWord"/>.</summary>
internal static class WordClasses
{
    private static readonly FrozenDictionary<uint, WordClass> Classes = Build();

    public static WordClass Of(uint hash) => Classes.GetValueOrDefault(hash);

    private static FrozenDictionary<uint, WordClass> Build()
    {
        var classes = new Dictionary<uint, WordClass>();
        Add(WordClass.Common, """
            the of and to a in is it you that he was for on are with as i his they be at one have this from or had by not but what some we can out other were
            all there when up use your how said an each she which do their if will way about many then them would like so these her long make thing see him two
            has look more day could go come did my no most who over know than call first people may down been now find any new work part take get place made
            where after back only me our under name very through just form much great think say help low line before turn cause same mean differ move right old
            too does tell sentence set three want air well also play small end put home read hand large spell add even land here must big high such follow act
            why ask men change went light kind off need house try us again point world near build self father
            """);
        Add(WordClass.FirstPerson, "i my me we our us you your");
        Add(WordClass.ThirdPerson, "he she his her hers him they their them its");
        Add(WordClass.Preposition, "of in to by from with between under for on at into over within");
        Add(WordClass.Modal, "would could should might may must can will shall");
        Add(WordClass.Negation, "not never no none cannot neither nor isn't doesn't don't won't can't false incorrect except least without wrong");
        Add(WordClass.Logic, "all some every unless only either neither both nor must any if then or implies");
        Add(WordClass.Connective, "because since therefore thus hence however although though whereas while so but despite");
        Add(WordClass.Condition, "if suppose assume assuming given provided otherwise");
        Add(WordClass.Comparison, "than more less fewer most least compare compared greater larger smaller higher lower better best");
        Add(WordClass.Statement, "statement statements following true correct");
        Add(WordClass.Scenario, "scenario scenarios case situation");
        Add(WordClass.Ratio, "half twice third quarter double triple times percent percentage fraction ratio thirds quarters halves rate");
        Add(WordClass.Each, "each every per");
        Add(WordClass.Total, "total left remaining altogether sum remain remains combined more fewer less");
        Add(WordClass.Time, """
            day days hour hours minute minutes second seconds week weeks year years month months monday tuesday wednesday thursday friday saturday sunday
            """);
        Add(WordClass.NumberWord, "one two three four five six seven eight nine ten eleven twelve hundred thousand first second");
        Add(WordClass.Code, "def return import elif assert lambda const struct void null printf var enum async await");
        Add(WordClass.What, "what what's");
        Add(WordClass.Which, "which");
        Add(WordClass.Why, "why");
        Add(WordClass.How, "how");
        Add(WordClass.Amount, "many much");
        return classes.ToFrozenDictionary();

        void Add(WordClass kind, string words)
        {
            foreach (var word in words.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries))
            {
                var hash = GramHash.OfWord(word);
                classes[hash] = classes.GetValueOrDefault(hash) | kind;
            }
        }
    }
}
