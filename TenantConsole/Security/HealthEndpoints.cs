using TenantConsole.Core.Persistence;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Security;

/// <summary><c>/healthz</c>: the process answers. <c>/readyz</c>: it can do its work, because the database answers and is up to date. For probes; they tell a stranger nothing else.</summary>
public static class HealthEndpoints
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static WebApplication MapHealth(this WebApplication app)
    {
        app.MapGet("/healthz", () => Results.Text("live")).AllowAnonymous();
        app.MapGet("/readyz", IsReadyAsync).AllowAnonymous();
        return app;
    }

    private static async Task<IResult> IsReadyAsync(ConsoleDatabase database, FaultText faults, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        try
        {
            return await SchemaCheck.IsMigratedAsync(database, cancellationToken).WaitAsync(Patience, cancellationToken)
                ? Results.Text("ready")
                : NotReady("The database is not up to date.");
        }
        catch (Exception exception) when (exception is TimeoutException || faults.IsDatabaseFault(exception))
        {
            loggers.CreateLogger(typeof(HealthEndpoints)).LogWarning(exception, "The database does not answer.");
            return NotReady("The database does not answer.");
        }
    }

    private static IResult NotReady(string sentence) => Results.Text(sentence, statusCode: StatusCodes.Status503ServiceUnavailable);
}
