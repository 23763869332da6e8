using EvidenceBase.Platform.Seeing;
using EvidenceBase.Record.Attestations;
using EvidenceBase.Record.Kernel;
using EvidenceBase.Record.Studies;

namespace EvidenceBase.Pages;

/// <summary>What all pages of a study share: the study as it is at the moment asked for, and that moment.</summary>
/// <param name="AsOf">The moment as the reader put it; null for now.</param>
/// <param name="Moment">The position that it stands for.</param>
/// <param name="Latest">The position of the record now.</param>
/// <param name="Origin">Scheme and host under which the reader reached the service.</param>
public sealed record Visit(StudyView Study, string? AsOf, Position Moment, long Latest, string Origin)
{
    /// <summary>The words under the codings that the page cites, by coding; those that may not be shown are not among them.</summary>
    public IReadOnlyDictionary<Guid, Excerpt> Excerpts { get; init; } = new Dictionary<Guid, Excerpt>();

    /// <summary>What auditors have attested to.</summary>
    public IReadOnlyList<AttestationView> Attestations { get; init; } = [];

    public Addresses To { get; } = new(Study.Slug, AsOf);

    /// <summary>The moment for further reads of the same page, so that all of it stands at one position.</summary>
    public string? Reading => AsOf is null ? null : Moment.Number > 0 ? $"position:{Moment.Number}" : AsOf;

    public string SectionTitle(string key) => Study.Sections.Find(section => section.Key == key)?.Title ?? key;

    /// <summary>The citable address of a page: with the position, so that it shows the same for good.</summary>
    public string Permalink(string path, long position) => Origin + Addresses.Moment(path, $"position:{position}");

    public string Link(string kind, string? key, Guid id) => To.Of(kind, Addresses.Name(key, id)) ?? To.Study;
}

/// <summary>A view of the record to be shown on a page, and the position it stands at.</summary>
public sealed record Shown<TView>(TView View, long Position);

/// <summary>One page of a list, and the cursor of the next.</summary>
public sealed record ShownList<TView>(IReadOnlyList<TView> Items, string? Next);
