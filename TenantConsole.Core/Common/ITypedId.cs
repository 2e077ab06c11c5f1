namespace TenantConsole.Core.Common;

/// <summary>An identifier of one kind of thing: a UUIDv7 in a type of its own, so that ids of different things cannot be mistaken for each other.</summary>
public interface ITypedId<TSelf>
    where TSelf : struct, ITypedId<TSelf>
{
    Guid Value { get; }

    static abstract TSelf From(Guid value);

    /// <summary>A new id that sorts after those made earlier.</summary>
    static virtual TSelf New(TimeProvider time) => TSelf.From(Guid.CreateVersion7(time.GetUtcNow()));
}
