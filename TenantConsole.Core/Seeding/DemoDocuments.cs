using System.Security.Cryptography;
using System.Text;
using TenantConsole.Core.Common;
using TenantConsole.Core.Documents;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Quotas;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Seeding;

/// <summary>A few documents of a demo organization: what a company of its industry would give its assistants to read.</summary>
internal static class DemoDocuments
{
    private static readonly (string Name, string[] Lines)[] ForAll =
    [
        ("Incident runbook.md",
        [
            "# Incident runbook", "", "## Priorities", "",
            "| priority | first answer | example |", "|---|---|---|",
            "| critical | 15 minutes | nobody can sign in |", "| high | 1 hour | one site is offline |", "| medium | 4 hours | a report is late |", "| low | 2 days | a question |", "",
            "## First steps", "",
            "1. Write down what is seen, since when, and by whom.", "2. Look whether something was changed in the last day.",
            "3. Tell those who are affected, and when they hear more.", "4. Only then look for the cause.", "",
            "## After it is over", "", "Within five days: what happened, why it was not noticed earlier, what is done so that it does not come back.",
        ]),
        ("On-call contacts.txt",
        [
            "On-call, by week. The phone is handed over on Monday at 09:00.", "", "Odd weeks    Service desk A    ext. 4100", "Even weeks   Service desk B    ext. 4200",
            "Always       Network           ext. 4300", "", "After two calls without an answer, call the next line.",
        ]),
    ];

    public static async Task AddAsync(
        ConsoleDbContext db, IDocumentStore store, Organization organization, SeededRandom random, DateTime untilUtc, CancellationToken cancellationToken)
    {
        var total = 0L;
        var at = untilUtc.AddDays(-40);
        foreach (var (name, lines) in ForAll.Concat(Of(organization.Industry)))
        {
            at = at.AddHours(31);
            total += await AddAsync(db, store, organization.Id, random.Id<DocumentId>(at), name, string.Join('\n', lines) + "\n", at, cancellationToken);
        }

        db.Add(QuotaService.NewCounter(organization.Id, LimitName.DocumentBytes, Period.Standing, total));
    }

    private static async Task<long> AddAsync(
        ConsoleDbContext db, IDocumentStore store, OrganizationId organizationId, DocumentId id, string name, string text, DateTime atUtc, CancellationToken cancellationToken)
    {
        var bytes = Encoding.UTF8.GetBytes(text);

        // The key is not of the seed: another process that seeds the same organization at the same time writes files of its own.
        var key = StorageKeys.New();
        await store.WriteAsync(organizationId, key, new MemoryStream(bytes), cancellationToken);
        db.Add(new Document
        {
            OrganizationId = organizationId,
            Id = id,
            Name = name,
            SearchName = SearchText.Fold(name),
            Kind = DocumentKinds.OfText(name),
            SizeBytes = bytes.Length,
            Sha256 = SHA256.HashData(bytes),
            StorageKey = key,
            UploadedBy = null,
            UploadedUtc = atUtc,
            TextStatus = TextStatus.Whole,
            TextLength = text.Length,
        });
        db.Add(new DocumentText { OrganizationId = organizationId, DocumentId = id, Text = text });
        return bytes.Length;
    }

    private static (string Name, string[] Lines)[] Of(Industry industry) => industry switch
    {
        Industry.Finance =>
        [
            ("Change freeze calendar.md",
            [
                "# Change freeze", "", "No change goes into production on these days. The change manager decides on exceptions, in writing.", "",
                "| days | why |", "|---|---|", "| last two working days of a month | closing of the books |", "| 20 December to 3 January | year end |", "| day of a payment scheme's release | settlement |",
            ]),
            ("Payment cut-off times.txt", ["Cut-off times, local time", "", "Domestic, urgent   15:30", "Domestic           16:30", "Cross-border       13:00", "Securities         12:00", "", "What comes later is booked on the next working day."]),
        ],
        Industry.Healthcare =>
        [
            ("Access to patient records.md",
            [
                "# Access to patient records", "", "- Who treats a patient sees the record, nobody else.", "- Every access is logged with its reason.",
                "- In an emergency the record can be opened at once; the reason is given within a day.", "- Questions to an assistant carry no names and no numbers of patients.",
            ]),
            ("Downtime procedure.txt", ["When the record system is down", "", "1. Take the blue folder at the ward's desk.", "2. Write orders on form D-2, with the time.", "3. The pharmacy is called, not mailed.", "4. Forms are entered within four hours after the system is back."]),
        ],
        Industry.Tech =>
        [
            ("Release checklist.md",
            [
                "# Release checklist", "", "- [ ] all tests are green on the commit that is released", "- [ ] the migration was tried on a copy of production",
                "- [ ] the way back is written down, and was tried", "- [ ] support knows what is new", "", "```sh", "release --tag v$VERSION --dry-run", "```",
            ]),
            ("API error codes.csv", ["code,meaning,what to do", "1001,token expired,sign in again", "1002,no such project,check the id", "2001,too many requests,wait for the time in retry-after", "5001,upstream unavailable,try again in a minute"]),
        ],
        Industry.Retail =>
        [
            ("Returns policy.md",
            [
                "# Returns", "", "Goods are taken back within **30 days**, with the receipt.", "", "- Opened food and gift cards are not taken back.", "- Without a receipt there is a voucher at the present price.",
                "- What is broken is replaced, at any time within the guarantee.",
            ]),
            ("Opening hours.txt", ["Monday to Friday  09:00 - 19:00", "Saturday          09:00 - 17:00", "Sunday            closed", "", "In December, Sundays 12:00 - 17:00."]),
        ],
        _ => [("Welcome.md", ["# Welcome", "", "Who is new finds here whom to ask, and how to ask an assistant."])],
    };
}
