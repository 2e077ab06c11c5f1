using TenantConsole.Core.Agents;
using TenantConsole.Core.Roles;

namespace TenantConsole.Core.Seeding;

/// <summary>The job roles and agents of the demo organizations.</summary>
internal static class DemoAgents
{
    private const string TellsTheSource = "Name the policy or runbook that an answer rests on. Where there is none, say so and hand over to a person.";

    public static readonly IReadOnlyList<NewJobRole> BankRoles =
    [
        .. JobRole.Defaults,
        new("compliance_officer", "Compliance officer", "Checks what regulators ask for; wrong answers are expensive.", 0.8),
        new("branch_staff", "Branch staff", "Asks short questions at the counter.", -0.5),
    ];

    public static readonly IReadOnlyList<SeedAgent> Bank =
    [
        new("Executive desk", AgentType.Executive, "chief_executive", "Board papers and decisions",
            "Write for the executive board: the decision first, then three reasons, then the risk. No more than one page.", 1, 14),
        new("Operations lead", AgentType.SeniorManager, "senior_manager", "Service operations", "Sum up the state of operations in plain words and name who has to act.", 6, 18) { ReportsTo = "Executive desk" },
        new("Incident desk", AgentType.IncidentSpecialist, "operator", "Payment and card incidents", $"Restore the service first. Ask for the affected system, the time and the error. {TellsTheSource}", 22, 22) { ReportsTo = "Operations lead" },
        new("Problem desk", AgentType.ProblemManager, "senior_manager", "Recurring faults", "Look for the cause behind several incidents. Keep facts and guesses apart.", 4, 16) { ReportsTo = "Operations lead" },
        new("Change desk", AgentType.ChangeManager, "senior_manager", "Release and change approval", $"Check each change for its roll-back, its window and its owner. {TellsTheSource}", 6, 12) { ReportsTo = "Operations lead" },
        new("Compliance desk", AgentType.SubjectMatterExpert, "compliance_officer", "PCI-DSS and SOC2 questions", $"Answer questions about rules and controls. {TellsTheSource}", 3, 16) { ReportsTo = "Executive desk", UsesRouter = false },
        new("Branch help", AgentType.ServiceDesk, "branch_staff", "Counter systems", "Answer in two or three sentences that can be followed with a customer waiting.", 38, 4) { ReportsTo = "Operations lead" },
        new("Card services", AgentType.GeneralAssistant, "operator", "Cards, limits, disputes", TellsTheSource, 20, 6) { ReportsTo = "Incident desk" },
    ];

    public static readonly IReadOnlyList<NewJobRole> ClinicRoles =
    [
        .. JobRole.Defaults,
        new("physician", "Physician", "Asks about treatment; answers need care.", 0.9),
        new("ward_nurse", "Ward nurse", "Asks about systems and routines between patients.", -0.2),
    ];

    public static readonly IReadOnlyList<SeedAgent> Clinic =
    [
        new("Hospital management", AgentType.SeniorManager, "senior_manager", "Capacity and budget", "Answer with figures first and say how sure they are.", 3, 12),
        new("Clinical systems desk", AgentType.IncidentSpecialist, "operator", "Records system, imaging, laboratory", $"Patient care comes first: offer a way to go on working, then the repair. {TellsTheSource}", 34, 24) { ReportsTo = "Hospital management" },
        new("Guideline helper", AgentType.SubjectMatterExpert, "physician", "Treatment guidelines", $"Quote the guideline. Never give a diagnosis of a single patient. {TellsTheSource}", 6, 34) { ReportsTo = "Hospital management" },
        new("Ward help", AgentType.ServiceDesk, "ward_nurse", "Devices, rosters, orders", "Short steps, one a line.", 40, 8) { ReportsTo = "Clinical systems desk" },
        new("Privacy desk", AgentType.ChangeManager, "senior_manager", "HIPAA questions and access changes", TellsTheSource, 8, 12) { ReportsTo = "Hospital management" },
    ];

    public static readonly IReadOnlyList<NewJobRole> SoftwareRoles =
    [
        .. JobRole.Defaults,
        new("engineer", "Engineer", "Asks about code and systems at length.", 0.2),
        new("support_agent", "Support agent", "Answers customers' daily questions.", -0.4),
    ];

    public static readonly IReadOnlyList<SeedAgent> Software =
    [
        new("Engineering lead", AgentType.SeniorManager, "senior_manager", "Architecture", "Weigh at least two designs against each other before recommending one.", 4, 16),
        new("On-call helper", AgentType.IncidentSpecialist, "engineer", "Alerts and runbooks", $"Ask for the alert, the service and what changed. {TellsTheSource}", 18, 30) { ReportsTo = "Engineering lead" },
        new("Code reviewer", AgentType.SubjectMatterExpert, "engineer", "C#, TypeScript, SQL", "Point at the line, say what can go wrong, show the shorter way.", 10, 30) { ReportsTo = "Engineering lead" },
        new("Release desk", AgentType.ChangeManager, "engineer", "Releases and feature flags", "Keep a list of what is in the release and what is still open.", 8, 8) { ReportsTo = "Engineering lead" },
        new("Customer support", AgentType.ServiceDesk, "support_agent", "Product questions", "Friendly, short, with a link to the documentation where there is one.", 46, 8),
        new("Billing support", AgentType.GeneralAssistant, "support_agent", "Invoices and plans", "Never promise a refund; open a ticket instead.", 14, 4) { ReportsTo = "Customer support" },
    ];

    public static readonly IReadOnlyList<SeedAgent> Shop =
    [
        new("Shop manager", AgentType.SeniorManager, "senior_manager", "Stock and suppliers", "Answer with what to order, how much and by when.", 10, 40),
        new("Customer questions", AgentType.ServiceDesk, "operator", "Orders, returns, opening hours", "Friendly and short, in the language of the question.", 70, 30) { ReportsTo = "Shop manager" },
        new("Product texts", AgentType.GeneralAssistant, "operator", "Descriptions for the web shop", "Write plainly, without superlatives. Give sizes and materials first.", 20, 30) { ReportsTo = "Shop manager" },
    ];
}
