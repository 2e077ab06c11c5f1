using System.Runtime.InteropServices;
using TenantConsole.Core.Catalog;
using TenantConsole.Core.Routing.Learning;
using TenantConsole.Core.Routing.Signals;

namespace TenantConsole.Core.Routing.Strategies;

/// <summary>
/// Finds the smallest change after which another model would answer, by changing one fact after another and scoring again with the same arithmetic.
/// </summary>
/// <remarks>
/// Sizes, so that changes of different kinds can be compared: a keyword more or less is 1, each further one 1; a question more or less 1; another job role, a
/// longer or shorter
/// conversation, technical content, nothing learned of the question's origin 1.5; a report of trouble 1; the text's length 2 for each doubling or halving. Among changes of the same size the one that moves the score less
/// wins. Only where none of
/// these flips the choice, the dial and then the organization's preference are tried.
/// </remarks>
internal sealed class NearestFlipSearch(PromptReading reading, RoutingPolicy policy, ModelChoices choices, StrategyVerdict verdict)
{
    private readonly QuestionFacts _facts = reading.Facts;
    private readonly string _modelId = choices.IdFor(verdict.Complexity);
    private readonly OutcomeCalibration? _calibration = policy.Strategy == RoutingStrategy.Rules ? null : reading.Request.CalibrationOf(GainModel.Current);
    private Edit _best;
    private double _bestSize = double.PositiveInfinity;
    private double _bestScore;

    private enum EditKind
    {
        None,
        Without,
        WithoutAll,
        With,
        Role,
        NoRole,
        Turns,
        Questions,
        Length,
        WithoutTechnical,
        WithTechnical,
        WithoutImpact,
        WithoutOrigin,
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Edit(EditKind Kind, int Index = 0, Complexity List = default);

    public NearestFlip? Find(ModelCatalog catalog, DateTime nowUtc)
    {
        if (!(choices.Gives(Complexity.Simple, _modelId) && choices.Gives(Complexity.Moderate, _modelId) && choices.Gives(Complexity.Complex, _modelId)
            && choices.Gives(Complexity.Critical, _modelId)))
        {
            TryKeywords();
            TryRoles();
            TryTurns();
            TryQuestions();
            TryTechnical();
            TryImpact();
            TryOrigin();
            TryLength();
        }

        if (_best.Kind == EditKind.None)
            return OfDial() ?? OfPreference(catalog, nowUtc);

        var complexity = verdict.Thresholds.ComplexityAt(_bestScore);
        var (change, signal) = Describe(_best);
        return new(change, signal, Rounded.Of(_bestScore - verdict.Score), complexity, choices.IdFor(complexity));
    }

    private void Try(Edit edit, in QuestionFacts facts, double size)
    {
        var score = verdict.Arithmetic.Of(facts);
        var margin = edit.Kind is EditKind.With or EditKind.Without or EditKind.WithoutAll ? verdict.Arithmetic.WordMargin : 0;
        if (!Flips(score - margin) || (margin > 0 && !Flips(score + margin)))
            return;

        if (size < _bestSize || (size == _bestSize && Math.Abs(score - verdict.Score) < Math.Abs(_bestScore - verdict.Score)))
            (_best, _bestSize, _bestScore) = (edit, size, score);
    }

    private bool Flips(double score) => !choices.Gives(verdict.Thresholds.ComplexityAt(score), _modelId);

    private void TryKeywords()
    {
        var entries = policy.Keywords.Entries;
        Span<int> added = stackalloc int[4];
        added.Clear();
        for (var i = 0; i < entries.Length; i++)
        {
            var entry = entries[i];
            if (IsFound(i))
            {
                Try(new(EditKind.Without, i), Without(_facts, i), 1);
            }
            else if (!entry.IsEveryday && added[(int)entry.Complexity] < 1)
            {
                added[(int)entry.Complexity]++;
                Try(new(EditKind.With, i), With(_facts, i), 1);
            }
        }

        for (var list = Complexity.Complex; list <= Complexity.Critical; list++)
        {
            var facts = _facts;
            var size = 0;
            for (var i = 0; i < entries.Length; i++)
            {
                if (entries[i].Complexity != list || !IsFound(i))
                    continue;

                facts = Without(facts, i);
                Try(new(EditKind.WithoutAll, i, list), facts, ++size);
            }
        }
    }

    private void TryRoles()
    {
        for (var i = 0; i < policy.JobRoles.Count; i++)
        {
            var role = policy.JobRoles[i];
            var origin = OriginGainOf(QuestionOrigin.OfRole(role.Key));
            if (role.Lean != _facts.Lean || origin != _facts.OriginGain)
                Try(new(EditKind.Role, i), _facts with { Lean = role.Lean, OriginGain = origin }, 1.5);
        }

        if (reading.Request.JobRole is not null)
            Try(new(EditKind.NoRole), _facts with { Lean = 0, OriginGain = OriginGainOf(null) }, 1.5);
    }

    private void TryTurns()
    {
        foreach (var turns in (ReadOnlySpan<int>)[1, ConversationSignal.LongFrom, ConversationSignal.LongFrom * 2])
        {
            if (turns != _facts.Turns)
                Try(new(EditKind.Turns, turns), _facts with { Turns = turns }, 1.5);
        }
    }

    private void TryQuestions()
    {
        for (var questions = 1; questions <= 4; questions++)
        {
            if (questions != _facts.Questions)
                Try(new(EditKind.Questions, questions), _facts with { Questions = questions }, Math.Abs(questions - _facts.Questions));
        }
    }

    private void TryTechnical()
    {
        foreach (var finding in reading.Technical)
        {
            var rest = TechnicalSignal.Sum(reading.Technical.FindAll(other => other.Kind != finding.Kind));
            Try(new(EditKind.WithoutTechnical, (int)finding.Kind), _facts with { Technical = rest }, 1.5);
            if (finding.Kind == TechnicalKind.Vocabulary)
                break;
        }

        if (!reading.Technical.Exists(finding => finding.Kind == TechnicalKind.Code))
        {
            var more = Math.Min(TechnicalSignal.Highest, _facts.Technical + TechnicalSignal.WorthOf(TechnicalKind.Code));
            Try(new(EditKind.WithTechnical, (int)TechnicalKind.Code), _facts with { Technical = more }, 1.5);
        }
    }

    private void TryImpact()
    {
        if (_facts.Impact > 0)
            Try(new(EditKind.WithoutImpact), _facts with { Impact = 0 }, 1);
    }

    private void TryOrigin()
    {
        if (_facts.OriginGain != 0)
            Try(new(EditKind.WithoutOrigin), _facts with { OriginGain = 0 }, 1.5);
    }

    /// <summary>What the outcomes say of where the question comes from if its asker had another role; an origin that the request names stays.</summary>
    private double OriginGainOf(string? role) => _calibration?.OriginGain(reading.Request.Origin ?? role) ?? 0;

    /// <summary>The score never falls as the text grows, so that the nearest length that flips is found by halving.</summary>
    private void TryLength()
    {
        if (_facts.Length == 0 || !verdict.Arithmetic.KnowsLength)
            return;

        TryTowards(Math.Max(policy.LengthBounds.ComplexUpTo * 16, _facts.Length));
        TryTowards(1);

        void TryTowards(int far)
        {
            var near = _facts.Length;
            if (!FlipsAt(far))
                return;

            while (Math.Abs(far - near) > 1)
            {
                var middle = (far + near) / 2;
                if (FlipsAt(middle))
                    far = middle;
                else
                    near = middle;
            }

            Try(new(EditKind.Length, far), _facts with { Length = far }, 2 * Math.Abs(Math.Log2((double)far / _facts.Length)));
        }

        bool FlipsAt(int length) => Flips(verdict.Arithmetic.Of(_facts with { Length = length }));
    }

    /// <summary>The position of the dial, in hundredths, that is nearest to the policy's and would flip the choice.</summary>
    private NearestFlip? OfDial()
    {
        if (verdict.Arithmetic is not GainScore gain)
            return null;

        var at = (int)Math.Round(policy.Dial * 100);
        for (var step = 1; step <= 100; step++)
        {
            foreach (var hundredths in (ReadOnlySpan<int>)[at + step, at - step])
            {
                if (hundredths is < 0 or > 100)
                    continue;

                var score = gain.Of(_facts, hundredths / 100d);
                if (!Flips(score))
                    continue;

                var complexity = verdict.Thresholds.ComplexityAt(score);
                return new(Figures.In($"with the dial at {hundredths / 100d:0.00}"), SignalNames.Dial, Rounded.Of(score - verdict.Score), complexity, choices.IdFor(complexity));
            }
        }

        return null;
    }

    private NearestFlip? OfPreference(ModelCatalog catalog, DateTime nowUtc)
    {
        var now = reading.Request.Preference ?? policy.Preference;
        foreach (var preference in Enum.GetValues<RoutingPreference>())
        {
            if (preference == now)
                continue;

            var others = new ModelChoices(policy, preference, reading.Request.Headroom, catalog, nowUtc);
            if (others.Gives(verdict.Complexity, _modelId))
                continue;

            var change = preference switch
            {
                RoutingPreference.Quality => "if the organization preferred quality",
                RoutingPreference.Cost => "if the organization preferred cost",
                _ => $"if the organization did not prefer {(now == RoutingPreference.Cost ? "cost" : "quality")}",
            };
            return new(change, "preference", 0, verdict.Complexity, others.IdFor(verdict.Complexity));
        }

        return null;
    }

    private bool IsFound(int keyword) => reading.Hits[keyword].Count > 0;

    private QuestionFacts Without(in QuestionFacts facts, int keyword)
    {
        var entry = policy.Keywords.Entries[keyword];
        var (count, _, length) = reading.Hits[keyword];
        var tally = facts.Keywords.Plus(entry.Complexity, entry.IsEveryday, -1);
        if (entry is { Complexity: Complexity.Simple, IsEveryday: true })
            tally = tally with { SimpleEverydayShare = Math.Max(0, tally.SimpleEverydayShare - ((double)count * length / reading.Hits.WordCharacters)) };

        return facts with { Keywords = tally, Length = Math.Max(1, facts.Length - (count * (length + 1))) };
    }

    private QuestionFacts With(in QuestionFacts facts, int keyword)
    {
        var entry = policy.Keywords.Entries[keyword];
        return facts with { Keywords = facts.Keywords.Plus(entry.Complexity, entry.IsEveryday, 1), Length = facts.Length + TextLength.Of(entry.Text) + 1 };
    }

    private (string Change, string Signal) Describe(Edit edit) => edit.Kind switch
    {
        EditKind.Without => ($"without {Words(edit.Index)}", SignalNames.OfKeywords(Entry(edit).Complexity)),
        EditKind.WithoutAll => ($"without {AllWords(edit)}", SignalNames.OfKeywords(edit.List)),
        EditKind.With => ($"with {Quoted(Entry(edit).Text)} in it", SignalNames.OfKeywords(Entry(edit).Complexity)),
        EditKind.Role => ($"asked by {policy.JobRoles[edit.Index].Key}", SignalNames.JobRole),
        EditKind.NoRole => ("asked by nobody in particular", SignalNames.JobRole),
        EditKind.Turns => (edit.Index == 1 ? "as the first question" : Figures.In($"as turn {edit.Index} of a conversation"), SignalNames.Conversation),
        EditKind.Questions => (edit.Index == 1 ? "as a single question" : Figures.In($"with {edit.Index} questions in it"), SignalNames.Questions),
        EditKind.Length => (Figures.In($"at {edit.Index} characters instead of {_facts.Length}"), SignalNames.Length),
        EditKind.WithoutTechnical => ($"without {TechnicalSignal.NameOf((TechnicalKind)edit.Index)}", SignalNames.Technical),
        EditKind.WithoutOrigin => ($"without what was learned from {QuestionOrigin.Questions(reading.Request.OriginUnder(policy)!)}", SignalNames.OwnOrigin),
        EditKind.WithoutImpact => ("without a report of trouble in it", SignalNames.Impact),
        _ => ($"with {TechnicalSignal.NameOf((TechnicalKind)edit.Index)} in it", SignalNames.Technical),
    };

    private KeywordEntry Entry(Edit edit) => policy.Keywords.Entries[edit.Index];

    private string AllWords(Edit edit) => string.Join(", ", Enumerable.Range(0, edit.Index + 1).Where(i => IsIn(edit.List, i)).Select(Words));

    private bool IsIn(Complexity list, int keyword) => policy.Keywords.Entries[keyword].Complexity == list && IsFound(keyword);

    private string Words(int keyword)
    {
        var (_, start, length) = reading.Hits[keyword];
        return Quoted(Evidence.At(reading.Request.Prompt, start, length).Text);
    }

    private static string Quoted(string text) => $"'{text}'";
}
