using TenantConsole.Core.Common;

namespace TenantConsole.Core.Tickets;

/// <summary>What may be written on a ticket. All faults are found at once, so that a form can show each beside its field.</summary>
public static class TicketRules
{
    public const int MaxTitleLength = 200;
    public const int MaxDescriptionLength = 10_000;
    public const int MaxCommentLength = 10_000;
    public const int MaxCategoryLength = 60;
    public const int MaxTags = 10;
    public const int MaxTagLength = 40;

    /// <summary>Holds a title, or all tags with their commas.</summary>
    internal const int MaxEventLength = 500;

    /// <summary>A category as it is kept: without spaces around it, its first letter large, so that <c>network</c> and <c>Network</c> are one. Null: none.</summary>
    public static string? Category(string? text) =>
        text?.Trim() is { Length: > 0 } written ? char.ToUpperInvariant(written[0]) + written[1..] : null;

    /// <summary>A tag as it is kept: lower case, without spaces or a hash around it.</summary>
    public static string Tag(string text) => text.Trim().TrimStart('#').Trim().ToLowerInvariant();

    /// <summary>Tags as they are kept: each once, in the order of the alphabet.</summary>
    public static IReadOnlyList<string> Tags(IEnumerable<string> tags) =>
        [.. tags.Select(Tag).Where(tag => tag.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>What is wrong with a ticket, after <see cref="Category"/> and <see cref="Tags"/>.</summary>
    internal static List<FieldError> Faults(TicketContent wanted)
    {
        var faults = new List<FieldError>();
        Check("title", wanted.Title.Length == 0 ? "Give the ticket a title." : TooLong(wanted.Title, MaxTitleLength));
        Check("description", TooLong(wanted.Description, MaxDescriptionLength));
        Check("priority", Enum.IsDefined(wanted.Priority) ? null : "Choose a priority.");
        Check("category", wanted.Category is null ? null : TooLong(wanted.Category, MaxCategoryLength));
        Check("tags", wanted.Tags.Count > MaxTags || wanted.Tags.Any(tag => tag.Length > MaxTagLength || tag.Contains(','))
            ? FormattableString.Invariant($"Up to {MaxTags} tags, each of up to {MaxTagLength} characters and without a comma.") : null);
        return faults;

        void Check(string field, string? message)
        {
            if (message is not null)
            {
                faults.Add(new(field, message));
            }
        }
    }

    /// <summary>A comment without the empty lines around it.</summary>
    /// <exception cref="InvalidInputException">It says nothing, or too much.</exception>
    internal static string Comment(string text)
    {
        var written = text.Trim();
        return (written.Length == 0 ? "Write something." : TooLong(written, MaxCommentLength)) is { } fault ? throw new InvalidInputException(fault, "text") : written;
    }

    private static string? TooLong(string text, int limit) => text.Length > limit ? FormattableString.Invariant($"At most {limit:N0} characters fit here.") : null;
}
