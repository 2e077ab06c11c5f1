namespace TenantConsole.Core.Common;

/// <summary>A question that is kept to be asked again.</summary>
public readonly record struct SavedPromptId(Guid Value) : ITypedId<SavedPromptId>
{
    public static SavedPromptId From(Guid value) => new(value);

    public override string ToString() => Value.ToString("D");
}
