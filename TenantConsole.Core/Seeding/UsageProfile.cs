namespace TenantConsole.Core.Seeding;

/// <summary>How an organization uses its models. Whole numbers throughout, so that the same seed gives the same data on every machine.</summary>
internal sealed record UsageProfile
{
    /// <summary>Busy from nine to five on weekdays.</summary>
    public static readonly UsageProfile Office = new()
    {
        HourWeights = [1, 1, 1, 1, 1, 2, 6, 18, 46, 78, 92, 84, 58, 72, 90, 88, 74, 44, 20, 10, 6, 4, 2, 1],
        DayWeights = [12, 96, 104, 106, 100, 82, 16],
    };

    /// <summary>Never closed, calmer at night.</summary>
    public static readonly UsageProfile Clinic = new()
    {
        HourWeights = [18, 14, 12, 12, 14, 22, 44, 72, 88, 84, 80, 74, 66, 72, 78, 74, 66, 60, 50, 42, 36, 30, 26, 22],
        DayWeights = [58, 104, 100, 98, 98, 96, 66],
    };

    /// <summary>Evenings and week-ends.</summary>
    public static readonly UsageProfile Shop = new()
    {
        HourWeights = [8, 4, 2, 2, 2, 3, 8, 16, 30, 44, 56, 64, 70, 62, 56, 54, 58, 68, 84, 96, 92, 70, 40, 18],
        DayWeights = [112, 70, 72, 78, 88, 118, 134],
    };

    /// <summary>By hour of the local day.</summary>
    public required IReadOnlyList<int> HourWeights { get; init; }

    /// <summary>By day of the week, Sunday first.</summary>
    public required IReadOnlyList<int> DayWeights { get; init; }

    /// <summary>How many times a hundred the last day is of the first, weekdays apart.</summary>
    public int GrowthPercent { get; init; } = 150;

    /// <summary>Of a hundred answers, how many are a small model's in the end.</summary>
    public int SlmPercent { get; init; } = 72;

    /// <summary>Of a hundred calls, how many are upgraded after a small model's answer.</summary>
    public int CascadePercent { get; init; } = 6;

    /// <summary>Of a thousand calls, how many need the advanced model.</summary>
    public int AdvancedPermille { get; init; } = 14;

    /// <summary>Of a thousand calls, how many get no answer or a broken one.</summary>
    public int FailedPermille { get; init; } = 9;

    /// <summary>How long questions and answers are, in percent of the usual.</summary>
    public int LengthPercent { get; init; } = 100;

    /// <summary>One day that stands out, counted back from the last; null: none does.</summary>
    public int? AnomalyDaysAgo { get; init; }

    public int AnomalyPercent { get; init; } = 340;
}
