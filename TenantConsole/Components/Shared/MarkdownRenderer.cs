using Ganss.Xss;
using Markdig;
using Microsoft.AspNetCore.Components;

namespace TenantConsole.Components.Shared;

/// <summary>
/// Text that a model or a person wrote in Markdown, as HTML that is safe to show: raw HTML is not passed through, and what Markdig makes is sanitized besides. No images: an
/// address in an answer must not be fetched by the reader's browser. Links open in a new tab and tell the other side nothing.
/// </summary>
public sealed class MarkdownRenderer
{
    private readonly MarkdownPipeline _pipeline = new MarkdownPipelineBuilder()
        .DisableHtml()
        .UsePipeTables()
        .UseAutoLinks()
        .UseTaskLists()
        .UseEmphasisExtras()
        .Build();

    private readonly HtmlSanitizer _sanitizer = CreateSanitizer();

    public MarkupString Render(string markdown) => (MarkupString)_sanitizer.Sanitize(Markdig.Markdown.ToHtml(markdown, _pipeline));

    private static HtmlSanitizer CreateSanitizer()
    {
        var sanitizer = new HtmlSanitizer(new HtmlSanitizerOptions
        {
            AllowedTags = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
            {
                "p", "br", "hr", "strong", "em", "del", "ins", "sub", "sup", "mark", "code", "pre", "blockquote", "ul", "ol", "li", "a",
                "h1", "h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td", "input",
            },
            AllowedAttributes = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "href", "class", "start", "type", "checked", "disabled", "align" },
            AllowedSchemes = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "http", "https", "mailto" },
            UriAttributes = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "href" },
        });
        sanitizer.PostProcessNode += (_, node) =>
        {
            if (node.Node is not AngleSharp.Dom.IElement element)
                return;
            switch (element.LocalName)
            {
                case "a":
                    element.SetAttribute("target", "_blank");
                    element.SetAttribute("rel", "noopener noreferrer nofollow");
                    break;
                case "input" when element.GetAttribute("type") is not "checkbox":
                    element.Remove();
                    break;
            }
        };
        return sanitizer;
    }
}
