using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Agents;
using TenantConsole.Core.Common;
using TenantConsole.Core.Documents;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Completions;

/// <summary>Reads the beginning of each of an agent's documents, so much that all together fit.</summary>
internal static class AgentContext
{
    /// <summary>The most characters of all documents together.</summary>
    public const int MaxCharacters = 60_000;

    /// <summary>Names and texts, by name. Short documents leave what they do not need to the longer ones.</summary>
    public static async Task<IReadOnlyList<(string Name, string Text)>> ReadAsync(ConsoleDbContext db, AgentId agentId, CancellationToken cancellationToken)
    {
        var documents = await AgentDocumentService.Of(db, agentId).Where(document => document.TextLength > 0).OrderBy(document => document.SearchName).ThenBy(document => document.Id)
            .Select(document => new { document.Id, document.Name, document.TextLength })
            .ToListAsync(cancellationToken);
        var shares = Shares([.. documents.Select(document => document.TextLength)], MaxCharacters);
        var read = new List<(string, string)>(documents.Count);
        foreach (var (document, share) in documents.Zip(shares))
        {
            var text = await db.Set<DocumentText>().Where(text => text.DocumentId == document.Id).Select(text => text.Text.Substring(0, share)).SingleAsync(cancellationToken);
            read.Add((document.Name, text));
        }

        return read;
    }

    /// <summary>Shares room out among lengths: everybody the same, and what the short do not need to the long.</summary>
    internal static IReadOnlyList<int> Shares(IReadOnlyList<int> lengths, int room)
    {
        var shares = new int[lengths.Count];
        var left = lengths.Count;
        foreach (var (index, length) in lengths.Index().OrderBy(entry => entry.Item))
        {
            shares[index] = Math.Min(length, room / left);
            room -= shares[index];
            left--;
        }

        return shares;
    }
}
