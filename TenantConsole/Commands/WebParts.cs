namespace TenantConsole.Commands;

/// <summary>What makes the console a web console: its services, and its pipeline with what is mapped.</summary>
internal sealed record WebParts(Action<WebApplicationBuilder, ConsoleSettings> Add, Action<WebApplication> Use);
