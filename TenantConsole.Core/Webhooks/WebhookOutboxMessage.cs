using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using TenantConsole.Core.Common;
using TenantConsole.Core.Tenancy;

namespace TenantConsole.Core.Webhooks;

/// <summary>An event that waits to be sent, written in the transaction of what it tells of. Body as in Standard Webhooks 1.0.0.</summary>
public sealed class WebhookOutboxMessage : ITenantOwned
{
    public required OrganizationId OrganizationId { get; init; }

    public required OutboxMessageId Id { get; init; }

    public required string Type { get; init; }

    /// <summary>JSON: <c>{"type", "timestamp", "data"}</c>.</summary>
    public required string Payload { get; init; }

    public required DateTime CreatedUtc { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<WebhookOutboxMessage>
    {
        public void Configure(EntityTypeBuilder<WebhookOutboxMessage> builder)
        {
            builder.ToTable("webhook_outbox");
            builder.HasKey(message => new { message.OrganizationId, message.Id });
            builder.Property(message => message.Type).HasMaxLength(64);
        }
    }
}
