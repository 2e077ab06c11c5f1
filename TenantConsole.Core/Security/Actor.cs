using TenantConsole.Core.Common;

namespace TenantConsole.Core.Security;

/// <summary>On whose behalf something is done. What an actor may do is looked up when it acts, never carried along.</summary>
public abstract record Actor
{
    private Actor()
    {
    }

    /// <summary>The kind and id under which the audit log names this actor. Personal fields stay out of the log.</summary>
    public abstract string AuditName { get; }

    /// <summary>A person who is signed in.</summary>
    public sealed record Person(UserId UserId) : Actor
    {
        public override string AuditName => $"user:{UserId}";
    }

    /// <summary>The installation itself: a verb of the command line, a background worker. It may do everything.</summary>
    /// <param name="Component">Which part of it acts, such as <c>command-line</c>.</param>
    public sealed record Installation(string Component) : Actor
    {
        public override string AuditName => $"installation:{Component}";
    }
}
