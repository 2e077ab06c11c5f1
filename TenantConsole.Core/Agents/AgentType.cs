namespace TenantConsole.Core.Agents;

/// <summary>What an agent is there for. It sorts and describes; how its questions are routed follows from its job role.</summary>
public enum AgentType
{
    GeneralAssistant,
    IncidentSpecialist,
    ProblemManager,
    ChangeManager,
    SubjectMatterExpert,
    ServiceDesk,
    SeniorManager,
    Executive,
}
