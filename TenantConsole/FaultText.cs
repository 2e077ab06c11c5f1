using TenantConsole.Core.Common;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;

namespace TenantConsole;

/// <summary>Puts a failure into a sentence for the person at the screen or the command line.</summary>
public sealed class FaultText(ConsoleDatabase database)
{
    /// <summary>What is said of a failure that nobody foresaw. The log has the rest.</summary>
    public const string Unforeseen = "Something went wrong that nobody foresaw. What was saved before is kept.";

    /// <summary>The sentence for a failure, whatever it is.</summary>
    public string Of(Exception exception) => Explain(exception) ?? Unforeseen;

    /// <summary>The sentence for a failure that has one; null for an unforeseen one, which is a defect.</summary>
    public string? Explain(Exception exception) => Find<InvalidInputException>(exception)?.Message
        ?? Find<AccessDeniedException>(exception)?.Message
        ?? database.Explain(exception);

    /// <summary>Whether the failure is the database's, which may be over in a moment, rather than the program's or the person's.</summary>
    public bool IsDatabaseFault(Exception exception) => database.Explain(exception) is not null;

    private static T? Find<T>(Exception? exception)
        where T : Exception
    {
        while (exception is not null and not T)
        {
            exception = exception.InnerException;
        }

        return (T?)exception;
    }
}
