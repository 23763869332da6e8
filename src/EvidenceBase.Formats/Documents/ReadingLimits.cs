namespace EvidenceBase.Formats.Documents;

/// <summary>How much a file may ask of its reader. Whatever asks for more is refused.</summary>
/// <param name="Bytes">Of the file itself.</param>
/// <param name="Characters">Of the text, in UTF-16 characters.</param>
/// <param name="ExpandedBytes">Of everything that is unpacked from the file.</param>
/// <param name="Entries">Of an archive, such as a DOCX is one.</param>
/// <param name="Depth">To which elements or groups may be nested.</param>
/// <param name="Pages">Of a PDF.</param>
/// <param name="Seconds">For which the file may keep its reader busy, where a clock is given.</param>
public sealed record ReadingLimits(
    int Bytes = 64 * 1024 * 1024,
    int Characters = 16 * 1024 * 1024,
    long ExpandedBytes = 512L * 1024 * 1024,
    int Entries = 10_000,
    int Depth = 256,
    int Pages = 5_000,
    int Seconds = 120)
{
    public static ReadingLimits Default { get; } = new();

    private ReadingTime? Time { get; init; }

    /// <summary>The same limits, and their time runs.</summary>
    internal ReadingLimits Started(TimeProvider? clock, CancellationToken cancellation) => this with { Time = new(Seconds, clock, cancellation) };

    /// <inheritdoc cref="ReadingTime.Check"/>
    internal void CheckTime() => Time?.Check();

    internal void CheckLength(int characters)
    {
        if (characters > Characters)
            throw new RefusedException($"The text has more than {Characters} characters. Split the file and deposit its parts.");
    }
}
