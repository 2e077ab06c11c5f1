using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TenantConsole.Core.Common;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Tickets;

/// <summary>
/// One line of a ticket's history: which field a change set to what. It is kept beside the audit log, whose entries carry no texts and are not for everybody who may read a ticket;
/// both are written in the transaction of the change.
/// </summary>
public sealed class TicketEvent : IAppendOnly
{
    public required OrganizationId OrganizationId { get; init; }

    public required TicketId TicketId { get; init; }

    /// <summary>The ticket's version that the change made.</summary>
    public required int Version { get; init; }

    public required TicketField Field { get; init; }

    public required DateTime OccurredUtc { get; init; }

    /// <summary>Who did it; null where it was the installation itself.</summary>
    public UserId? ActorId { get; init; }

    /// <summary>What was there before; an agent by its id. Null: nothing, or too long to repeat.</summary>
    public string? Old { get; init; }

    public string? New { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<TicketEvent>
    {
        public void Configure(EntityTypeBuilder<TicketEvent> builder)
        {
            builder.ToTable("ticket_events");
            builder.HasKey(change => new { change.OrganizationId, change.TicketId, change.Version, change.Field });
            builder.Property(change => change.Version).ValueGeneratedNever();
            builder.Property(change => change.Field).HasConversion<short>();
            builder.Property(change => change.Old).HasMaxLength(TicketRules.MaxEventLength);
            builder.Property(change => change.New).HasMaxLength(TicketRules.MaxEventLength);
            builder.HasOne<Ticket>().WithMany().HasForeignKey(change => new { change.OrganizationId, change.TicketId });
        }
    }
}
