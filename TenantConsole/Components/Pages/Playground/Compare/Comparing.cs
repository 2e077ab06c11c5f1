using TenantConsole.Core.Common;
using TenantConsole.Core.Completions;
using TenantConsole.Core.Conversations;
using TenantConsole.Core.Conversations.Comparisons;
using TenantConsole.Core.Routing;
using TenantConsole.Core.Security;

namespace TenantConsole.Components.Pages.Playground.Compare;

/// <summary>One question asked of several at once, as a page shows it. Lives in its page's synchronization context.</summary>
/// <param name="draw">Something is to be drawn; may be called from outside of the context.</param>
internal sealed partial class Comparing(IPlayground playground, TimeProvider time, ILogger logger, Action draw) : IDisposable
{
    private CancellationTokenSource? _running;
    private bool _gone;

    /// <summary>The comparison that is kept; null: nothing was asked yet.</summary>
    public ComparisonId? Id { get; private set; }

    public string Question { get; private set; } = "";

    public IReadOnlyList<ComparedTurn> Columns { get; private set; } = [];

    public bool IsRunning => _running is not null;

    /// <summary>Asks, and returns when every call has ended. While one is running nothing is asked.</summary>
    /// <param name="previews">What the router was seen to decide for each column before.</param>
    public async Task AskAsync(Actor actor, NewComparison wanted, IReadOnlyList<RoutingDecision?> previews)
    {
        if (_running is not null)
            return;

        using var running = _running = new CancellationTokenSource();
        (Id, Question) = (null, wanted.Question);
        Columns = [.. wanted.Columns.Select((column, index) => new ComparedTurn(
            column, new Turn("", new(actor, wanted.OrganizationId, wanted.Question, wanted.JobRole, column.ModelId), previews.ElementAtOrDefault(index))))];
        Draw();
        try
        {
            await RunAsync(actor, wanted, running.Token);
        }
        finally
        {
            _running = null;
            Draw();
        }
    }

    /// <summary>Ends all running answers; what came is kept and billed.</summary>
    public void Stop() => _running?.Cancel();

    public void Dispose()
    {
        _gone = true;
        Stop();
    }

    private async Task RunAsync(Actor actor, NewComparison wanted, CancellationToken cancellationToken)
    {
        await using var drawing = new PacedDrawing(time, Draw);
        try
        {
            // Cancelled by the token that the calls have: their streams go on to the receipts.
            await foreach (var change in playground.CompareAsync(actor, wanted, cancellationToken))
            {
                switch (change)
                {
                    case ComparisonEvent.Asked asked:
                        Id = asked.Id;
                        break;
                    case ComparisonEvent.InColumn column:
                        Columns[column.Ordinal - 1].Turn.Apply(column.Change);
                        break;
                }

                if (change is not ComparisonEvent.InColumn { Change: ConversationEvent.Progress { Change: CompletionEvent.Text } })
                    Draw();
                else
                    drawing.Soon();
            }

            FailWhatRuns("The answer ended without a result. What was spent, if anything, is in the usage.");
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            foreach (var column in Columns.Where(column => column.Turn.IsRunning))
                column.Turn.MarkStopped();
        }
        catch (AccessDeniedException)
        {
            FailWhatRuns("You no longer have permission to ask so in this organization. Nothing was spent.");
        }
        catch (InvalidInputException fault)
        {
            FailWhatRuns(fault.Message);
        }
        catch (Exception fault)
        {
            // What is on the page outlives a comparison that went wrong.
            Log.CompareFailed(logger, fault);
            FailWhatRuns("The question could not be asked because of a fault in the console; the log says why. Ask again.");
        }
    }

    private void FailWhatRuns(string message)
    {
        foreach (var column in Columns.Where(column => column.Turn.IsRunning))
            column.Turn.Fail(message);
    }

    private void Draw()
    {
        if (!_gone)
            draw();
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "A comparison in the playground failed.")]
        public static partial void CompareFailed(ILogger logger, Exception exception);
    }
}
