using CsCheck;
using EvidenceBase.Record.Documents;
using Shouldly;
using Xunit;

namespace EvidenceBase.Tests.Documents;

public sealed class ShortestEditTests
{
    private static readonly Gen<int[]> Few = Gen.Int[0, 3].Array[0, 14];

    [Fact]
    public void No_other_edit_has_fewer_differences() => Gen.Select(Few, Few).Sample((old, @new) =>
    {
        var edits = ShortestEdit.Between(old, @new, old.Length + @new.Length).ShouldNotBeNull();
        edits.Sum(edit => edit.OldLength + edit.NewLength).ShouldBe(old.Length + @new.Length - (2 * LongestCommonSubsequence(old, @new)));
        Apply(old, @new, edits).ShouldBe(@new);
        new RevisionMapping(edits).Fits(old.Length, @new.Length).ShouldBeTrue();
    });

    [Fact]
    public void As_many_differences_as_the_bound_are_found_and_not_one_more() => Gen.Select(Few, Few).Sample((old, @new) =>
    {
        var differences = old.Length + @new.Length - (2 * LongestCommonSubsequence(old, @new));
        ShortestEdit.Between(old, @new, differences).ShouldNotBeNull();
        if (differences > 0)
            ShortestEdit.Between(old, @new, differences - 1).ShouldBeNull();
    });

    private static int[] Apply(int[] old, int[] @new, IReadOnlyList<Edit> edits)
    {
        var result = new List<int>();
        var at = 0;
        foreach (var edit in edits)
        {
            result.AddRange(old[at..edit.OldStart]);
            result.AddRange(@new[edit.NewStart..edit.NewEnd]);
            at = edit.OldEnd;
        }

        return [.. result, .. old[at..]];
    }

    private static int LongestCommonSubsequence(int[] a, int[] b)
    {
        var longest = new int[a.Length + 1, b.Length + 1];
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
                longest[i, j] = a[i - 1] == b[j - 1] ? longest[i - 1, j - 1] + 1 : Math.Max(longest[i - 1, j], longest[i, j - 1]);
        }

        return longest[a.Length, b.Length];
    }
}
