using TenantConsole.Components.Pages.Documents;
using TenantConsole.Components.Shared;
using TenantConsole.Core.Documents;

namespace TenantConsole.Components.Palette;

/// <summary>Documents by name.</summary>
internal sealed class DocumentSource(DocumentService documents) : IPaletteSource
{
    public string Title => "Documents";

    public async Task<IReadOnlyList<PaletteEntry>> FindAsync(PaletteQuery query, CancellationToken cancellationToken)
    {
        var found = new List<PaletteEntry>();
        if (query.Text.Length == 0)
        {
            return found;
        }

        foreach (var organization in query.Within)
        {
            var page = await documents.ListAsync(query.Actor, organization.Id, new(0, query.Count - found.Count, query.Text, DocumentService.Sorts.Name), cancellationToken);
            found.AddRange(page.Items.Select(document => new PaletteEntry(document.Name, DocumentWords.Href(organization.Slug, document.Id.Value), ConsoleIcon.Document, organization.Name)));
            if (found.Count >= query.Count)
            {
                break;
            }
        }

        return found;
    }
}
