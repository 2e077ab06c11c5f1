using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Tenancy;
using TenantConsole.Core.Usage;

namespace TenantConsole.Core.Lab;

/// <summary>Brings flips together with the beginnings of their questions, wherever those are kept.</summary>
internal static class LabTexts
{
    /// <param name="flips">A page of them, in its order.</param>
    /// <param name="withTexts">Whether the reader may read them.</param>
    /// <param name="most">Characters of a text.</param>
    public static async Task<IReadOnlyList<(LabFlip Flip, string? Text)>> LoadAsync(
        ConsoleDbContext db, IQueryable<LabFlip> flips, bool withTexts, DateTime nowUtc, int most, CancellationToken cancellationToken)
    {
        // The whole text of a question may be long; a list needs its beginning only.
        var rows = await flips.Select(flip => new
        {
            Text = withTexts && flip.ExpiresUtc > nowUtc ? flip.Prompt!.Substring(0, most) : null,
            Flip = new LabFlip
            {
                OrganizationId = flip.OrganizationId,
                RunId = flip.RunId,
                Number = flip.Number,
                UsageRecordId = flip.UsageRecordId,
                Label = flip.Label,
                ConversationTurns = flip.ConversationTurns,
                Kind = flip.Kind,
                ComplexityBefore = flip.ComplexityBefore,
                ComplexityAfter = flip.ComplexityAfter,
                ModelBefore = flip.ModelBefore,
                ClassBefore = flip.ClassBefore,
                ModelAfter = flip.ModelAfter,
                ClassAfter = flip.ClassAfter,
                CostBeforePicoUsd = flip.CostBeforePicoUsd,
                CostAfterPicoUsd = flip.CostAfterPicoUsd,
                Reason = flip.Reason,
            },
        }).ToListAsync(cancellationToken);
        var calls = withTexts ? rows.Select(row => row.Flip.UsageRecordId).OfType<Common.UsageRecordId>().ToList() : [];
        var asked = calls.Count == 0
            ? []
            : await db.Set<UsageDetail>()
                .Where(detail => calls.Contains(detail.UsageRecordId) && detail.ExpiresUtc > nowUtc)
                .Select(detail => new { detail.UsageRecordId, Text = detail.Prompt.Substring(0, most) })
                .ToDictionaryAsync(detail => detail.UsageRecordId, detail => detail.Text, cancellationToken);
        return [.. rows.Select(row => (row.Flip, row.Text ?? (row.Flip.UsageRecordId is { } call ? asked.GetValueOrDefault(call) : null)))];
    }
}
