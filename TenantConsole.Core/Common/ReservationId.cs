namespace TenantConsole.Core.Common;

/// <summary>A reservation of quota and budget.</summary>
public readonly record struct ReservationId(Guid Value) : ITypedId<ReservationId>
{
    public static ReservationId From(Guid value) => new(value);

    public override string ToString() => Value.ToString("D");
}
