using Microsoft.Extensions.DependencyInjection;
using TenantConsole.Core.Completions.Learning;

namespace TenantConsole.Core.Completions;

public static class CompletionsRegistration
{
    /// <summary>The road of a question. Needs the database, access control, the catalogue, the ledger and a provider; the learning also <see cref="IComparedCalls"/>.</summary>
    public static IServiceCollection AddCompletions(this IServiceCollection services) => services
        .AddSingleton<CompletionService>()
        .AddSingleton<AgentCompletions>()
        .AddSingleton<OutcomeLearner>()
        .AddSingleton<ShadowRunner>()
        .AddSingleton<RoutingLearningService>();
}
