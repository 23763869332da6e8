using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Claims;

/// <summary>A thing named in a view, with what a reader needs to recognise it.</summary>
public sealed record NamedView(string Kind, Guid Id, string? Key, string Title)
{
    public static NamedView? Of(Guid id, Lookup lookup) => lookup.Find(id) is { } stated ? new(stated.Kind, id, stated.Key, stated.Key ?? id.ToString()) : null;
}

public sealed record EvidenceView(Guid Id)
{
    public static IReadOnlyList<EvidenceView> Of(Claim claim, Lookup lookup) => [.. claim.Evidence.Select(one => new EvidenceView(one.Id))];
}

public sealed record Gap(string Kind)
{
    public static IReadOnlyList<Gap> Of(Claim claim, IReadOnlyList<EvidenceView> evidence) => [];
}
