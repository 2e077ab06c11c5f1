using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using TenantConsole.Core.Common;
using TenantConsole.Core.Completions;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Usage;

namespace TenantConsole.Core.Conversations.Comparisons;

/// <summary>
/// Asks several models or policies one question at once. Each column is a call of its own on the one road of a question (<see cref="CompletionService"/>): reserved, metered and audited by
/// itself; one that is refused or fails leaves the others as they are. Policies on trial are for who may <see cref="Permission.EditRouting"/>.
/// </summary>
public sealed class ComparisonService(ConsoleDatabase database, IAccessControl access, CompletionService completions, TimeProvider time, ILogger<ComparisonService> logger)
{
    /// <summary>What each column would do now, and about what it would cost. Nothing is spent, reserved or written. A column that cannot be asked says why.</summary>
    /// <exception cref="AccessDeniedException">The actor may not ask here, or not so.</exception>
    /// <exception cref="InvalidInputException">There are too few or too many columns, or the question is empty or too long.</exception>
    public async Task<IReadOnlyList<ColumnEstimate>> EstimateAsync(Actor actor, NewComparison wanted, CancellationToken cancellationToken)
    {
        await RequireAsync(actor, wanted, cancellationToken);
        var estimates = new List<ColumnEstimate>(wanted.Columns.Count);
        foreach (var column in wanted.Columns)
        {
            try
            {
                var estimate = await completions.EstimateAsync(actor, Request(wanted, column, "estimate"), cancellationToken);
                estimates.Add(new(column, estimate, estimate.Obstacle));
            }
            catch (InvalidInputException fault)
            {
                estimates.Add(new(column, null, fault.Message));
            }
        }

        return estimates;
    }

    /// <summary>
    /// Asks. The events begin with <see cref="ComparisonEvent.Asked"/>; then every column tells its course and ends as <see cref="CompletionService.CompleteAsync"/> says, each ending kept by
    /// the time it is told. Cancelling stops all models; what came is kept and billed.
    /// </summary>
    /// <inheritdoc cref="EstimateAsync" path="/exception"/>
    public async IAsyncEnumerable<ComparisonEvent> AskAsync(Actor actor, NewComparison wanted, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await RequireAsync(actor, wanted, cancellationToken);
        var (comparison, answers, timeZone) = await KeepAsync(actor, wanted, cancellationToken);
        var events = Channel.CreateUnbounded<ComparisonEvent>(new UnboundedChannelOptions { SingleReader = true });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var walking = WalkAllAsync(actor, wanted, comparison, answers, timeZone, events.Writer, stop.Token);
        try
        {
            yield return new ComparisonEvent.Asked(comparison.Id, [.. answers.Select(answer => answer.RequestId)]);
            // Not the caller's token: after a stop there are still the endings to be told.
            await foreach (var change in events.Reader.ReadAllAsync(CancellationToken.None))
            {
                yield return change;
            }
        }
        finally
        {
            await stop.CancelAsync();
            await walking;
        }
    }

    private async Task RequireAsync(Actor actor, NewComparison wanted, CancellationToken cancellationToken)
    {
        await access.RequireAsync(actor, Permission.UseCompletions, wanted.OrganizationId, cancellationToken);
        if (wanted.Columns.Any(column => column.Trial is not null))
        {
            await access.RequireAsync(actor, Permission.EditRouting, wanted.OrganizationId, cancellationToken);
        }

        if (wanted.Columns.Count is < NewComparison.MinColumns or > NewComparison.MaxColumns)
        {
            throw new InvalidInputException($"Compare {NewComparison.MinColumns} to {NewComparison.MaxColumns} models or policies.", "compare");
        }

        if (wanted.Columns.Distinct().Count() < wanted.Columns.Count)
        {
            throw new InvalidInputException("Two columns are the same. Choose another model or policy for one of them.", "compare");
        }

        if (wanted.Columns.Any(column => ComparisonColumn.Parse(column.ToString()) != column))
        {
            throw new InvalidInputException("A column is a model by its name, the policy in force, a saved version of it, another strategy, or another place of the dial in steps of a hundredth.", "compare");
        }

        CompletionService.RequireJobRole(wanted.JobRole);
        if (string.IsNullOrWhiteSpace(wanted.Question))
        {
            throw new InvalidInputException("There is no question. Write one first.", "prompt");
        }

        CompletionService.RequireText(wanted.Question);
    }

    private async Task<(Comparison Comparison, List<ComparisonAnswer> Answers, string TimeZone)> KeepAsync(Actor actor, NewComparison wanted, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        await using var db = database.OpenTenant(wanted.OrganizationId);
        var organization = await db.Set<Organization>().AsNoTracking().SingleAsync(cancellationToken);
        var days = organization.Features.DataRetentionDays;
        var comparison = new Comparison
        {
            OrganizationId = wanted.OrganizationId,
            Id = TypedId.New<ComparisonId>(time),
            CreatedBy = (actor as Actor.Person)?.UserId,
            Title = days > 0 ? ConversationTitle.Of(wanted.Question) : Conversation.Untitled,
            Question = days > 0 ? wanted.Question : null,
            ExpiresUtc = days > 0 ? now.AddDays(days) : null,
            JobRole = wanted.JobRole,
            CreatedUtc = now,
        };
        var answers = wanted.Columns.Select((column, index) => new ComparisonAnswer
        {
            OrganizationId = wanted.OrganizationId,
            ComparisonId = comparison.Id,
            Ordinal = (short)(index + 1),
            Column = column.ToString(),
            RequestId = $"req_{Guid.CreateVersion7(time.GetUtcNow()):N}",
            State = QuestionState.Asked,
        }).ToList();
        db.Add(comparison);
        db.AddRange(answers);
        await db.SaveChangesAsync(cancellationToken);
        return (comparison, answers, organization.TimeZone);
    }

    private async Task WalkAllAsync(
        Actor actor, NewComparison wanted, Comparison comparison, List<ComparisonAnswer> answers, string timeZone, ChannelWriter<ComparisonEvent> events, CancellationToken cancellationToken)
    {
        await Task.WhenAll(answers.Select(answer =>
        {
            var keeper = new ComparisonKeeper(database, time, wanted.OrganizationId, comparison.Id, answer.Ordinal, comparison.Question is not null);
            var request = Request(wanted, wanted.Columns[answer.Ordinal - 1], answer.RequestId);
            return WalkAsync(new ConversationRun(actor, request, timeZone, completions, keeper, database, logger), answer.Ordinal, events, cancellationToken);
        }));
        events.Complete();
    }

    private static async Task WalkAsync(ConversationRun run, int ordinal, ChannelWriter<ComparisonEvent> events, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var change in run.RunAsync(first: null, cancellationToken))
            {
                await events.WriteAsync(new ComparisonEvent.InColumn(ordinal, change), CancellationToken.None);
            }
        }
        catch (Exception exception)
        {
            // This column has ended; it is told in it, is kept there, and concerns no other.
            var failed = new CompletionEvent.Failed(ConversationRun.Explain(exception), Receipt: null);
            await events.WriteAsync(new ComparisonEvent.InColumn(ordinal, new ConversationEvent.Progress(failed)), CancellationToken.None);
        }
    }

    private static CompletionRequest Request(NewComparison wanted, ComparisonColumn column, string requestId) =>
        new(wanted.OrganizationId, requestId, CompletionSource.Playground, [new("user", wanted.Question)], wanted.JobRole, column.ModelId, Trial: column.Trial);
}
