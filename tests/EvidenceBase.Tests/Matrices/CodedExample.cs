using System.Collections.Immutable;
using CsCheck;
using EvidenceBase.Record.Cases;
using EvidenceBase.Record.Codebooks;
using EvidenceBase.Record.Documents;
using EvidenceBase.Record.Kernel;
using EvidenceBase.Record.Matrices;
using EvidenceBase.Tests.Documents;

namespace EvidenceBase.Tests.Matrices;

/// <summary>A coding as it was made, in one place or told, before anything is prepared for counting.</summary>
/// <param name="Document">0 or 1; null for a statement.</param>
/// <param name="Codes">By number, 0 to 5.</param>
/// <param name="Cases">Of a statement, 0 to 2.</param>
internal sealed record MadeCoding(Guid Id, int? Document, int? Interview, int[] Codes, int Layer, int Revision, int Start, int End, int[] Cases, long From, long Until);

/// <summary>
/// A small study: six codes of which the fourth stands under the first and the last may be merged into the second; two interviews; two documents, one of
/// them of the first interview and revised at position 10; three cases on which things bear.
/// </summary>
internal sealed record CodedExample(ImmutableArray<MadeCoding> Codings, bool Merged, ImmutableArray<(int Case, int What)> Bearings, long Position)
{
    public const int Length = 40;
    private const int Inserted = 7;

    private static readonly Guid[] CodeIds = Ids(1, 6);
    private static readonly Guid[] DocumentIds = Ids(2, 2);
    private static readonly Guid[] InterviewIds = Ids(3, 2);
    private static readonly Guid[] CaseIds = Ids(4, 3);
    private static readonly string[] Layers = ["anna", "ben"];

    public static readonly Gen<CodedExample> Any = Gen.Select(Coding.Array[0, 25], Gen.Bool, Gen.Select(Gen.Int[0, 2], Gen.Int[0, 8]).Array[0, 6], Gen.Long[1, 30])
        .Select((codings, merged, bearings, position) => new CodedExample(
            [.. codings.Select((coding, number) => coding with { Id = Ids(5, number + 1)[number] })], merged, [.. bearings.Distinct()], position));

    private static Gen<MadeCoding> Coding =>
        Gen.Select(Gen.Int[-2, 1], Gen.Int[0, 5].Array[1, 3], Gen.Int[0, 1], Gen.Int[0, Length - 1], Gen.Int[1, 12], Gen.Int[0, 2].Array[0, 2], Gen.Long[1, 30], Gen.Long[1, 40])
            .Select((where, codes, layer, start, length, cases, from, stands) => where >= 0
                ? new MadeCoding(
                    default, where, where == 0 ? 0 : null, codes[..1], layer, where == 0 && from > 10 ? 2 : 1, start, Math.Min(start + length, Length), [], from, from + stands)
                : new MadeCoding(default, null, where + 2, [.. codes.Distinct()], layer, 0, 0, 0, [.. cases.Distinct()], from, from + stands));

    public Codebook Book
    {
        get
        {
            var events = CodeIds.Select((id, number) => (object)new CodeDefined(id, $"c{number}", $"Code {number}", null, null, null, null, number == 3 ? CodeIds[0] : null, true, number + 1)).ToList();
            if (Merged)
                events.Add(new CodesMerged(Guid.NewGuid(), [CodeIds[5]], CodeIds[1], "The same."));
            return events.Aggregate((Codebook?)null, Codebook.Evolve)!;
        }
    }

    public static IReadOnlyList<Heading> Interviews => [.. InterviewIds.Select((id, number) => new Heading(id, $"I{number}", $"Interview I{number}"))];

    public Counting Counting(CountingFilter? filter = null, IReadOnlyCollection<int>? codes = null, bool alone = false) => new(
        Material, Position, new CodeRows(Book, CodeIds, codes?.Select(code => CodeIds[code]).ToList(), alone), new CaseColumns(Cases), filter ?? new());

    public static CountingFilter Filter(string? layer = null, int? document = null, int? interview = null, int? inCase = null) => new(
        layer is null ? null : new HashSet<string> { layer },
        document is { } one ? new HashSet<Guid> { DocumentIds[one] } : null,
        interview is { } two ? new HashSet<Guid> { InterviewIds[two] } : null,
        inCase is { } three ? new HashSet<Guid> { CaseIds[three] } : null);

    /// <summary>The codings that stand, each with the codes in which it counts, by number.</summary>
    public IEnumerable<(MadeCoding Coding, int[] Codes, int[] Cases)> Standing() =>
        from coding in Codings
        where coding.From <= Position && Position < coding.Until
        select (coding, coding.Codes.Select(code => Merged && code == 5 ? 1 : code).Distinct().ToArray(), CasesOf(coding));

    /// <summary>The code points of the present revision that a coding covers.</summary>
    public HashSet<int> Points(MadeCoding coding) =>
        [.. Enumerable.Range(coding.Start, coding.End - coding.Start).Select(point => coding is { Document: 0, Revision: 1 } && Position >= 10 && point >= 20 ? point + Inserted : point)
            .Concat(coding is { Document: 0, Revision: 1, Start: < 20, End: > 20 } && Position >= 10 ? Enumerable.Range(20, Inserted) : [])];

    public int LengthOf(int document) => document == 0 && Position >= 10 ? Length + Inserted : Length;

    private CodedMaterial Material => new(
        40,
        [.. CodeIds],
        [.. Layers],
        DocumentIds.Select(Coded).ToImmutableDictionary(document => document.Id),
        Codings.Where(one => one.Document is null).GroupBy(one => InterviewIds[one.Interview!.Value]).ToImmutableDictionary(
            group => group.Key,
            group => group.Select(one => new CountedStatement(one.Id, [.. one.Codes], one.Layer, [.. one.Cases.Select(number => CaseIds[number])], one.From, one.Until, one.From)).ToImmutableArray()));

    private IReadOnlyList<Stated> Cases =>
    [
        .. CaseIds.Select((id, number) => new Stated(
            id, Kinds.Case, $"case-{number}", 1, new Case($"case-{number}", $"Case {number}", "Of the test.", [], [.. Bearings.Where(one => one.Case == number).Select(one => new Bearing(What(one.What), null))]))),
    ];

    /// <summary>Things that may bear on a case: the documents, the interviews, some codings.</summary>
    private static ThingReference What(int number) => number switch
    {
        < 2 => new(Kinds.Document, DocumentIds[number]),
        < 4 => new(Kinds.Interview, InterviewIds[number - 2]),
        _ => new(Kinds.Coding, Ids(5, number - 3)[number - 4]),
    };

    private int[] CasesOf(MadeCoding coding) =>
        [.. Enumerable.Range(0, 3).Where(one => coding.Cases.Contains(one) || Bearings.Any(bearing => bearing.Case == one && IsOrHolds(What(bearing.What).Id, coding)))];

    private static bool IsOrHolds(Guid thing, MadeCoding coding) =>
        thing == coding.Id || (coding.Document is { } document && thing == DocumentIds[document]) || (coding.Interview is { } interview && thing == InterviewIds[interview]);

    private CodedDocument Coded(Guid id, int number)
    {
        var first = new Revision(1, Texts.Sealed(Length), new("text/plain", 1, false), [], null);
        var second = new Revision(2, Texts.Sealed(Length + Inserted), new("text/plain", 1, false), [new Edit(20, 20, 20, 20 + Inserted)], null);
        var document = new Document($"D{number}", $"Document {number}", number == 0 ? new(Kinds.Interview, InterviewIds[0]) : null, TextKind.Other, null, false, null, number == 0 ? [first, second] : [first]);
        return new(
            id,
            document,
            number == 0 ? InterviewIds[0] : null,
            number == 0 ? [1, 10] : [1],
            [.. Codings.Where(one => one.Document == number).OrderBy(one => one.Start).ThenBy(one => one.End)
                .Select(one => new CodedSpan(one.Id, one.Codes[0], one.Layer, one.Revision, one.Start, one.End, one.From, one.Until, one.From))]);
    }

    private static Guid[] Ids(byte kind, int count) => [.. Enumerable.Range(0, count).Select(number => new Guid(kind, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte)number))];
}
