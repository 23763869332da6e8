using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace EvidenceBase.Record.Documents;

/// <summary>A region of the old text that another of the new one has taken the place of; in code points, ends exclusive. Either may be empty.</summary>
public readonly record struct Edit(int OldStart, int OldEnd, int NewStart, int NewEnd)
{
    [JsonIgnore]
    public int OldLength => OldEnd - OldStart;

    [JsonIgnore]
    public int NewLength => NewEnd - NewStart;
}

/// <summary>What a revision did to a range of the text.</summary>
public enum Fate
{
    /// <summary>Every code point of it stands unchanged, elsewhere perhaps.</summary>
    Unchanged,

    /// <summary>Something in it was replaced, inserted or deleted.</summary>
    Changed,

    /// <summary>Nothing of it is left and nothing took its place.</summary>
    Deleted,
}

public readonly record struct MappedRange(int Start, int End, Fate Fate);

/// <summary>
/// Carries positions from one revision of a text to another. The edits are in order and apart: between two of them stands at least one code
/// point that is the same in both texts, and all that lies outside of them is the same.
/// </summary>
public sealed class RevisionMapping
{
    public RevisionMapping(IEnumerable<Edit> edits) => Edits = [.. edits];

    public ImmutableArray<Edit> Edits { get; }

    /// <summary>The mapping between two texts: lines first, then the code points of the lines that differ.</summary>
    public static RevisionMapping Between(CanonicalText old, CanonicalText @new) => new(TextDifference.Between(old, @new));

    /// <summary>Whether the edits are in order, apart, and lead from a text of one length to a text of another.</summary>
    public bool Fits(int oldLength, int newLength)
    {
        var (old, @new) = (0, 0);
        var isFirst = true;
        foreach (var edit in Edits)
        {
            var kept = edit.OldStart - old;
            var isApart = kept > 0 || (kept == 0 && isFirst);
            if (!isApart || kept != edit.NewStart - @new || edit.OldLength < 0 || edit.NewLength < 0 || edit.OldLength + edit.NewLength == 0)
                return false;
            (old, @new, isFirst) = (edit.OldEnd, edit.NewEnd, false);
        }

        return old <= oldLength && oldLength - old == newLength - @new;
    }

    /// <summary>
    /// Where a range of the old text stands in the new one. What was inserted at its ends does not belong to it; what replaces one of its
    /// ends does.
    /// </summary>
    public MappedRange Map(int start, int end)
    {
        var mapped = (Start: MapStart(start), End: MapEnd(end));
        if (mapped.End < mapped.Start)
            return new(mapped.Start, mapped.Start, Fate.Unchanged);
        var isTouched = Edits.Any(edit => edit.OldLength > 0
            ? edit.OldStart < end && start < edit.OldEnd
            : start < edit.OldStart && edit.OldStart < end);
        if (!isTouched)
            return new(mapped.Start, mapped.End, Fate.Unchanged);
        return new(mapped.Start, mapped.End, mapped.Start == mapped.End ? Fate.Deleted : Fate.Changed);
    }

    /// <summary>Where a range begins that began at this position of the old text: behind what was inserted there.</summary>
    public int MapStart(int position)
    {
        var shift = 0;
        foreach (var edit in Edits)
        {
            if (position < edit.OldStart)
                break;
            if (position < edit.OldEnd)
                return edit.NewStart;
            shift = edit.NewEnd - edit.OldEnd;
        }

        return position + shift;
    }

    /// <summary>Where a range ends that ended at this position of the old text: before what was inserted there.</summary>
    public int MapEnd(int position)
    {
        var shift = 0;
        foreach (var edit in Edits)
        {
            if (position <= edit.OldStart)
                break;
            if (position < edit.OldEnd)
                return edit.NewEnd;
            shift = edit.NewEnd - edit.OldEnd;
        }

        return position + shift;
    }

    /// <summary>The way back, from the new text to the old one.</summary>
    public RevisionMapping Inverse() => new(Edits.Select(edit => new Edit(edit.NewStart, edit.NewEnd, edit.OldStart, edit.OldEnd)));

    /// <summary>The mapping of two revisions in a row; what is unchanged by both is unchanged by it.</summary>
    public RevisionMapping Then(RevisionMapping next) => new(MappingComposition.Of(Edits, next.Edits));
}
