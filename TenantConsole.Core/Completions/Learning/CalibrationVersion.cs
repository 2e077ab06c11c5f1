using TenantConsole.Core.Routing.Learning;

namespace TenantConsole.Core.Completions.Learning;

/// <summary>One version of what was learned, as a person is shown it.</summary>
/// <param name="Outcomes">Outcomes that it knows.</param>
/// <param name="Learned">Of these, new in it.</param>
public sealed record CalibrationVersion(int Version, DateTime MadeUtc, CalibrationCause Cause, int Outcomes, int Learned, double Trust, string ModelVersion, bool IsInForce);
