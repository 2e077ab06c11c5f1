using System.Globalization;
using TenantConsole.Components.Shared;
using TenantConsole.Core.Agents;
using TenantConsole.Core.Audit;
using TenantConsole.Core.Common;
using TenantConsole.Core.Usage;

namespace TenantConsole.Components.Pages.Agents;

/// <summary>Agents in words.</summary>
internal static class AgentWords
{
    public static string Of(AgentType type) => type switch
    {
        AgentType.IncidentSpecialist => "Incident specialist",
        AgentType.ProblemManager => "Problem manager",
        AgentType.ChangeManager => "Change manager",
        AgentType.SubjectMatterExpert => "Subject matter expert",
        AgentType.ServiceDesk => "Service desk",
        AgentType.SeniorManager => "Senior manager",
        AgentType.Executive => "Executive",
        _ => "General assistant",
    };

    public static string Href(string slug, AgentId agentId) => $"/organizations/{slug}/agents/{agentId}";

    public static (StatusTone Tone, string Text) Of(CompletionOutcome outcome) => outcome switch
    {
        CompletionOutcome.Completed => (StatusTone.Good, "answered"),
        CompletionOutcome.CutAtLength => (StatusTone.Caution, "cut at its limit"),
        CompletionOutcome.ContentFiltered => (StatusTone.Caution, "filtered"),
        CompletionOutcome.Interrupted => (StatusTone.Bad, "interrupted"),
        CompletionOutcome.Cancelled => (StatusTone.Neutral, "stopped"),
        _ => (StatusTone.Bad, "failed"),
    };

    /// <summary>What an entry of the audit log tells of an agent, as a sentence without its actor.</summary>
    public static string Sentence(RecentChange change) => change.Action switch
    {
        "agent.created" => "Created",
        "agent.updated" => "Changed: " + string.Join(", ", change.Details.Keys.Where(name => name != "instructions_characters").Select(name => name.Replace('_', ' '))),
        "agent.enabled" => "Switched on",
        "agent.disabled" => "Switched off",
        "agent.documents_changed" => "Documents changed",
        "agent.deleted" => "Deleted",
        _ => change.Action.Replace('.', ' ').Replace('_', ' '),
    };

    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    public static string Seconds(decimal? milliseconds) => milliseconds is { } known ? (known / 1000).ToString("0.0", CultureInfo.InvariantCulture) + " s" : "–";
}
