using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;
using TenantConsole.Security.Headers;

namespace TenantConsole.Components;

/// <summary>
/// The document. A page marked <c>[ExcludeFromInteractiveRouting]</c> (sign-in and its like) is plain HTML without a circuit; every other one runs in a circuit and is not
/// prerendered, so that it loads its data once.
/// </summary>
public sealed partial class App
{
    private static readonly IComponentRenderMode Interactive = new InteractiveServerRenderMode(prerender: false);
    private Dictionary<string, object> _importMapAttributes = [];

    [CascadingParameter]
    public HttpContext HttpContext { get; set; } = default!;

    private IComponentRenderMode? PageRenderMode => HttpContext.AcceptsInteractiveRouting() ? Interactive : null;

    protected override void OnInitialized() => _importMapAttributes = new(StringComparer.Ordinal) { ["nonce"] = ContentSecurityPolicy.NonceOf(HttpContext) };
}
