namespace TenantConsole.Core.Lab;

/// <summary>Turns what flips into rows of a run.</summary>
/// <param name="keptDays">How long the organization keeps texts; 0: not at all.</param>
internal sealed class LabFlips(LabRun run, int keptDays)
{
    private List<LabFlip> _found = [];

    public IReadOnlyList<LabFlip> Found => _found;

    /// <param name="number">Of the question in the run.</param>
    public void Add(long number, ReplayedQuestion replayed)
    {
        if (replayed is not { Flip: { } kind, IsRouted: true })
        {
            return;
        }

        var (question, before, after) = (replayed.Question, replayed.Before.Decision, replayed.After.Decision);
        var keeps = question.UsageRecordId is null && keptDays > 0;
        _found.Add(new LabFlip
        {
            OrganizationId = run.OrganizationId,
            RunId = run.Id,
            Number = checked((int)number),
            UsageRecordId = question.UsageRecordId,
            Label = question.Label,
            Prompt = keeps ? question.Prompt : null,
            ExpiresUtc = keeps ? run.CreatedUtc.AddDays(keptDays) : null,
            JobRole = question.JobRole,
            ConversationTurns = question.ConversationTurns,
            Kind = kind,
            ComplexityBefore = before.Complexity,
            ComplexityAfter = after.Complexity,
            ModelBefore = before.ModelId,
            ClassBefore = before.ModelClass,
            ModelAfter = after.ModelId,
            ClassAfter = after.ModelClass,
            CostBeforePicoUsd = replayed.Before.CostPicoUsd,
            CostAfterPicoUsd = replayed.After.CostPicoUsd,
            Reason = replayed.Reason is { Length: > LabFlip.MaxReasonLength } reason ? reason[..LabFlip.MaxReasonLength] : replayed.Reason ?? "",
        });
    }

    /// <summary>What was found since the last time.</summary>
    public IReadOnlyList<LabFlip> Take()
    {
        var taken = _found;
        _found = [];
        return taken;
    }
}
