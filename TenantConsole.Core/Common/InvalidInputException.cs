namespace TenantConsole.Core.Common;

/// <summary>What a person or program gave cannot be accepted. The message is written for them: what is wrong and what would be right.</summary>
public class InvalidInputException : Exception
{
    public InvalidInputException(string message, string? field = null)
        : base(message)
    {
        Field = field;
        Errors = field is null ? [] : [new(field, message)];
    }

    /// <summary>Every fault of a form at once.</summary>
    public InvalidInputException(IReadOnlyList<FieldError> errors)
        : base(string.Join(' ', errors.Select(error => error.Message)))
    {
        ArgumentOutOfRangeException.ThrowIfZero(errors.Count, nameof(errors));
        Field = errors[0].Field;
        Errors = errors;
    }

    /// <summary>The first field that is wrong, where there is one.</summary>
    public string? Field { get; }

    /// <summary>What is wrong, field by field; empty where it is no field's fault.</summary>
    public IReadOnlyList<FieldError> Errors { get; }

    /// <summary>Throws where there are faults.</summary>
    /// <exception cref="InvalidInputException">There are.</exception>
    public static void ThrowIfAny(IReadOnlyList<FieldError> errors)
    {
        if (errors.Count > 0)
        {
            throw new InvalidInputException(errors);
        }
    }
}
