using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Common;
using TenantConsole.Core.Members;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Transfer;

/// <summary>
/// The members of an archive as people here: the account with their id, or else with their e-mail address; who has neither gets an account without a password.
/// </summary>
internal static class ImportedPeople
{
    /// <exception cref="InvalidInputException">A line is no person, or one is there twice.</exception>
    public static async Task<IReadOnlyList<ExportedPerson>> ReadAsync(ImportArchive archive, CancellationToken cancellationToken)
    {
        var people = new List<ExportedPerson>();
        var (ids, emails) = (new HashSet<Guid>(), new HashSet<string>(StringComparer.OrdinalIgnoreCase));
        await foreach (var (number, line) in archive.LinesAsync(ExportedPerson.FileName, cancellationToken))
        {
            try
            {
                var person = JsonSerializer.Deserialize<ExportedPerson>(line.Span, ExportedPerson.Options) ?? throw new JsonException("it is no person.");
                EmailAddress.Parse(person.Email);
                if (!ids.Add(person.Id) || !emails.Add(person.Email) || person.DisplayName.Length > AccountService.MaxDisplayNameLength)
                {
                    throw new JsonException("the person is there twice, or their name is too long.");
                }

                people.Add(person);
            }
            catch (Exception fault) when (fault is JsonException or InvalidInputException)
            {
                throw RowReader.Fault(ExportedPerson.FileName, number, fault.Message);
            }
        }

        return people;
    }

    /// <summary>Which account each person of the archive has here, by their id there.</summary>
    public static async Task<Dictionary<UserId, UserId>> FindAsync(ConsoleDbContext db, IReadOnlyList<ExportedPerson> people, CancellationToken cancellationToken)
    {
        var known = new Dictionary<UserId, UserId>();
        foreach (var person in people)
        {
            var (id, normalized) = (person.UserId, person.Email.ToUpperInvariant());
            var found = await db.Set<ConsoleUser>().Where(user => user.Id == id || user.NormalizedEmail == normalized).Select(user => user.Id).ToListAsync(cancellationToken);
            if (found.Count > 0)
            {
                known[id] = found.Contains(id) ? id : found[0];
            }
        }

        return known;
    }

    /// <summary>The same, with an account made for everybody who has none. Saves.</summary>
    public static async Task<(Dictionary<UserId, UserId> Ids, int Made)> TakeInAsync(ConsoleDbContext db, IReadOnlyList<ExportedPerson> people, DateTime nowUtc, CancellationToken cancellationToken)
    {
        var ids = await FindAsync(db, people, cancellationToken);
        var made = people.Where(person => !ids.ContainsKey(person.UserId)).ToList();
        foreach (var person in made)
        {
            db.Add(AccountService.WithoutPassword(person.UserId, EmailAddress.Parse(person.Email), person.DisplayName, nowUtc));
            ids[person.UserId] = person.UserId;
        }

        await db.SaveChangesAsync(cancellationToken);
        return (ids, made.Count);
    }
}
