namespace TenantConsole.Core.Routing.Strategies;

/// <summary>Hashes of words and letter groups into the buckets of the gain model (Fowler, Noll and Vo's FNV-1a with a finisher): the same on every
/// machine.</summary>
internal static class GramHash
{
    public const int Bits = 15;
    public const int Buckets = 1 << Bits;

    private const uint Start = 2166136261;
    private const uint Prime = 16777619;
    private const uint WordSeed = 0x9E3779B9;
    private const uint PairSeed = 0x85EBCA6B;
    private const uint LettersSeed = 0xC2B2AE35;

    /// <summary>What <see cref="Extend"/> begins with.</summary>
    public static uint Empty => Start;

    public static uint Extend(uint hash, char c) => (hash ^ c) * Prime;

    /// <summary>A folded word.</summary>
    public static uint OfWord(ReadOnlySpan<char> word)
    {
        var hash = Start;
        foreach (var c in word)
            hash = Extend(hash, c);

        return hash;
    }

    public static int BucketOfWord(uint word) => Bucket(word ^ WordSeed);

    public static int BucketOfPair(uint before, uint word) => Bucket((before * 31) ^ word ^ PairSeed);

    public static int BucketOfLetters(uint letters) => Bucket(letters ^ LettersSeed);

    public static uint Mix(uint hash)
    {
        hash ^= hash >> 15;
        hash *= 0x2C1B3C6D;
        hash ^= hash >> 12;
        hash *= 0x297A2D39;
        return hash ^ (hash >> 15);
    }

    private static int Bucket(uint hash) => (int)(Mix(hash) >> (32 - Bits));
}
