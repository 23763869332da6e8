using System.Collections.Immutable;

namespace EvidenceBase.Record.Documents;

/// <summary>
/// Composes two mappings over the text between them: edits of the first (by what they made) and edits of the second (by what they replace)
/// that overlap or touch become one.
/// </summary>
internal static class MappingComposition
{
    public static IEnumerable<Edit> Of(ImmutableArray<Edit> first, ImmutableArray<Edit> second)
    {
        var (one, other) = (0, 0);

        // How far the old and the new text are ahead of the middle one, behind the edits that were taken so far.
        var (oldShift, newShift) = (0, 0);
        while (one < first.Length || other < second.Length)
        {
            var start = Math.Min(Start(first, one, edit => edit.NewStart), Start(second, other, edit => edit.OldStart));
            var (end, oldStart, newStart) = (start, start + oldShift, start + newShift);
            while (true)
            {
                if (one < first.Length && first[one].NewStart <= end)
                {
                    end = Math.Max(end, first[one].NewEnd);
                    oldShift = first[one].OldEnd - first[one].NewEnd;
                    one++;
                }
                else if (other < second.Length && second[other].OldStart <= end)
                {
                    end = Math.Max(end, second[other].OldEnd);
                    newShift = second[other].NewEnd - second[other].OldEnd;
                    other++;
                }
                else
                {
                    break;
                }
            }

            var edit = new Edit(oldStart, end + oldShift, newStart, end + newShift);
            if (edit.OldLength + edit.NewLength > 0)
                yield return edit;
        }
    }

    private static int Start(ImmutableArray<Edit> edits, int index, Func<Edit, int> start) => index < edits.Length ? start(edits[index]) : int.MaxValue;
}
