using Microsoft.AspNetCore.Components;

namespace TenantConsole.Components.Shared;

/// <summary>Markdown shown safely; parsed again only when the text changes.</summary>
public sealed partial class Markdown
{
    private MarkupString _html;
    private string? _rendered;

    [Inject]
    private MarkdownRenderer Renderer { get; set; } = default!;

    [Parameter, EditorRequired]
    public string Text { get; set; } = "";

    protected override void OnParametersSet()
    {
        if (string.Equals(_rendered, Text, StringComparison.Ordinal))
            return;
        _html = Renderer.Render(Text);
        _rendered = Text;
    }
}
