namespace TenantConsole.Core.Common;

/// <summary>What is wrong with one field of a form, written for the person who fills it in.</summary>
/// <param name="Field">The field's name in camel case, such as <c>timeZone</c>.</param>
public sealed record FieldError(string Field, string Message);
