using System.Globalization;
using EvidenceBase.Access.Trail;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Seeing;
using EvidenceBase.Record.Documents;
using EvidenceBase.Record.Kernel;
using Wolverine.Http;

namespace EvidenceBase.Documents;

/// <summary>Words that were found, with what stands around them.</summary>
/// <param name="Start">In code points of the revision; the end is exclusive.</param>
/// <param name="Line">In which they begin, 1-based.</param>
public sealed record FoundWords(Guid Document, string Key, int Revision, int Start, int End, int Line, string Before, string Words, string After);

/// <summary>A document in which nothing could be looked for, and why: it was erased, or consent was withdrawn.</summary>
public sealed record ClosedDocument(Guid Document, string Key, string Reason);

/// <param name="Closed">The documents of this page whose texts are shown to nobody.</param>
/// <param name="Next">The cursor with which the search goes on; there may be one behind an empty page, for a page ends when enough text was read.</param>
public sealed record WordsFound(IReadOnlyList<FoundWords> Items, IReadOnlyList<ClosedDocument> Closed, string? Next);

public static class FindWordsEndpoint
{
    /// <summary>
    /// Finds words (<c>?q=</c>) in the latest revisions of the texts of a study, or of one document (<c>?document=</c>): one behind the other with any white
    /// space between, large and small letters alike; <c>?whole=true</c>: no letter before or behind them. In the order of the documents' keys, by cursor.
    /// </summary>
    [WolverineGet("/api/studies/{study}/documents:search")]
    [Query("q", "whole", "document", "cursor", "limit")]
    [Needs(Right.ReadTexts)]
    [OpenToBlind]
    [Gives(typeof(WordsFound))]
    public static async Task<IResult> Get(string study, HttpContext http, WordSearch search)
    {
        var query = http.Request.Query;
        var (page, badPage) = ViewLists.Page(http);
        var (words, badWords) = TextSearch.Of(query["q"], areWhole: string.Equals(query["whole"], "true", StringComparison.OrdinalIgnoreCase));
        if ((badPage ?? badWords) is { } bad)
            return Problems.Result(bad);
        var (found, problem) = await search.Find(study, query["document"] is [{ Length: > 0 } name] ? name : null, words!, page!, http);
        http.Response.Headers.CacheControl = "no-store";
        return found is null ? Problems.Result(problem!) : TypedResults.Json(found, RecordJson.Options);
    }
}

/// <summary>
/// Looks for words in texts, which are opened in memory one by one and kept nowhere: there is no index of confidential words. Consent and erasure count
/// as they are now.
/// </summary>
public sealed class WordSearch(DocumentTexts texts, ViewLists lists, AccessTrail trail)
{
    /// <summary>In code points, around what was found.</summary>
    private const int Context = 60;
    private const int DocumentsAtOnce = 50;
    private const int MostRead = 32 * 1024 * 1024;

    /// <param name="document">The one document to be searched, by key or Guid; null for all of the study.</param>
    public async Task<(WordsFound? Found, Problem? Problem)> Find(
        string study, string? document, TextSearch words, ListPage page, HttpContext http)
    {
        var cancellation = http.RequestAborted;
        var pass = new Pass(words, page.Limit);
        var from = page.After is null ? null : Place.Read(page.After, page.AfterId);
        if (page.After is not null && from is null)
            return (null, BadCursor());
        if (document is not null || from is { Position: > 0 })
        {
            var opened = await texts.Latest(study, document ?? from!.Document.ToString(), cancellation);
            if (opened.Document is not { } id)
                return (null, opened.Problem);
            if (from is not null && from.Document != id)
                return (null, BadCursor());
            if (from is null or { Position: > 0 })
                pass.Take(opened, id, opened.Key!, from?.Position ?? 0);
        }

        for (var after = from; document is null && pass.GoesOn;)
        {
            var (list, problem) = await lists.Find(study, Kinds.Document, new(DocumentsAtOnce, after?.Key, after?.Document ?? Guid.Empty), null, cancellation);
            if (list is null)
                return (null, problem);
            foreach (var view in list.Items.Select(item => System.Text.Json.JsonSerializer.Deserialize<DocumentView>(item, RecordJson.Options)!).TakeWhile(_ => pass.GoesOn))
            {
                pass.Take(await texts.Latest(study, view.Id.ToString(), cancellation), view.Id, view.Key, 0);
                after = new(view.Key, view.Id, 0);
            }

            if (list.Next is null)
                break;
        }

        await trail.RecordAll(http, TrailAction.TextViewed, study, pass.Viewed);
        return (pass.Page(), null);
    }

    private static Problem BadCursor() =>
        new(ProblemKind.Malformed, "malformed-cursor", "“cursor” must be the “next” of an earlier page of the same search.", "cursor");

    /// <summary>Where a page ends: behind a document, or within it.</summary>
    /// <param name="Position">From which the document is searched on; 0 where it was searched to its end.</param>
    private sealed record Place(string Key, Guid Document, int Position)
    {
        public static Place? Read(string order, Guid document) =>
            order.Split(' ', 2) is [var number, var key] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var position)
                ? new(key, document, position)
                : null;

        public string Cursor() => Platform.Seeing.Cursor.Write(string.Create(CultureInfo.InvariantCulture, $"{Position} {Key}"), Document);
    }

    /// <summary>What one page takes: so many places, and no more of the texts than is read in a moment.</summary>
    private sealed class Pass(TextSearch words, int limit)
    {
        private readonly List<FoundWords> found = [];
        private readonly List<ClosedDocument> closed = [];
        private readonly HashSet<TrailThing> viewed = [];
        private Place? last;
        private long read;

        public bool GoesOn => found.Count < limit && read < MostRead && last is null or { Position: 0 };

        /// <summary>The confidential documents of which words are shown.</summary>
        public IReadOnlyCollection<TrailThing> Viewed => viewed;

        public void Take(OpenedText opened, Guid document, string key, int from)
        {
            last = new(key, document, 0);
            if (opened.Text is not { } text)
            {
                closed.Add(new(document, key, opened.Problem!.Type));
                return;
            }

            read += text.Length;
            foreach (var place in words.In(text, Math.Min(from, text.Length)))
            {
                if (found.Count == limit)
                {
                    last = last with { Position = found[^1].End };
                    return;
                }

                if (opened.IsConfidential)
                    viewed.Add(new(Kinds.Document, document, key));
                found.Add(new(
                    document,
                    key,
                    opened.Revision!.Number,
                    place.Start,
                    place.End,
                    place.Line,
                    text.Slice(Math.Max(0, place.Start - Context), place.Start),
                    text.Slice(place.Start, place.End),
                    text.Slice(place.End, Math.Min(text.Length, place.End + Context))));
            }
        }

        public WordsFound Page() => new(found, closed, GoesOn ? null : last?.Cursor());
    }
}
