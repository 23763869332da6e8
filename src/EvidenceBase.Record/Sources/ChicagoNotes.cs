namespace EvidenceBase.Record.Sources;

/// <summary>
/// Citations in the notes style of the Chicago Manual (16th edition), in the manner of <i>Politics &amp; Society</i>: dates as day month year,
/// those of newspapers in brackets, that of an access behind the address, and the volume of a work named as such in short notes too. What is
/// not known is left out; nothing is put in its place.
/// </summary>
public static class ChicagoNotes
{
    /// <param name="locator">
    /// The place within the work, as printed (<c>109</c>, <c>vol. 1, 23-26</c>); without one an article or chapter shows all its pages.
    /// </param>
    public static RichText FullNote(Source source, string? locator = null)
    {
        var item = source.Item;
        var note = new RichTextBuilder().Add("", ChicagoNames.By(item, ChicagoNames.InNote));
        var place = Typography.Range(string.IsNullOrWhiteSpace(locator) ? null : locator);
        var form = ChicagoForms.Of(item);
        switch (form)
        {
            case ChicagoForm.JournalArticle:
                AddInJournal(note.Add(", ", ChicagoTitles.Quoted(source)), item, ", ", place);
                break;
            case ChicagoForm.NewspaperArticle:
                AddInNewspaper(note.Add(", ", ChicagoTitles.Quoted(source)), item, ", ", place);
                break;
            case ChicagoForm.Chapter:
                note.Add(", ", ChicagoTitles.Quoted(source)).Add(", ", "in").Add(" ", ChicagoTitles.Italic(item.ContainerTitle));
                AddBookDetails(note, item, place);
                note.Add(", ", place ?? Typography.Range(item.Page));
                break;
            case ChicagoForm.Online:
                note.Add(", ", ChicagoTitles.Quoted(source)).Add(", ", item.ContainerTitle).Add(", ", item.Publisher)
                    .Add(", ", ChicagoDates.Whole(item.Issued)).Add(", ", place);
                break;
            case ChicagoForm.Unpublished:
                note.Add(", ", ChicagoTitles.Quoted(source))
                    .Add(" ", Parentheses(ChicagoParts.Nature(item, ChicagoForms.NatureOf(item)))).Add(", ", place);
                break;
            case ChicagoForm.Legal:
                note.Add(", ", ChicagoTitles.Roman(source)).Add(", ", ChicagoParts.GenreAndNumber(item))
                    .Add(", ", ChicagoTitles.Italic(item.ContainerTitle)).Add(" ", item.Volume).Add(" ", Parentheses(ChicagoParts.Enactment(item)))
                    .Add(", ", item.Section is { } section ? $"sec. {section}" : null).Add(", ", place);
                break;
            default:
                note.Add(", ", ChicagoTitles.Italic(source));
                AddBookDetails(note, item, place);
                note.Add(", ", place);
                break;
        }

        return note.AddAsIs(", ", ChicagoParts.Address(item)).Close();
    }

    /// <summary>Family names, short title, volume and locator: what stands in a note once the work has been cited in full.</summary>
    public static RichText ShortNote(Source source, string? locator = null)
    {
        var title = ChicagoTitles.Short(source);
        return new RichTextBuilder()
            .Add("", ChicagoNames.ShortBy(source.Item))
            .Add(", ", ChicagoForms.Of(source.Item) switch
            {
                ChicagoForm.Book => ChicagoTitles.Italic(title),
                // The short name of a case is italic, as in running text; statutes are upright.
                ChicagoForm.Legal => new RichText(title, [new TextRun(title, source.Item.Type == "legal_case")]),
                _ => ChicagoTitles.Quote(title),
            })
            .Add(", ", ChicagoForms.Of(source.Item) == ChicagoForm.Book && source.Item.Volume is not null ? ChicagoParts.Volume(source.Item, locator) : null)
            .Add(", ", Typography.Range(string.IsNullOrWhiteSpace(locator) ? null : locator))
            .Close();
    }

    public static RichText Bibliography(Source source) => ChicagoBibliography.Entry(source);

    internal static void AddInJournal(RichTextBuilder line, CslItem item, string separator, string? locator)
    {
        line.Add(separator, ChicagoTitles.Italic(item.ContainerTitle))
            .Add(item.Volume is null ? ", " : " ", ChicagoParts.VolumeAndIssue(item))
            .Add(" ", Parentheses(ChicagoDates.Whole(item.Issued)));
        var pages = locator ?? Typography.Range(item.Page);
        line.Add(pages is not null && char.IsLetter(pages[0]) && locator is not null ? ", " : ": ", pages);
    }

    internal static void AddInNewspaper(RichTextBuilder line, CslItem item, string separator, string? locator) =>
        line.Add(separator, ChicagoTitles.Italic(item.ContainerTitle))
            .Add(" ", Parentheses(ChicagoDates.Whole(item.Issued)))
            .Add(", ", item.Section)
            .Add(", ", locator ?? Typography.Range(item.Page));

    internal static string? Parentheses(string? text) => string.IsNullOrWhiteSpace(text) ? null : $"({text})";

    private static void AddBookDetails(RichTextBuilder note, CslItem item, string? locator)
    {
        var imprint = ChicagoParts.Imprint(item);
        note.Add(", ", Editors(item))
            .Add(", ", ChicagoNames.LeadsWithTranslators(item) ? null : Did("trans. ", item.Translator))
            .Add(", ", ChicagoParts.Edition(item))
            .Add(", ", ChicagoParts.Volume(item, locator))
            .Add(", ", ChicagoParts.Series(item))
            .Add(", ", ChicagoParts.GenreAndNumber(item))
            .Add(imprint == "forthcoming" ? ", " : " ", imprint == "forthcoming" ? imprint : Parentheses(imprint));
    }

    private static string? Editors(CslItem item) =>
        ChicagoForms.Of(item) == ChicagoForm.Chapter || item.Author is { Count: > 0 } ? Did("ed. ", item.Editor) : null;

    private static string? Did(string what, IReadOnlyList<CslName>? names) => ChicagoNames.InNote(names) is { } list ? what + list : null;
}
