namespace TenantConsole.Core.Catalog;

/// <summary>Questions about a <see cref="ModelClass"/>.</summary>
public static class ModelClasses
{
    /// <summary>Counts in the SLM share.</summary>
    public static bool IsSlm(this ModelClass modelClass) => modelClass is ModelClass.Small;

    /// <summary>Counts in the LLM share.</summary>
    public static bool IsLlm(this ModelClass modelClass) => modelClass is ModelClass.Standard or ModelClass.Advanced;

    /// <summary>Answers questions: small, standard or advanced. An embedding model does not.</summary>
    public static bool IsChat(this ModelClass modelClass) => modelClass.IsSlm() || modelClass.IsLlm();

    /// <summary>The name in files and on the wire: small, standard, advanced, embedding.</summary>
    public static string ToName(this ModelClass modelClass) => modelClass switch
    {
        ModelClass.Small => "small",
        ModelClass.Standard => "standard",
        ModelClass.Advanced => "advanced",
        ModelClass.Embedding => "embedding",
        _ => throw new ArgumentOutOfRangeException(nameof(modelClass), modelClass, "Not a model class."),
    };
}
