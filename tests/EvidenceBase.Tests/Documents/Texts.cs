using CsCheck;
using EvidenceBase.Record.Documents;
using EvidenceBase.Record.Kernel;
using Shouldly;

namespace EvidenceBase.Tests.Documents;

/// <summary>Texts of several scripts, and revisions of them as people make them: pieces taken out, put in, replaced.</summary>
internal static class Texts
{
    private static readonly string[] Pieces =
        ["a", "b", "c", " ", "\n", "苏", "州", "工業", "👩🏽‍🏭", "😀", "שלום", "مرحبا", "e\u0301", "\u202e", "naïve ", "the same line again\n", "\u2028", "\0"];

    public static readonly Gen<string> Strings = Gen.OneOf(Pieces).Array[0, 60].Select(string.Concat);

    public static readonly Gen<CanonicalText> Any = Strings.Select(Take);

    public static readonly Gen<(CanonicalText Old, CanonicalText New)> Revised = Any.SelectMany(Revision, (old, @new) => (old, @new));

    public static readonly Gen<(CanonicalText First, CanonicalText Second, CanonicalText Third)> RevisedTwice =
        Revised.SelectMany(pair => Revision(pair.New), (pair, third) => (pair.Old, pair.New, third));

    public static CanonicalText Take(string text)
    {
        var (taken, problem) = CanonicalText.From(text);
        problem.ShouldBeNull();
        return taken!;
    }

    public static SealedText Sealed(int length) => new(Guid.NewGuid(), length, new string('0', 64));

    private static Gen<CanonicalText> Revision(CanonicalText text) =>
        Gen.Select(Gen.Int[0, text.Length], Gen.Int[0, 8], Strings).Array[0, 5].Select(splices => splices.Aggregate(text, Splice));

    private static CanonicalText Splice(CanonicalText text, (int At, int Remove, string Insert) splice)
    {
        var at = Math.Min(splice.At, text.Length);
        var inserted = Take(splice.Insert);
        return Take(
            text.Slice(0, at) + inserted.Slice(0, Math.Min(inserted.Length, 10)) + text.Slice(Math.Min(at + splice.Remove, text.Length), text.Length));
    }
}
