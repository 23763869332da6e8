using EvidenceBase.Record.Cases;
using EvidenceBase.Record.Documents;
using EvidenceBase.Record.Figures;
using EvidenceBase.Record.Interviews;
using EvidenceBase.Record.Kernel;
using EvidenceBase.Record.Memos;
using EvidenceBase.Record.Sources;

namespace EvidenceBase.Record.Claims;

/// <summary>A thing named in a view, with what a reader needs to recognise it.</summary>
public sealed record NamedView(string Kind, Guid Id, string? Key, string Title)
{
    public static NamedView? Of(Guid id, Lookup lookup) => lookup.Find(id) is { } stated ? new(stated.Kind, id, stated.Key, TitleOf(stated)) : null;

    private static string TitleOf(Stated stated) => stated.State switch
    {
        Source source => ChicagoNotes.ShortNote(source).Text,
        Interview interview => Interview.Cite(interview.Code),
        Document document => document.Title,
        Figure figure => figure.Label,
        Case @case => @case.Name,
        Claim claim => claim.Text,
        Memo memo => memo.Title,
        _ => stated.Key ?? stated.Id.ToString(),
    };
}
