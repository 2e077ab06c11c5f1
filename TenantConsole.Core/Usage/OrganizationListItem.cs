using TenantConsole.Core.Common;
using TenantConsole.Core.Organizations;

namespace TenantConsole.Core.Usage;

/// <summary>One organization in a list, with its figures of the present month of its own calendar.</summary>
/// <param name="SlmShare">In 0..1 of the queries that a small or large model answered; null where there was none.</param>
/// <param name="CostPicoUsd">Null where the reader may not see this organization's costs.</param>
public sealed record OrganizationListItem(
    OrganizationId Id,
    string Slug,
    string Name,
    OrganizationStatus Status,
    Industry Industry,
    OrganizationSize Size,
    Tier Tier,
    string TimeZone,
    DateTime CreatedUtc,
    bool IsDemo,
    long Queries,
    double? SlmShare,
    long? CostPicoUsd);
