using Microsoft.EntityFrameworkCore;
using TenantConsole.Core.Audit;
using TenantConsole.Core.Common;
using TenantConsole.Core.Members;
using TenantConsole.Core.Security;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Conversations.Prompts;

/// <summary>
/// Prompts that people keep. One is its owner's alone until it is shared; then everybody who may look at the organization finds it, and owners and administrators may change and delete it too.
/// Keeping one needs <see cref="Permission.UseCompletions"/>. Foreign, private and missing ones are refused in the same words.
/// </summary>
public sealed class SavedPromptService(ConsoleDatabase database, IAccessControl access, AuditLog audit, TimeProvider time)
{
    /// <summary>The most that one person keeps in an organization.</summary>
    public const int MaxOfOnePerson = 500;

    /// <summary>The actor's own and the shared ones by title, one page; the search looks for its text anywhere in the title, without regard to case and accents.</summary>
    /// <exception cref="AccessDeniedException">The actor may not look at this organization.</exception>
    public async Task<Page<SavedPromptItem>> ListAsync(Actor actor, OrganizationId organizationId, PageRequest request, CancellationToken cancellationToken)
    {
        var standing = await ConversationAccess.OfAsync(access, actor, organizationId, cancellationToken);
        await using var db = database.OpenTenant(organizationId);
        var prompts = Visible(db, standing);
        if (request.Search?.Trim() is { Length: > 0 } wanted)
        {
            var text = SearchText.Fold(wanted);
            prompts = prompts.Where(prompt => prompt.SearchTitle.Contains(text));
        }

        var total = await prompts.CountAsync(cancellationToken);
        var rows = await prompts.AsNoTracking().OrderBy(prompt => prompt.SearchTitle).ThenBy(prompt => prompt.Id).Skip(request.Skip).Take(request.Take).ToListAsync(cancellationToken);
        var names = await PeopleNames.LoadAsync(database, rows.Where(prompt => prompt.OwnerId != standing.Me).Select(prompt => (UserId?)prompt.OwnerId), cancellationToken);
        return new(
            [.. rows.Select(prompt => new SavedPromptItem(
                prompt.Id,
                prompt.Title,
                prompt.Text,
                prompt.IsShared,
                prompt.OwnerId == standing.Me ? null : names.Of(prompt.OwnerId),
                prompt.ChangedUtc,
                prompt.Version,
                MayChange(standing, prompt)))],
            total);
    }

    /// <summary>Keeps a prompt for the actor.</summary>
    /// <exception cref="AccessDeniedException">The actor may not ask here, or is a program.</exception>
    /// <exception cref="InvalidInputException">All faults at once, or there are too many.</exception>
    public async Task<SavedPromptId> CreateAsync(Actor actor, OrganizationId organizationId, PromptDraft draft, CancellationToken cancellationToken)
    {
        var standing = await ConversationAccess.OfAsync(access, actor, organizationId, cancellationToken);
        if (standing is not { MayWork: true, Me: { } owner })
        {
            throw new AccessDeniedException();
        }

        var (title, text) = Valid(draft);
        await using var db = database.OpenTenant(organizationId);
        if (await db.Set<SavedPrompt>().CountAsync(prompt => prompt.OwnerId == owner, cancellationToken) >= MaxOfOnePerson)
        {
            throw new InvalidInputException($"You keep {MaxOfOnePerson} prompts here already. Delete some first.", "title");
        }

        var created = new SavedPrompt
        {
            OrganizationId = organizationId,
            Id = TypedId.New<SavedPromptId>(time),
            OwnerId = owner,
            Title = title,
            Text = text,
            IsShared = draft.IsShared,
            ChangedUtc = time.GetUtcNow().UtcDateTime,
        };
        db.Add(created);
        await audit.SaveAsync(db, actor, organizationId, Event("prompt.created", created), cancellationToken);
        return created.Id;
    }

    /// <param name="version">The version that the editor saw.</param>
    /// <exception cref="AccessDeniedException">There is no such prompt, or it is not the actor's to change.</exception>
    /// <exception cref="InvalidInputException">All faults at once.</exception>
    /// <exception cref="EditConflictException">Somebody else was faster.</exception>
    public async Task UpdateAsync(Actor actor, OrganizationId organizationId, SavedPromptId promptId, PromptDraft draft, int version, CancellationToken cancellationToken)
    {
        await using var db = database.OpenTenant(organizationId);
        var prompt = await FindToChangeAsync(db, actor, organizationId, promptId, cancellationToken);
        var (title, text) = Valid(draft);
        if (prompt.Version != version)
        {
            throw new EditConflictException("this prompt");
        }

        if ((prompt.Title, prompt.Text, prompt.IsShared) == (title, text, draft.IsShared))
        {
            return;
        }

        (prompt.Title, prompt.Text, prompt.IsShared, prompt.ChangedUtc) = (title, text, draft.IsShared, time.GetUtcNow().UtcDateTime);
        prompt.Version++;
        await SaveAsync(db, actor, "prompt.updated", prompt, cancellationToken);
    }

    /// <exception cref="AccessDeniedException">There is no such prompt, or it is not the actor's to delete.</exception>
    /// <exception cref="EditConflictException">Somebody changed it at this moment.</exception>
    public async Task DeleteAsync(Actor actor, OrganizationId organizationId, SavedPromptId promptId, CancellationToken cancellationToken)
    {
        await using var db = database.OpenTenant(organizationId);
        var prompt = await FindToChangeAsync(db, actor, organizationId, promptId, cancellationToken);
        db.Remove(prompt);
        await SaveAsync(db, actor, "prompt.deleted", prompt, cancellationToken);
    }

    private async Task SaveAsync(ConsoleDbContext db, Actor actor, string action, SavedPrompt prompt, CancellationToken cancellationToken)
    {
        try
        {
            await audit.SaveAsync(db, actor, prompt.OrganizationId, Event(action, prompt), cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new EditConflictException("this prompt");
        }
    }

    private async Task<SavedPrompt> FindToChangeAsync(ConsoleDbContext db, Actor actor, OrganizationId organizationId, SavedPromptId promptId, CancellationToken cancellationToken)
    {
        var standing = await ConversationAccess.OfAsync(access, actor, organizationId, cancellationToken);
        return await Visible(db, standing).SingleOrDefaultAsync(prompt => prompt.Id == promptId, cancellationToken) is { } found && MayChange(standing, found) ? found : throw new AccessDeniedException();
    }

    private static IQueryable<SavedPrompt> Visible(ConsoleDbContext db, ConversationAccess standing)
    {
        var me = standing.Me;
        return db.Set<SavedPrompt>().Where(prompt => prompt.IsShared || (me != null && prompt.OwnerId == me));
    }

    private static bool MayChange(ConversationAccess standing, SavedPrompt prompt) => standing.MayWork && (prompt.OwnerId == standing.Me || (prompt.IsShared && standing.SeesAll));

    private static (string Title, string Text) Valid(PromptDraft draft)
    {
        var (title, text, faults) = (draft.Title.Trim(), draft.Text.Trim(), new List<FieldError>());
        if (title.Length is 0 or > SavedPrompt.MaxTitleLength || title.Any(char.IsControl))
        {
            faults.Add(new("title", $"Give a title of up to {SavedPrompt.MaxTitleLength} characters, on one line."));
        }

        if (text.Length is 0 or > SavedPrompt.MaxTextLength || text.Contains('\0', StringComparison.Ordinal))
        {
            faults.Add(new("text", FormattableString.Invariant($"Write a prompt of up to {SavedPrompt.MaxTextLength:N0} characters.")));
        }

        InvalidInputException.ThrowIfAny(faults);
        return (title, text);
    }

    private static AuditEvent Event(string action, SavedPrompt prompt) =>
        new(action, $"prompt:{prompt.Id}", new Dictionary<string, object?>(StringComparer.Ordinal) { ["shared"] = prompt.IsShared });
}
