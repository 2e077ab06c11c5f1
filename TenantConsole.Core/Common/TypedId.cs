namespace TenantConsole.Core.Common;

/// <summary>Makes typed ids: <c>TypedId.New&lt;OrganizationId&gt;(time)</c>.</summary>
public static class TypedId
{
    public static TId New<TId>(TimeProvider time)
        where TId : struct, ITypedId<TId> => TId.New(time);

    public static TId From<TId>(Guid value)
        where TId : struct, ITypedId<TId> => TId.From(value);
}
