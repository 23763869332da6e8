namespace EvidenceBase.Record.Agreement;

/// <summary>
/// The generator of Steele, Lea and Flood (2014), <c>SplitMix64</c>: whole numbers only, so that a seed gives the same sequence on every
/// machine.
/// </summary>
public sealed class SplitMix64(ulong seed)
{
    private ulong state = seed;

    public ulong Next()
    {
        state += 0x9E3779B97F4A7C15;
        var mixed = state;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }

    /// <summary>A number from 0 up to, but not with, the bound, all equally likely (Lemire 2019).</summary>
    public ulong Below(ulong bound)
    {
        var high = Math.BigMul(Next(), bound, out var low);
        if (low < bound)
        {
            var unfair = (0 - bound) % bound;
            while (low < unfair)
                high = Math.BigMul(Next(), bound, out low);
        }

        return high;
    }
}
