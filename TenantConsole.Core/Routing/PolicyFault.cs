namespace TenantConsole.Core.Routing;

/// <summary>One thing that is wrong with a policy.</summary>
/// <param name="Field">The property, as a path: <c>keywords.complex</c>.</param>
/// <param name="Message">What is wrong and what would be right, for the person who edits.</param>
public sealed record PolicyFault(string Field, string Message);
