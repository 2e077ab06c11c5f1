namespace TenantConsole.Components.Pages.Playground;

/// <summary>What the playground needs.</summary>
public static class PlaygroundRegistration
{
    /// <summary>Needs organizations, members, roles, the catalogue, completions and conversations.</summary>
    public static IServiceCollection AddPlayground(this IServiceCollection services) => services.AddSingleton<IPlayground, ConsolePlayground>();
}
