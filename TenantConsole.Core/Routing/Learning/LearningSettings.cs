using TenantConsole.Core.Common;

namespace TenantConsole.Core.Routing.Learning;

/// <summary>What an organization's routing may learn from, and what it may spend on it.</summary>
public sealed record LearningSettings
{
    public const double MostShadowShare = 0.2;

    /// <summary>Off: nothing is learned, and what was learned has no part in any decision.</summary>
    public bool IsOn { get; init; } = true;

    /// <summary>Learn from people's verdicts on answers.</summary>
    public bool FromThumbs { get; init; } = true;

    /// <summary>The share of the judge's verdicts on small models' answers that is learned from, 0..1; there is one for nearly every answer, and each says less than a person.</summary>
    public double VerdictShare { get; init; } = 0.1;

    /// <summary>The share of questions that the other model answers as well, to compare; 0..<see cref="MostShadowShare"/>. It costs money.</summary>
    public double ShadowShare { get; init; }

    /// <summary>The most that comparisons may cost in a calendar month of the organization's zone. Never passed.</summary>
    public long ShadowBudgetPicoUsd { get; init; } = PicoUsd.FromUsd(5);

    /// <summary>The model that judges two answers.</summary>
    public string JudgeModelId { get; init; } = "gpt-4o";

    /// <summary>Whether a call is one of those that a share asks for. The same call always gives the same answer, on any machine.</summary>
    /// <param name="purpose">Different purposes choose independently of each other.</param>
    public static bool Chooses(double share, UsageRecordId call, LearningPurpose purpose)
    {
        Span<byte> bytes = stackalloc byte[16];
        call.Value.TryWriteBytes(bytes);

        // The last eight bytes of an id are random but for two bits of the first.
        var number = System.Buffers.Binary.BinaryPrimitives.ReadUInt16BigEndian(bytes[(10 + (2 * (int)purpose))..]);
        return number < share * (ushort.MaxValue + 1);
    }
}
