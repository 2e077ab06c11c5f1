using TenantConsole.Core.Common;

namespace TenantConsole.Core.Security;

/// <summary>An organization has switched this feature off. The message says who can switch it on.</summary>
public sealed class FeatureOffException(Feature feature)
    : InvalidInputException($"{FeatureNames.Of(feature)} is switched off for this organization. An owner or administrator of it can switch it on in its settings.")
{
    public Feature Feature { get; } = feature;
}
