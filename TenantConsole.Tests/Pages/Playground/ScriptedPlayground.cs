using System.Runtime.CompilerServices;
using System.Threading.Channels;
using TenantConsole.Components.Pages.Playground;
using TenantConsole.Core.Catalog;
using TenantConsole.Core.Common;
using TenantConsole.Core.Completions;
using TenantConsole.Core.Conversations;
using TenantConsole.Core.Conversations.Comparisons;
using TenantConsole.Core.Routing;
using TenantConsole.Core.Security;
using TenantConsole.Core.Usage;

namespace TenantConsole.Tests.Pages.Playground;

/// <summary>A playground whose streams go on when the test says so. Previews are the real router's.</summary>
internal sealed class ScriptedPlayground : IPlayground
{
    public static readonly OrganizationId OrganizationId = new(Guid.Parse("01930000-0000-7000-8000-000000000001"));

    private static readonly IReadOnlyList<PlaygroundModel> Models = [new("gpt-4o-mini", ModelClass.Small), new("gpt-5.5", ModelClass.Advanced)];

    public List<ScriptedCall> Calls { get; } = [];

    public List<string> Previews { get; } = [];

    /// <summary>Conversations that were begun, and where.</summary>
    public List<(ConversationId Id, OrganizationId OrganizationId)> Started { get; } = [];

    /// <summary>Conversations that are kept from before.</summary>
    public Dictionary<(OrganizationId, ConversationId), ConversationTurns> Kept { get; } = [];

    public List<AnswerVerdict?> Verdicts { get; } = [];

    public bool MayJudge { get; set; } = true;

    public int LeftOutTurns { get; set; }

    public string? NotKept { get; set; }

    public UsableOrganizations Usable { get; set; } = new([new("harbor-bank", "Harbor Bank"), new("north-clinic", "North Clinic")], true, false);

    public bool IsSuspended { get; set; }

    public Func<string, CancellationToken, Task<RoutingDecision>> Decide { get; set; } = (prompt, _) => Task.FromResult(Decisions.Of(prompt));

    public ScriptedCall Call => Calls[^1];

    public Task<UsableOrganizations> ListAsync(Actor actor, string? search, CancellationToken cancellationToken) => Task.FromResult(Usable);

    public Task<PlaygroundOrganization> OpenAsync(Actor actor, string slug, CancellationToken cancellationToken)
    {
        var index = Usable.Organizations.ToList().FindIndex(organization => organization.Slug == slug);
        if (index < 0)
            throw new AccessDeniedException();

        var id = index == 0 ? OrganizationId : new(Guid.Parse("01930000-0000-7000-8000-000000000002"));
        return Task.FromResult(new PlaygroundOrganization(
            id, slug, Usable.Organizations[index].Name, "Europe/Berlin", IsSuspended, [new("chief_executive", "Chief executive")], Models));
    }

    public Task<IReadOnlyList<PlaygroundModel>> ListModelsAsync(Actor actor, OrganizationId organizationId, CancellationToken cancellationToken) => Task.FromResult(Models);

    public async Task<RoutingDecision> PreviewAsync(
        Actor actor, OrganizationId organizationId, string prompt, string? jobRole, string? forcedModelId, int conversationTurns, CancellationToken cancellationToken)
    {
        Previews.Add($"{prompt}|{jobRole}|{forcedModelId}|{conversationTurns}");
        return await Decide(prompt, cancellationToken);
    }

    public Task<ConversationId> StartAsync(Actor actor, OrganizationId organizationId, CancellationToken cancellationToken)
    {
        var id = new ConversationId(new Guid(0x01930000, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 1, (byte)Started.Count));
        Started.Add((id, organizationId));
        return Task.FromResult(id);
    }

    public Task<ConversationTurns> ReadAsync(Actor actor, OrganizationId organizationId, ConversationId conversationId, CancellationToken cancellationToken) =>
        Kept.TryGetValue((organizationId, conversationId), out var turns) ? Task.FromResult(turns) : throw new AccessDeniedException();

    public async IAsyncEnumerable<ConversationEvent> AskAsync(Actor actor, NewQuestion question, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var call = new ScriptedCall(question, cancellationToken);
        Calls.Add(call);
        yield return new ConversationEvent.Asked(Calls.Count(other => other.Question.ConversationId == question.ConversationId), LeftOutTurns);
        await foreach (var change in call.Events.Reader.ReadAllAsync(CancellationToken.None))
            yield return new ConversationEvent.Progress(change);
        if (NotKept is { } message)
            yield return new ConversationEvent.NotKept(message);
    }

    /// <summary>Comparisons that were asked for, each for the test to carry on.</summary>
    public List<ScriptedComparison> Comparisons { get; } = [];

    /// <summary>A model whose column cannot be asked, and why.</summary>
    public Dictionary<string, string> Problems { get; } = [];

    public Task<IReadOnlyList<ColumnEstimate>> EstimateAsync(Actor actor, NewComparison wanted, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<ColumnEstimate>>(
    [
        .. wanted.Columns.Select(column => column.ModelId is { } model && Problems.TryGetValue(model, out var problem)
            ? new ColumnEstimate(column, null, problem)
            : new ColumnEstimate(column, new(Decisions.Of(wanted.Question, forced: column.ModelId), 15, 120, 2_000_000_000, 90_000_000_000, null), null)),
    ]);

    public async IAsyncEnumerable<ComparisonEvent> CompareAsync(Actor actor, NewComparison wanted, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var comparison = new ScriptedComparison(wanted, cancellationToken);
        Comparisons.Add(comparison);
        yield return new ComparisonEvent.Asked(new(Guid.Parse("01930000-0000-7000-8000-0000000000c0")), [.. wanted.Columns.Select((_, index) => $"req_{index}")]);
        await foreach (var change in comparison.Events.Reader.ReadAllAsync(CancellationToken.None))
            yield return change;
    }

    public Task JudgeAsync(Actor actor, OrganizationId organizationId, UsageRecordId usageRecordId, AnswerVerdict? verdict, CancellationToken cancellationToken)
    {
        Verdicts.Add(verdict);
        return MayJudge ? Task.CompletedTask : throw new AccessDeniedException();
    }
}

/// <summary>A comparison, for the test to carry on column by column.</summary>
internal sealed class ScriptedComparison(NewComparison wanted, CancellationToken cancellationToken)
{
    public Channel<ComparisonEvent> Events { get; } = Channel.CreateUnbounded<ComparisonEvent>();

    public NewComparison Wanted => wanted;

    public bool IsCancelled => cancellationToken.IsCancellationRequested;

    public void Tell(int ordinal, CompletionEvent change) => Assert.True(Events.Writer.TryWrite(new ComparisonEvent.InColumn(ordinal, new ConversationEvent.Progress(change))));

    public void Answer(int ordinal, string text, long costPicoUsd, int responseMs, CompletionOutcome outcome = CompletionOutcome.Completed)
    {
        var decision = Decisions.Of(wanted.Question, forced: wanted.Columns[ordinal - 1].ModelId);
        var tokens = new TokenUsage(10, 0, 30, 0);
        Tell(ordinal, new CompletionEvent.Routed(decision));
        Tell(ordinal, new CompletionEvent.Text(text));
        Tell(ordinal, new CompletionEvent.Answered(new(
            new(Guid.CreateVersion7()), $"req_{ordinal}", decision, decision.ModelId, decision.ModelClass, outcome, tokens, costPicoUsd, costPicoUsd, false, responseMs, 100,
            [new(decision.ModelId, outcome, tokens, costPicoUsd, "price", responseMs, null)], null)));
    }
}

/// <summary>One call, for the test to carry on.</summary>
internal sealed class ScriptedCall(NewQuestion question, CancellationToken cancellationToken)
{
    public Channel<CompletionEvent> Events { get; } = Channel.CreateUnbounded<CompletionEvent>();

    public NewQuestion Question => question;

    public bool IsCancelled => cancellationToken.IsCancellationRequested;

    public CompletionReceipt Receipt(CompletionOutcome outcome = CompletionOutcome.Completed, string? notice = null)
    {
        var decision = Decisions.Of(question.Text);
        var tokens = new TokenUsage(10, 2, 30, 4);
        return new(
            new(Guid.Parse("01930000-0000-7000-8000-00000000000a")), question.RequestId, decision, decision.ModelId, decision.ModelClass, outcome, tokens, 21_000_000, 350_000_000, false, 1_840, 320,
            [new(decision.ModelId, outcome, tokens, 21_000_000, "price", 1_840, null)], notice);
    }

    public void Route() => Tell(new CompletionEvent.Routed(Decisions.Of(question.Text)));

    public void Say(string text) => Tell(new CompletionEvent.Text(text));

    public void Answer(CompletionOutcome outcome = CompletionOutcome.Completed, string? notice = null) => End(new CompletionEvent.Answered(Receipt(outcome, notice)));

    public void End(CompletionEvent ending)
    {
        Tell(ending);
        Events.Writer.Complete();
    }

    public void Break(Exception fault) => Events.Writer.Complete(fault);

    private void Tell(CompletionEvent change) => Assert.True(Events.Writer.TryWrite(change));
}
