using EvidenceBase.Record.Documents;

namespace EvidenceBase.Record.Codings;

/// <summary>What a suggestion rests on.</summary>
public enum SuggestionBasis
{
    /// <summary>The same words stand elsewhere.</summary>
    SameWords,

    /// <summary>Words like them stand elsewhere.</summary>
    SimilarWords,
}

/// <summary>Where a coding could go whose own stretch is gone.</summary>
/// <param name="Start">In code points of the revision, 0-based.</param>
/// <param name="End">Exclusive.</param>
/// <param name="Likeness">Which share of both wordings, in per cent, the two have in common in the same order.</param>
public sealed record Suggestion(int Revision, int Start, int End, SuggestionBasis Basis, int Likeness);

/// <summary>
/// Looks for words that were moved. Only the two texts decide: the same words first, of several places the one whose surroundings are most alike,
/// then the nearest; else the passage most alike, if it is alike enough. Nothing is suggested on a guess.
/// </summary>
public static class Reanchoring
{
    /// <summary>Words that are shorter are found by chance: then something around them must be the same too.</summary>
    private const int ShortWords = 12;

    private const int LeastShared = 4;
    private const int LeastLikeness = 60;
    private const int LongestCompared = 5_000;
    private const int Surroundings = 40;
    private const int Piece = 8;
    private const int MostPieces = 64;
    private const int MostPlaces = 2_000;
    private const int MostCompared = 8;

    /// <param name="old">The revision that the coding is of.</param>
    /// <param name="near">Where in the present text its stretch would stand, were anything left of it.</param>
    public static Suggestion? Suggest(CanonicalText old, int start, int end, CanonicalText present, int near, int revision)
    {
        var (before, now) = (old.CodePoints(), present.CodePoints());
        var (from, until) = WithoutBlanks(before, start, end);
        if (from == until)
            return null;
        var same = Places(now, before.AsSpan(from, until - from))
            .Select(place => (Place: place, Shared: Shared(before, from, until, now, place)))
            .OrderByDescending(one => one.Shared).ThenBy(one => Math.Abs(one.Place - near)).ThenBy(one => one.Place).FirstOrDefault((Place: -1, Shared: 0));
        if (same.Place >= 0)
        {
            return until - from >= ShortWords || same.Shared >= LeastShared
                ? new(revision, same.Place, same.Place + until - from, SuggestionBasis.SameWords, 100)
                : null;
        }

        return until - from is >= ShortWords and <= LongestCompared ? Similar(before[from..until], now, near, revision) : null;
    }

    /// <summary>The stretch that shares most with the words, among those in which pieces of them stand in the right distance from each other.</summary>
    private static Suggestion? Similar(int[] words, int[] now, int near, int revision)
    {
        var found = new Dictionary<int, int>();
        var step = Math.Max(Piece, words.Length / MostPieces);
        for (var at = 0; at + Piece <= words.Length; at += step)
        {
            foreach (var begin in Places(now, words.AsSpan(at, Piece)).Select(place => (place - at) / Piece * Piece).Distinct())
                found[begin] = found.GetValueOrDefault(begin) + 1;
        }

        return found.OrderByDescending(one => one.Value).ThenBy(one => Math.Abs(one.Key - near)).ThenBy(one => one.Key).Take(MostCompared)
            .Select(one => Compared(words, now, one.Key, revision)).OfType<Suggestion>()
            .OrderByDescending(one => one.Likeness).ThenBy(one => Math.Abs(one.Start - near)).ThenBy(one => one.Start).FirstOrDefault();
    }

    /// <summary>What the words have in common with the text about a place; what lies before the first and behind the last of it is no part of the stretch.</summary>
    private static Suggestion? Compared(int[] words, int[] now, int begin, int revision)
    {
        var slack = (words.Length / 2) + Piece;
        var from = Math.Clamp(begin - slack, 0, now.Length);
        var window = now.AsSpan(from, Math.Clamp(begin + words.Length + slack, from, now.Length) - from);
        if (ShortestEdit.Between(words, window, words.Length + window.Length) is not { } edits)
            return null;
        var kept = Kept(edits, words.Length);
        var (first, last) = Core(kept);
        if (first < 0)
            return null;
        var common = kept.Skip(first).Take(last - first + 1).Sum(one => one.Length);
        var (start, end) = (from + kept[first].At, from + kept[last].At + kept[last].Length);
        var likeness = 200 * common / (words.Length + end - start);
        if (likeness < LeastLikeness)
            return null;
        (start, end) = WithoutBlanks(now, start, end);
        return new(revision, start, end, SuggestionBasis.SimilarWords, likeness);
    }

    /// <summary>The runs that are the same in both, by where they stand in the window.</summary>
    private static List<(int At, int Length)> Kept(IReadOnlyList<Edit> edits, int length)
    {
        var kept = new List<(int At, int Length)>();
        var (old, at) = (0, 0);
        foreach (var edit in edits.Append(new(length, length, -1, -1)))
        {
            if (edit.OldStart > old)
                kept.Add((at, edit.OldStart - old));
            (old, at) = (edit.OldEnd, edit.NewEnd);
        }

        return kept;
    }

    /// <summary>From the first to the last run that is long enough not to be chance.</summary>
    private static (int First, int Last) Core(List<(int At, int Length)> kept) =>
        (kept.FindIndex(one => one.Length >= Piece / 2), kept.FindLastIndex(one => one.Length >= Piece / 2));

    private static List<int> Places(ReadOnlySpan<int> text, ReadOnlySpan<int> words)
    {
        var places = new List<int>();
        for (var at = 0; places.Count < MostPlaces && text[at..].IndexOf(words) is >= 0 and var next;)
        {
            places.Add(at + next);
            at += next + 1;
        }

        return places;
    }

    /// <summary>How many code points directly before and behind are the same in both.</summary>
    private static int Shared(int[] before, int from, int until, int[] now, int place)
    {
        var (head, tail) = (0, 0);
        while (head < Surroundings && head < from && head < place && before[from - head - 1] == now[place - head - 1])
            head++;
        var end = place + until - from;
        while (tail < Surroundings && until + tail < before.Length && end + tail < now.Length && before[until + tail] == now[end + tail])
            tail++;
        return head + tail;
    }

    private static (int From, int Until) WithoutBlanks(int[] text, int start, int end)
    {
        while (start < end && IsBlank(text[start]))
            start++;
        while (end > start && IsBlank(text[end - 1]))
            end--;
        return (start, end);
    }

    private static bool IsBlank(int codePoint) => System.Text.Rune.IsWhiteSpace(new(codePoint));
}
