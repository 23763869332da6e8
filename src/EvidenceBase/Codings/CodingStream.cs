using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using EvidenceBase.Record.Kernel;
using FluentValidation;

namespace EvidenceBase.Codings;

/// <summary>So many lines of a batch, read and checked for their shape.</summary>
/// <param name="Wrong">Those that cannot be read.</param>
internal sealed record CodingPortion(IReadOnlyList<CodingLine> Lines, IReadOnlyList<LineProblem> Wrong);

/// <summary>The lines of an NDJSON body as they arrive, one JSON object a line, empty lines skipped. No more of it than a portion is ever held.</summary>
/// <param name="digest">Everything that is read is appended to it.</param>
/// <param name="most">After so many nothing more is read.</param>
/// <param name="tooMany">What is said then.</param>
internal sealed class CodingStream(PipeReader body, IValidator<ApplyCode> validator, IncrementalHash digest, int most, Problem tooMany)
{
    public const int MostLines = 1_000_000;
    private const int LinesOfPortion = 5_000;
    private const int LongestLine = 1 << 20;

    private readonly List<CodingLine> read = new(LinesOfPortion);
    private readonly List<LineProblem> wrong = [];
    private int number;
    private int count;

    /// <summary>Why the content cannot be taken at all; known once it has been read to there.</summary>
    public Problem? Unreadable { get; private set; }

    public async IAsyncEnumerable<CodingPortion> Read([EnumeratorCancellation] CancellationToken cancellation)
    {
        while (Unreadable is null)
        {
            var result = await body.ReadAsync(cancellation);
            var buffer = result.Buffer;
            while (Unreadable is null && Line(ref buffer, result.IsCompleted) is { } line)
            {
                Take(line);
                if (read.Count + wrong.Count >= LinesOfPortion)
                    yield return Portion();
            }

            body.AdvanceTo(buffer.Start, buffer.End);
            if (result.IsCompleted)
                break;
            if (buffer.Length > LongestLine)
                Unreadable = new(ProblemKind.Malformed, "line-too-long", $"Line {number + 1} is longer than {LongestLine} bytes. Nothing was written.");
        }

        if (Unreadable is null && count == 0)
            Unreadable = CodingLines.Empty;
        if (Unreadable is null && read.Count + wrong.Count > 0)
            yield return Portion();
    }

    /// <summary>The next line, without its end; the last one may have none.</summary>
    private ReadOnlySequence<byte>? Line(ref ReadOnlySequence<byte> buffer, bool isLast)
    {
        var end = buffer.PositionOf((byte)'\n');
        if (end is null && (!isLast || buffer.IsEmpty))
            return null;
        var next = end is { } at ? buffer.GetPosition(1, at) : buffer.End;
        foreach (var memory in buffer.Slice(buffer.Start, next))
            digest.AppendData(memory.Span);
        var line = buffer.Slice(buffer.Start, end ?? buffer.End);
        buffer = buffer.Slice(next);
        number++;
        return line;
    }

    private void Take(ReadOnlySequence<byte> line)
    {
        var json = line.IsSingleSegment ? line.FirstSpan : line.ToArray();
        if (json.Trim(" \t\r"u8).IsEmpty)
            return;
        if (++count > most)
            Unreadable = tooMany;
        else
            CodingLines.Check(number, json, validator, read, wrong);
    }

    private CodingPortion Portion()
    {
        var portion = new CodingPortion([.. read], [.. wrong]);
        read.Clear();
        wrong.Clear();
        return portion;
    }
}
