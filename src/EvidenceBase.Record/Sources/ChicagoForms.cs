namespace EvidenceBase.Record.Sources;

internal enum ChicagoForm
{
    Book,
    Chapter,
    JournalArticle,
    NewspaperArticle,

    /// <summary>A short text by itself: a page, an announcement, a paper of which no more is known.</summary>
    Online,
    Unpublished,
    Legal,
}

/// <summary>The few forms of citation into which the many types of CSL fall.</summary>
internal static class ChicagoForms
{
    public static ChicagoForm Of(CslItem item) => item.Type switch
    {
        "article-journal" or "review" or "review-book" => ChicagoForm.JournalArticle,
        "article-magazine" => item.Volume is null && item.Issue is null ? ChicagoForm.NewspaperArticle : ChicagoForm.JournalArticle,
        "article-newspaper" => ChicagoForm.NewspaperArticle,
        "webpage" or "post" or "post-weblog" => ChicagoForm.Online,
        "thesis" or "speech" or "manuscript" or "interview" or "personal_communication" or "performance" or "event" => ChicagoForm.Unpublished,
        "legislation" or "bill" or "legal_case" or "regulation" or "treaty" or "hearing" => ChicagoForm.Legal,
        "paper-conference" => item.ContainerTitle is null ? ChicagoForm.Unpublished : ChicagoForm.Chapter,
        "book" or "periodical" or "collection" => ChicagoForm.Book,
        "article" when item.ContainerTitle is not null => ChicagoForm.JournalArticle,
        "article" or "document" when item.ContainerTitle is null => ChicagoForm.Online,
        "chapter" => ChicagoForm.Chapter,
        _ => item.ContainerTitle is null ? ChicagoForm.Book : ChicagoForm.Chapter,
    };

    /// <summary>What an unpublished work is called when the item does not say it.</summary>
    public static string NatureOf(CslItem item) => item.Type switch
    {
        "thesis" => "thesis",
        "speech" => "speech",
        "paper-conference" => "paper presented",
        "interview" => "interview",
        "personal_communication" => "personal communication",
        "manuscript" => "unpublished manuscript",
        _ => item.Type,
    };
}
