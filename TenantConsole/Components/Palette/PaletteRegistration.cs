namespace TenantConsole.Components.Palette;

public static class PaletteRegistration
{
    /// <summary>The command palette with its sources, in the order of their headings.</summary>
    public static IServiceCollection AddPalette(this IServiceCollection services) => services
        .AddSingleton<PaletteSearch>()
        .AddSingleton<IPaletteSource, PageSource>()
        .AddSingleton<IPaletteSource, OrganizationSource>()
        .AddSingleton<IPaletteSource, AgentSource>()
        .AddSingleton<IPaletteSource, TicketSource>()
        .AddSingleton<IPaletteSource, DocumentSource>()
        .AddSingleton<IPaletteSource, ConversationTitleSource>();
}
