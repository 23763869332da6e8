using System.Collections.Immutable;
using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Cases;

public sealed record CaseAttribute(string Name, string Value, string? Unit, string? Year, CellOrigin? Cell, Locator? Locator);

public sealed record Bearing(ThingReference About, string? Note);

/// <summary>A unit of comparison, with its attributes in the order in which they were first set and the things that bear on it.</summary>
public sealed record Case(
    string Key, string Name, string Description, ImmutableList<CaseAttribute> Attributes, ImmutableList<Bearing> Bearings)
{
    public static Case? Evolve(Case? unit, object @event) => (unit, @event) switch
    {
        (null, CaseDefined defined) => new(defined.Key, defined.Name, defined.Description, [], []),
        ({ }, CaseRedefined redefined) => unit with { Name = redefined.Name, Description = redefined.Description },
        ({ }, CaseAttributeSet set) => unit with { Attributes = Put(unit.Attributes, Of(set), one => one.Name == set.Name) },
        ({ }, CaseAttributeRemoved removed) => unit with { Attributes = unit.Attributes.RemoveAll(one => one.Name == removed.Name) },
        ({ }, BearingRecorded bearing) => unit with
        {
            Bearings = Put(unit.Bearings, new(bearing.About, bearing.Note), one => one.About.Id == bearing.About.Id),
        },
        ({ }, BearingRemoved removed) => unit with { Bearings = unit.Bearings.RemoveAll(one => one.About.Id == removed.AboutId) },
        _ => unit,
    };

    public static CaseAttribute Of(CaseAttributeSet set) => new(set.Name, set.Value, set.Unit, set.Year, set.Cell, set.Locator);

    /// <summary>Whether the thing was recorded as bearing on the case.</summary>
    public bool IsBornOnBy(Guid thing) => Bearings.Exists(one => one.About.Id == thing);

    private static ImmutableList<T> Put<T>(ImmutableList<T> list, T item, Predicate<T> same)
    {
        var at = list.FindIndex(same);
        return at < 0 ? list.Add(item) : list.SetItem(at, item);
    }
}
