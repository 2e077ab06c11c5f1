using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Agents;
using TenantConsole.Core.Common;
using TenantConsole.Core.Roles;
using TenantConsole.Core.Routing;
using TenantConsole.Core.Routing.Learning;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Completions.Learning;

/// <summary>Tells the origins that a calibration moves most, with their names. Agents and roles that are gone are not told.</summary>
internal static class LearnedOrigins
{
    /// <summary>Smaller pushes are noise.</summary>
    private const double Least = 0.005;

    /// <param name="most">Of either direction; the strongest first.</param>
    public static async Task<IReadOnlyList<LearnedOrigin>> OfAsync(ConsoleDbContext db, OutcomeCalibration calibration, int most, CancellationToken cancellationToken)
    {
        var pushes = calibration.Origins.Select(origin => (Origin: origin, Gain: calibration.OriginGain(origin))).Where(push => Math.Abs(push.Gain) >= Least).ToList();
        var agentIds = pushes.Select(push => QuestionOrigin.AgentOf(push.Origin)).OfType<AgentId>().ToList();
        var keys = pushes.Select(push => QuestionOrigin.RoleOf(push.Origin)).OfType<string>().ToList();
        var agents = await AgentDirectory.Live(db).Where(agent => agentIds.Contains(agent.Id)).Select(agent => new { agent.Id, agent.Name }).ToDictionaryAsync(agent => agent.Id, agent => agent.Name, cancellationToken);
        var roles = await db.Set<JobRole>().Where(role => keys.Contains(role.Key)).Select(role => new { role.Key, role.Name }).ToDictionaryAsync(role => role.Key, role => role.Name, StringComparer.Ordinal, cancellationToken);
        var named = new List<LearnedOrigin>(pushes.Count);
        foreach (var (origin, gain) in pushes)
        {
            var agentId = QuestionOrigin.AgentOf(origin);
            if ((agentId is { } id ? agents.GetValueOrDefault(id) : roles.GetValueOrDefault(QuestionOrigin.RoleOf(origin) ?? "")) is { } name)
            {
                named.Add(new(name, agentId is not null, calibration.OutcomesOf(origin), gain));
            }
        }

        return
        [
            .. named.Where(origin => origin.Gain > 0).OrderByDescending(origin => origin.Gain).ThenBy(origin => origin.Name, StringComparer.Ordinal).Take(most),
            .. named.Where(origin => origin.Gain < 0).OrderBy(origin => origin.Gain).ThenBy(origin => origin.Name, StringComparer.Ordinal).Take(most),
        ];
    }
}
