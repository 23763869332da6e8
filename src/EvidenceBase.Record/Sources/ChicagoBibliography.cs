namespace EvidenceBase.Record.Sources;

/// <summary>Entries of a bibliography in the same style: first name inverted, parts closed with full stops.</summary>
internal static class ChicagoBibliography
{
    public static RichText Entry(Source source)
    {
        var item = source.Item;
        var entry = new RichTextBuilder().Add("", ChicagoNames.By(item, ChicagoNames.InBibliography));
        switch (ChicagoForms.Of(item))
        {
            case ChicagoForm.JournalArticle:
                ChicagoNotes.AddInJournal(entry.Add(". ", ChicagoTitles.Quoted(source)), item, ". ", null);
                break;
            case ChicagoForm.NewspaperArticle:
                ChicagoNotes.AddInNewspaper(entry.Add(". ", ChicagoTitles.Quoted(source)), item, ". ", null);
                break;
            case ChicagoForm.Chapter:
                entry.Add(". ", ChicagoTitles.Quoted(source)).Add(". ", "In").Add(" ", ChicagoTitles.Italic(item.ContainerTitle))
                    .Add(", ", Did("edited by ", item.Editor)).Add(", ", Typography.Range(item.Page));
                AddBookDetails(entry, item with { Editor = null });
                break;
            case ChicagoForm.Online:
                entry.Add(". ", ChicagoTitles.Quoted(source)).Add(". ", item.ContainerTitle).Add(". ", item.Publisher)
                    .Add(". ", ChicagoDates.Whole(item.Issued));
                break;
            case ChicagoForm.Unpublished:
                entry.Add(". ", ChicagoTitles.Quoted(source)).Add(". ", Capitalised(ChicagoParts.Nature(item, ChicagoForms.NatureOf(item))));
                break;
            case ChicagoForm.Legal:
                entry.Add(". ", ChicagoTitles.Roman(source)).Add(", ", ChicagoParts.GenreAndNumber(item))
                    .Add(". ", ChicagoTitles.Italic(item.ContainerTitle)).Add(" ", item.Volume).Add(" ", ChicagoNotes.Parentheses(ChicagoParts.Enactment(item)));
                break;
            default:
                entry.Add(". ", ChicagoTitles.Italic(source));
                AddBookDetails(entry, item);
                break;
        }

        return entry.AddAsIs(". ", ChicagoParts.Address(item)).Close();
    }

    private static void AddBookDetails(RichTextBuilder entry, CslItem item) => entry
        .Add(". ", item.Author is { Count: > 0 } ? Did("Edited by ", item.Editor) : null)
        .Add(". ", ChicagoNames.LeadsWithTranslators(item) ? null : Did("Translated by ", item.Translator))
        .Add(". ", Capitalised(ChicagoParts.Edition(item)))
        .Add(". ", Capitalised(ChicagoParts.Volume(item, locator: null)))
        .Add(". ", ChicagoParts.Series(item))
        .Add(". ", Capitalised(ChicagoParts.GenreAndNumber(item)))
        .Add(". ", Capitalised(ChicagoParts.Imprint(item)));

    private static string? Did(string what, IReadOnlyList<CslName>? names) => ChicagoNames.InNote(names) is { } list ? what + list : null;

    private static string? Capitalised(string? text) => text is { Length: > 0 } ? char.ToUpperInvariant(text[0]) + text[1..] : text;
}
