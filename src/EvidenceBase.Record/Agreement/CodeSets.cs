namespace EvidenceBase.Record.Agreement;

/// <summary>A code with what is said of it: 1 that it is applied, its weight, or how often it is applied.</summary>
internal readonly record struct CodeValue(int Code, int Value) : IComparable<CodeValue>
{
    public int CompareTo(CodeValue other) => Code != other.Code ? Code.CompareTo(other.Code) : Value.CompareTo(other.Value);
}

/// <summary>Sets of codes, each under one number, which stays what it is as codes begin and end along a text. The empty set is 0.</summary>
internal sealed class CodeSets
{
    public const int Empty = 0;

    private readonly List<CodeValue[]> sets = [[]];
    private readonly Dictionary<CodeValue[], int> numbers = new(new SameContent<CodeValue>()) { [[]] = Empty };
    private readonly Dictionary<(int Set, CodeValue Code), int> with = [];
    private readonly Dictionary<(int Set, CodeValue Code), int> without = [];

    /// <summary>In ascending order.</summary>
    public IReadOnlyList<CodeValue> this[int set] => sets[set];

    public int With(int set, CodeValue code)
    {
        if (!with.TryGetValue((set, code), out var larger))
            with[(set, code)] = larger = NumberOf(Inserted(sets[set], code));
        return larger;
    }

    public int Without(int set, CodeValue code)
    {
        if (!without.TryGetValue((set, code), out var smaller))
            without[(set, code)] = smaller = NumberOf(Array.FindAll(sets[set], one => one != code));
        return smaller;
    }

    private static CodeValue[] Inserted(CodeValue[] set, CodeValue code)
    {
        var at = ~Array.BinarySearch(set, code);
        return at < 0 ? set : [.. set.AsSpan(0, at), code, .. set.AsSpan(at)];
    }

    private int NumberOf(CodeValue[] set)
    {
        if (numbers.TryGetValue(set, out var number))
            return number;
        numbers[set] = number = sets.Count;
        sets.Add(set);
        return number;
    }
}

/// <summary>Arrays are the same if their elements are; they can be looked up by a span, without making one.</summary>
internal sealed class SameContent<T> : IEqualityComparer<T[]>, IAlternateEqualityComparer<ReadOnlySpan<T>, T[]>
    where T : IEquatable<T>
{
    public bool Equals(T[]? x, T[]? y) => x.AsSpan().SequenceEqual(y);

    public int GetHashCode(T[] obj) => GetHashCode(obj.AsSpan());

    public bool Equals(ReadOnlySpan<T> alternate, T[] other) => alternate.SequenceEqual(other);

    public int GetHashCode(ReadOnlySpan<T> alternate)
    {
        var hash = default(HashCode);
        foreach (var one in alternate)
            hash.Add(one);
        return hash.ToHashCode();
    }

    public T[] Create(ReadOnlySpan<T> alternate) => alternate.ToArray();
}
