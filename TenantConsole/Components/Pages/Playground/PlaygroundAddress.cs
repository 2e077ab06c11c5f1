namespace TenantConsole.Components.Pages.Playground;

/// <summary>The playground's address: what was chosen on the page, so that it can be shared.</summary>
internal sealed record PlaygroundAddress(string? Organization, string? Role, string? Model, string? Conversation = null)
{
    public string Href
    {
        get
        {
            var query = string.Join('&', new[] { Part("organization", Organization), Part("conversation", Conversation), Part("role", Role), Part("model", Model) }.Where(part => part is not null));
            return query.Length == 0 ? "playground" : $"playground?{query}";
        }
    }

    private static string? Part(string name, string? value) => string.IsNullOrEmpty(value) ? null : $"{name}={Uri.EscapeDataString(value)}";
}
