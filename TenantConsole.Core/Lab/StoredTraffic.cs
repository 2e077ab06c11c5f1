using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Catalog;
using TenantConsole.Core.Common;
using TenantConsole.Core.Completions.Cascade;
using TenantConsole.Core.Conversations;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Usage;

namespace TenantConsole.Core.Lab;

/// <summary>
/// Reads an organization's questions as they were asked, oldest first, a page at a time along the key of their calls: ids sort by age. A page is as many questions as make
/// a few megabytes, so memory is bounded however long they are. Checks no permission: whoever calls has done so.
/// </summary>
internal sealed class StoredTraffic(ConsoleDatabase database, OrganizationId organizationId, DateTime nowUtc)
{
    public const int PageQuestions = 1_000;

    public const int PageCharacters = 4_000_000;

    /// <summary>How a decision's JSON says that its caller chose the model. Within a text of it the quotation marks would be escaped.</summary>
    private const string ForcedGround = "\"ground\":\"forced\"";

    private const int SampleSlices = 28;

    /// <summary>How many calls of the period still have their texts, or had them a moment ago.</summary>
    public async Task<long> CountAsync(TrafficPeriod period, CancellationToken cancellationToken)
    {
        var (first, end) = EndsOf(period);
        await using var db = database.OpenTenant(organizationId);
        return await db.Set<UsageDetail>().LongCountAsync(detail => detail.UsageRecordId >= first && detail.UsageRecordId < end, cancellationToken);
    }

    /// <summary>All questions of a period, page by page.</summary>
    public async IAsyncEnumerable<IReadOnlyList<ReplayQuestion>> PagesAsync(TrafficPeriod period, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (first, end) = EndsOf(period);
        while (await PageAsync(first, end, PageQuestions, cancellationToken) is { Questions.Count: > 0 } page)
        {
            yield return page.Questions;
            if (page.IsLast)
            {
                yield break;
            }

            first = page.Next;
        }
    }

    /// <summary>The question of one call; null where its text is gone.</summary>
    public async Task<ReplayQuestion?> FindAsync(UsageRecordId id, CancellationToken cancellationToken) =>
        (await PageAsync(id, After(id), 1, cancellationToken)).Questions.SingleOrDefault();

    /// <summary>At most so many questions: all of the period, or its slices in the proportion of their traffic.</summary>
    public async Task<TrafficSample> SampleAsync(TrafficPeriod period, int most, CancellationToken cancellationToken)
    {
        var slices = new List<(TrafficPeriod Slice, long Count)>(SampleSlices);
        var length = (period.UntilUtc - period.FromUtc) / SampleSlices;
        for (var i = 0; i < SampleSlices; i++)
        {
            var slice = new TrafficPeriod(period.FromUtc + (i * length), i == SampleSlices - 1 ? period.UntilUtc : period.FromUtc + ((i + 1) * length));
            slices.Add((slice, await CountAsync(slice, cancellationToken)));
        }

        var total = slices.Sum(slice => slice.Count);
        var questions = new List<ReplayQuestion>((int)Math.Min(total, most));
        foreach (var (slice, count) in slices)
        {
            var wanted = total <= most ? count : (long)Math.Round((double)most * count / total);
            await AddAsync(questions, slice, wanted, cancellationToken);
        }

        return new(questions, total, total > most);
    }

    private async Task AddAsync(List<ReplayQuestion> questions, TrafficPeriod slice, long wanted, CancellationToken cancellationToken)
    {
        var (first, end) = EndsOf(slice);
        while (wanted > 0 && await PageAsync(first, end, (int)Math.Min(wanted, PageQuestions), cancellationToken) is { Questions.Count: > 0 } page)
        {
            questions.AddRange(page.Questions);
            wanted -= page.Questions.Count;
            if (page.IsLast)
            {
                return;
            }

            first = page.Next;
        }
    }

    private async Task<TrafficPage> PageAsync(UsageRecordId first, UsageRecordId end, int take, CancellationToken cancellationToken)
    {
        await using var db = database.OpenTenant(organizationId);
        var now = nowUtc;
        var calls = from detail in db.Set<UsageDetail>().AsNoTracking()
                    join record in db.Set<UsageRecord>() on new { detail.OrganizationId, Id = detail.UsageRecordId } equals new { record.OrganizationId, record.Id }
                    where detail.UsageRecordId >= first && detail.UsageRecordId < end && detail.ExpiresUtc > now
                    orderby detail.UsageRecordId
                    select new StoredCall
                    {
                        Id = record.Id,
                        Prompt = detail.Prompt,
                        SmallAnswer = record.ModelClass == ModelClass.Small && record.Outcome == CompletionOutcome.Completed ? detail.Answer : null,
                        Verdict = detail.Verdict,
                        IsForced = detail.Decision.Contains(ForcedGround),
                        JobRole = record.JobRole,
                        AgentId = record.AgentId,
                        ConversationId = record.ConversationId,
                        Cascaded = record.Cascaded,
                        InputTokens = record.InputTokens,
                        CachedInputTokens = record.CachedInputTokens,
                        OutputTokens = record.OutputTokens,
                        ReasoningTokens = record.ReasoningTokens,
                        CostPicoUsd = record.CostPicoUsd,
                    };
        var read = new List<StoredCall>();
        var characters = 0L;
        await foreach (var call in calls.Take(take).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            read.Add(call);
            characters += call.Prompt.Length + (call.SmallAnswer?.Length ?? 0);
            if (characters >= PageCharacters)
            {
                break;
            }
        }

        var attempts = await AttemptsAsync(db, read, cancellationToken);
        var turns = await TurnsAsync(db, read, cancellationToken);
        return new([.. read.Select(call => QuestionOf(call, attempts[call.Id], turns))], read.Count == 0 ? first : After(read[^1].Id), read.Count < take && characters < PageCharacters);
    }

    /// <summary>The attempts of calls that cascaded, by call and in their order.</summary>
    private static async Task<ILookup<UsageRecordId, UsageAttempt>> AttemptsAsync(ConsoleDbContext db, List<StoredCall> calls, CancellationToken cancellationToken)
    {
        var cascaded = calls.Where(call => call.Cascaded).Select(call => call.Id).ToList();
        var attempts = cascaded.Count == 0
            ? []
            : await db.Set<UsageAttempt>().AsNoTracking().Where(attempt => cascaded.Contains(attempt.UsageRecordId)).OrderBy(attempt => attempt.Ordinal).ToListAsync(cancellationToken);
        return attempts.ToLookup(attempt => attempt.UsageRecordId);
    }

    /// <summary>How many questions were sent with those that belong to a conversation, their own included.</summary>
    private static async Task<Dictionary<UsageRecordId, int>> TurnsAsync(ConsoleDbContext db, List<StoredCall> calls, CancellationToken cancellationToken)
    {
        var talks = calls.Where(call => call.ConversationId is not null).Select(call => (UsageRecordId?)call.Id).ToList();
        return talks.Count == 0
            ? []
            : await db.Set<ConversationMessage>()
                .Where(message => talks.Contains(message.UsageRecordId))
                .GroupBy(message => message.UsageRecordId!.Value)
                .Select(messages => new { Id = messages.Key, Turns = messages.Min(message => message.Turn - message.LeftOutTurns) })
                .ToDictionaryAsync(messages => messages.Id, messages => Math.Max(1, messages.Turns), cancellationToken);
    }

    private static ReplayQuestion QuestionOf(StoredCall call, IEnumerable<UsageAttempt> attempts, Dictionary<UsageRecordId, int> turns)
    {
        var tokens = new TokenUsage(call.InputTokens, call.CachedInputTokens, call.OutputTokens, call.ReasoningTokens);
        TokenUsage? small = null;
        if (attempts.TakeLast(2).ToList() is [var first, var last])
        {
            (small, tokens) = (TokensOf(first), TokensOf(last));
        }

        return new ReplayQuestion(call.Prompt)
        {
            UsageRecordId = call.Id,
            JobRole = call.JobRole,
            AgentId = call.AgentId,
            ConversationTurns = turns.GetValueOrDefault(call.Id, 1),
            IsForced = call.IsForced,
            Tokens = tokens.TotalTokens == 0 ? null : tokens,
            SmallTokens = small,
            PaidPicoUsd = call.CostPicoUsd,
            SmallAnswer = string.IsNullOrEmpty(call.SmallAnswer) ? null : call.SmallAnswer,
            Verdict = call.Verdict is { } verdict ? VerdictJson.Read(verdict) : null,
        };
    }

    private static TokenUsage TokensOf(UsageAttempt attempt) => new(attempt.InputTokens, attempt.CachedInputTokens, attempt.OutputTokens, attempt.ReasoningTokens);

    private static (UsageRecordId First, UsageRecordId End) EndsOf(TrafficPeriod period) =>
        (TypedId.FirstAt<UsageRecordId>(period.FromUtc), TypedId.FirstAt<UsageRecordId>(period.UntilUtc));

    /// <summary>The next id there can be.</summary>
    private static UsageRecordId After(UsageRecordId id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.Value.TryWriteBytes(bytes, bigEndian: true, out _);
        var place = bytes.Length - 1;
        while (++bytes[place] == 0)
        {
            place--;
        }

        return new(new Guid(bytes, bigEndian: true));
    }

    private sealed record TrafficPage(IReadOnlyList<ReplayQuestion> Questions, UsageRecordId Next, bool IsLast);

    private sealed record StoredCall
    {
        public required UsageRecordId Id { get; init; }

        public required string Prompt { get; init; }

        public required string? SmallAnswer { get; init; }

        public required string? Verdict { get; init; }

        public required bool IsForced { get; init; }

        public required string? JobRole { get; init; }

        public required AgentId? AgentId { get; init; }

        public required ConversationId? ConversationId { get; init; }

        public required bool Cascaded { get; init; }

        public required long InputTokens { get; init; }

        public required long CachedInputTokens { get; init; }

        public required long OutputTokens { get; init; }

        public required long ReasoningTokens { get; init; }

        public required long CostPicoUsd { get; init; }
    }
}

/// <summary>Questions of a period.</summary>
/// <param name="InPeriod">How many the whole period has.</param>
/// <param name="IsSample">It has more than are here.</param>
internal sealed record TrafficSample(IReadOnlyList<ReplayQuestion> Questions, long InPeriod, bool IsSample);
