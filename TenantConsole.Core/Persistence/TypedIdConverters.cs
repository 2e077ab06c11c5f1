using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using TenantConsole.Core.Common;

namespace TenantConsole.Core.Persistence;

/// <summary>SQLite keeps an id as lower-case text: what a person sees in an address is what they find in the table, and it sorts by age.</summary>
internal sealed class TypedIdToTextConverter<TId>() : ValueConverter<TId, string>(id => id.Value.ToString("D"), text => TypedId.From<TId>(Guid.ParseExact(text, "D")))
    where TId : struct, ITypedId<TId>;

/// <summary>PostgreSQL has a type for it.</summary>
internal sealed class TypedIdToGuidConverter<TId>() : ValueConverter<TId, Guid>(id => id.Value, value => TypedId.From<TId>(value))
    where TId : struct, ITypedId<TId>;
