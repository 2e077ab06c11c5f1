namespace TenantConsole.Core.Common;

/// <summary>Makes typed ids: <c>TypedId.New&lt;OrganizationId&gt;(time)</c>.</summary>
public static class TypedId
{
    public static TId New<TId>(TimeProvider time)
        where TId : struct, ITypedId<TId> => TId.New(time);

    /// <summary>When the id was made, to the millisecond: a UUIDv7 begins with it.</summary>
    public static DateTime MadeUtc<TId>(TId id)
        where TId : struct, ITypedId<TId>
    {
        Span<byte> bytes = stackalloc byte[16];
        id.Value.TryWriteBytes(bytes, bigEndian: true, out _);
        return DateTime.UnixEpoch.AddMilliseconds(System.Buffers.Binary.BinaryPrimitives.ReadInt64BigEndian(bytes) >> 16);
    }

    /// <summary>The lower end of a range of ids: those made from this moment on sort after it, those made before it do not.</summary>
    public static TId FirstAt<TId>(DateTime utc)
        where TId : struct, ITypedId<TId>
    {
        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(bytes, (long)(utc - DateTime.UnixEpoch).TotalMilliseconds << 16);
        bytes[6] = 0x70;
        return TId.From(new Guid(bytes, bigEndian: true));
    }

    public static TId From<TId>(Guid value)
        where TId : struct, ITypedId<TId> => TId.From(value);
}
