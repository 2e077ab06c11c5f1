using TenantConsole.Core.Members;
using TenantConsole.Core.Organizations;
using TenantConsole.Core.Security;

namespace TenantConsole.Components.Palette;

/// <summary>What a person types into the palette, and where they are.</summary>
/// <param name="Text">Trimmed; empty while nothing is typed.</param>
/// <param name="Organization">The organization that the page in sight is of; null: of none.</param>
/// <param name="Within">The organizations whose things are searched: the one in sight, or the person's own, if they are few.</param>
/// <param name="Count">The most that a source is to find.</param>
public sealed record PaletteQuery(Actor Actor, string Text, Organization? Organization, IReadOnlyList<AccessibleOrganization> Within, int Count);
