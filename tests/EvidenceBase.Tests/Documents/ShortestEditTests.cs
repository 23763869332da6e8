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
        var edits = ShortestEdit.Between(old, @new, int.MaxValue);
        edits.Sum(edit => edit.OldLength + edit.NewLength).ShouldBe(old.Length + @new.Length - (2 * LongestCommonSubsequence(old, @new)));
        Apply(old, @new, edits).ShouldBe(@new);
        new RevisionMapping(edits).Fits(old.Length, @new.Length).ShouldBeTrue();
    });

    [Fact]
    public void Beyond_the_bound_all_between_the_common_ends_is_one_edit() =>
        ShortestEdit.Between([9, 1, 2, 3, 4, 9], [9, 5, 2, 6, 4, 7, 9], 3).ShouldBe([new(1, 5, 1, 6)]);

    [Fact]
    public void At_the_bound_it_is_still_found() =>
        ShortestEdit.Between([9, 1, 2, 3, 9], [9, 5, 2, 6, 9], 4).ShouldBe([new(1, 2, 1, 2), new(3, 4, 3, 4)]);

    private static int[] Apply(int[] old, int[] @new, List<Edit> edits)
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
