namespace TenantConsole.Core.Lab;

/// <summary>What a changed policy changes for a question. The numbers are stored.</summary>
public enum FlipKind : short
{
    /// <summary>A model of a larger class answers, or of the same class a dearer one.</summary>
    ToLarger = 1,

    /// <summary>A model of a smaller class answers, or of the same class a cheaper one.</summary>
    ToSmaller = 2,

    /// <summary>Another model of the same class and price answers.</summary>
    Sideways = 3,

    /// <summary>The same small model answers first, and now a larger one is asked after it.</summary>
    NowCascades = 4,

    /// <summary>The same small model answers first, and its answer is now kept.</summary>
    NoLongerCascades = 5,
}

/// <summary>Names of <see cref="FlipKind"/>s.</summary>
public static class FlipKinds
{
    /// <summary>The name in files and addresses.</summary>
    public static string ToName(this FlipKind kind) => kind switch
    {
        FlipKind.ToLarger => "to_larger",
        FlipKind.ToSmaller => "to_smaller",
        FlipKind.Sideways => "sideways",
        FlipKind.NowCascades => "now_cascades",
        FlipKind.NoLongerCascades => "no_longer_cascades",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a flip."),
    };
}
