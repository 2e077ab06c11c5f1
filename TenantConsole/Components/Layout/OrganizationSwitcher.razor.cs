using Microsoft.AspNetCore.Components;
using TenantConsole.Components.Shared;

namespace TenantConsole.Components.Layout;

/// <summary>Shows the organization that the page is about and switches to another. It knows what it is given and nothing else.</summary>
public sealed partial class OrganizationSwitcher
{
    private const int SearchFrom = 8;
    private Dropdown? _dropdown;
    private string _text = "";
    private IReadOnlyList<OrganizationChoice>? _found;
    private int _searches;

    /// <summary>The person's organizations, or the first page of them where <see cref="Search"/> finds the rest.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<OrganizationChoice> Organizations { get; set; } = [];

    /// <summary>The slug of the organization in sight; null: all of them.</summary>
    [Parameter]
    public string? Current { get; set; }

    /// <summary>The name of the organization in sight, where it may not be among <see cref="Organizations"/>.</summary>
    [Parameter]
    public string? CurrentTitle { get; set; }

    /// <summary>The title of "all organizations" for those who see them all; null leaves it out.</summary>
    [Parameter]
    public string? AllTitle { get; set; }

    /// <summary>The slug that was chosen; null for all.</summary>
    [Parameter]
    public EventCallback<string?> CurrentChanged { get; set; }

    /// <summary>Finds organizations by a part of their name, in the database; null: searched among <see cref="Organizations"/>.</summary>
    [Parameter]
    public Func<string, Task<IReadOnlyList<OrganizationChoice>>>? Search { get; set; }

    private string CurrentName => Current is null
        ? AllTitle ?? "Choose an organization"
        : CurrentTitle ?? Organizations.FirstOrDefault(organization => string.Equals(organization.Slug, Current, StringComparison.Ordinal))?.Name ?? Current;

    private IEnumerable<OrganizationChoice> Shown => _found ?? Organizations.Where(organization => organization.Name.Contains(_text, StringComparison.OrdinalIgnoreCase));

    private static string Initial(string name) => name.Length == 0 ? "" : char.ToUpperInvariant(name[0]).ToString();

    private void OnOpenChanged(bool open)
    {
        _text = "";
        _found = null;
    }

    private async Task FindAsync()
    {
        if (Search is null)
            return;
        // Answers may overtake each other; only the last question's counts.
        var mine = ++_searches;
        var found = _text.Length == 0 ? null : await Search(_text);
        if (mine == _searches)
            _found = found;
    }

    private async Task ChooseAsync(string? slug)
    {
        if (_dropdown is not null)
            await _dropdown.CloseAsync();
        if (!string.Equals(slug, Current, StringComparison.Ordinal))
            await CurrentChanged.InvokeAsync(slug);
    }
}
