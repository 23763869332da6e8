using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace EvidenceBase.Platform.Http.Contract;

/// <summary>What stands in paths, queries and headers of requests, each described once.</summary>
internal static class Parameters
{
    private const string Moment = "a time (RFC 3339), `position:1234`, or the name of a release";

    /// <summary>What is read from queries, by the names that <see cref="QueryAttribute"/> uses.</summary>
    private static readonly Dictionary<string, OpenApiParameter> InQuery = new()
    {
        ["asOf"] = Query("asOf", $"Everything as it was at this moment: {Moment}. Left out: as it is now.", "position:8"),
        ["cursor"] = Query("cursor", "Where the page begins: the `next` of the page before. Left out: at the beginning."),
        ["limit"] = Query("limit", "How many at most, 1 to 500.", 50, JsonSchemaType.Integer),
        ["document"] = Query("document", "Only of this document, by key or Guid.", "notes-1"),
        ["interview"] = Query("interview", "Only of this interview, by key or Guid.", "H 001"),
        ["code"] = Query("code", "Only of this code, by key or Guid.", "loss-of-work"),
        ["case"] = Query("case", "Only of this case, by key or Guid; may be given several times.", "old-port"),
        ["layer"] = Query("layer", "Only of this layer.", "anna"),
        ["children"] = Choice("children", "Whether a code counts with all that stands under it.", "true", "false"),
        ["relation"] = Choice("relation", "How two codings meet.", "overlap", "inclusion", "exact", "proximity"),
        ["within"] = Query("within", "With `relation=proximity`: the most code points between the two, 0 to 10000.", 100, JsonSchemaType.Integer),
        ["across"] = Choice("across", "Whether pairs are of one layer, or of any two.", "none", "layers"),
        ["by"] = Choice("by", "The spans of time, in UTC.", "month", "day", "week", "year"),
        ["order"] = Choice("order", "The order of the interviews.", "registered", "key"),
        ["codingOrder"] = Choice("order", "As they were made, by their place in the texts, or those of the oldest codebook first.", "made", "place", "codebook"),
        ["redefined"] = Choice("redefined", "Whether a code of theirs was defined anew since they were made or confirmed.", "either", "true", "false"),
        ["orphaned"] = Choice("orphaned", "Whether revisions have left nothing of their stretch.", "either", "true", "false"),
        ["layers"] = Query("layer", "A layer; to be given twice or oftener.", "anna", required: true),
        ["documents"] = Query("document", "A document, by key or Guid; may be given several times. Left out: all in which one of the layers has a coding.", "notes-1"),
        ["codes"] = Query("code", "A code, by key or Guid; may be given several times. Left out: all that occur.", "loss-of-work"),
        ["coefficient"] = Query("coefficient", "By its name; may be given several times. Left out: the usual ones.", "cohenKappa"),
        ["unit"] = Query("unit", "What is compared: characters, segments or documents.", "characters"),
        ["valuation"] = Query("valuation", "What is compared of it: presence, or a value of the coding.", "presence"),
        ["uncoded"] = Query("uncoded", "What nobody has coded: a category of its own, or missing.", "category"),
        ["untouched"] = Query("untouched", "What of a document that a layer has not touched: uncoded, or missing.", "uncoded"),
        ["overlap"] = Query("overlap", "How far segments must overlap to count as the same, in per cent.", 100, JsonSchemaType.Integer),
        ["subcodes"] = Choice("subcodes", "Whether codes under a code count as that.", "false", "true"),
        ["bootstrap"] = Query("bootstrap", "How many resamples an interval is made from; none where it is left out.", 1000, JsonSchemaType.Integer),
        ["seed"] = Query("seed", "The seed of the resampling.", 1, JsonSchemaType.Integer),
        ["level"] = Query("level", "The level of the interval, in per cent.", 95, JsonSchemaType.Integer),
        ["resample"] = Query("resample", "What is resampled.", "documents"),
        ["format"] = Choice("format", "`qdc`: as a REFI-QDA codebook, as with `Accept: application/xml`.", "json", "qdc"),
        ["header"] = Choice("header", "What heads the columns.", "names", "titles"),
        ["revision"] = Query("revision", "The revision of the text; the latest where it is left out.", 1, JsonSchemaType.Integer),
        ["start"] = Query("start", "In Unicode code points, 0-based.", 0, JsonSchemaType.Integer),
        ["end"] = Query("end", "In Unicode code points, exclusive.", 17, JsonSchemaType.Integer),
        ["line"] = Query("line", "The line in which the part begins, 1-based; instead of `start` and `end`.", 1, JsonSchemaType.Integer),
        ["lines"] = Query("lines", "With `line`: how many lines, 100 where it is left out.", 100, JsonSchemaType.Integer),
        ["q"] = Query("q", "The words that are looked for, one behind the other; large and small letters alike.", "loss of work", required: true),
        ["whole"] = Choice("whole", "Whether only whole words are found: no letter before or behind them.", "false", "true"),
        ["since"] = Query("from", $"The earlier moment: {Moment}.", "position:1", required: true),
        ["action"] = Query("action", "Only entries of this kind.", "textViewed"),
        ["thing"] = Query("thing", "Only what was done with this thing, by Guid.", "0198c0de-0000-7000-8000-000000000001"),
        ["fromTime"] = Query("from", "From this time on (RFC 3339).", "2026-01-01T00:00:00Z"),
        ["toTime"] = Query("to", "Before this time (RFC 3339).", "2027-01-01T00:00:00Z"),
        ["about"] = Query("about", "Only what is about one thing: a Guid, or a kind and a key.", "claim:C1"),
        ["actor"] = Query("actor", "Only what this principal did.", "anna"),
        ["type"] = Query("type", "Only events of this stored name.", "claim_asserted"),
        ["from"] = Query("from", $"From this moment on: {Moment}.", "position:1"),
        ["to"] = Query("to", $"Up to this moment: {Moment}.", "position:8"),
        ["release"] = Query("release", "The checkpoint that this release is pinned to.", "submitted"),
        ["size"] = Query("size", "The checkpoint that was signed at this size of the log.", 8, JsonSchemaType.Integer),
        ["fromSize"] = Query("from", "The smaller size of the log, at least 1.", 1, JsonSchemaType.Integer, required: true),
        ["toSize"] = Query("to", "The larger size of the log; the latest where it is left out.", 8, JsonSchemaType.Integer),
    };

    private static readonly Dictionary<string, (string About, string? Example)> InPath = new()
    {
        ["study"] = ("The slug of the study.", "harbour"),
        ["argument"] = (KeyOrGuid("argument"), "main"),
        ["step"] = (KeyOrGuid("step"), "S3"),
        ["other"] = ("The step that is rested on, by key or Guid.", "S2"),
        ["claim"] = (KeyOrGuid("claim"), "C1"),
        ["evidence"] = ("The link, by the Guid that it was answered with.", null),
        ["unit"] = ("The case, by key or Guid.", "old-port"),
        ["code"] = (KeyOrGuid("code"), "loss-of-work"),
        ["coding"] = ("The coding, by Guid; a statement also by its key.", "st-1"),
        ["document"] = (KeyOrGuid("document"), "notes-1"),
        ["figure"] = (KeyOrGuid("figure"), "table-1"),
        ["interview"] = ("The interview, by its code or Guid.", "H 001"),
        ["memo"] = (KeyOrGuid("memo"), "m-1"),
        ["round"] = (KeyOrGuid("round"), "round-1"),
        ["measurement"] = (KeyOrGuid("measurement"), "pilot"),
        ["source"] = ("The source, by its citation key or Guid.", "doe2010"),
        ["release"] = ("The name of the release.", "submitted"),
        ["principal"] = ("The account, or the service account.", "service:importer"),
        ["things"] = ("The word that the thing's addresses have: claims, interviews, codes …", "claims"),
        ["kind"] = ("The kind of the thing: claim, interview, code …", "claim"),
        ["name"] = ("The thing, by key or Guid; the attribute of a case by its name.", "C1"),
        ["key"] = ("The key of what was derived; of a batch the Idempotency-Key that it was sent under.", null),
        ["position"] = ("The position of the event in the study.", "1"),
        ["level"] = ("The level of the tile, 0 for the hashes of events.", "0"),
        ["number"] = ("The number of the tile, in groups of three digits as C2SP tlog-tiles has them.", "000.p/8"),
        ["receipt"] = ("The Guid that the queue answered with.", null),
        ["letter"] = ("The Guid of the message that failed.", null),
        ["invitation"] = ("The invitation, by Guid.", null),
        ["token"] = ("The access token, by Guid; never its secret.", null),
    };

    /// <summary>Headers of commands, to be named by reference.</summary>
    public static IReadOnlyDictionary<string, OpenApiParameter> InHeaders { get; } = new Dictionary<string, OpenApiParameter>
    {
        ["IdempotencyKey"] = Header("Idempotency-Key", "Makes the command safe to repeat: under the same key its first answer comes again and nothing is done twice. It does not expire. At most 200 characters.", "tour-1"),
        ["IfMatch"] = Header("If-Match", "The ETag of what was read: the command is refused (412) where it has changed since.", "\"3-41\""),
        ["IfMatchNeeded"] = Header("If-Match", "The ETag of what is replaced, as it was read; needed.", "\"3-41\"", required: true),
        ["IfNoneMatch"] = Header("If-None-Match", "The ETag of what the client has: 304 where it is still so.", "\"3-41\""),
        ["Prefer"] = Header("Prefer", "`wait=10`: answer when the views show what was written, after so many seconds (30 at most) anyhow.", "wait=10"),
        ["Reason"] = Header("X-Reason", "Why; percent-encoded. It stands with the events in the history. At most 4000 characters.", "Asked%20by%20the%20reviewer"),
        ["CorrelationId"] = Header("X-Correlation-Id", "Stands with the events in the history. At most 200 characters.", "import-2026-11"),
    };

    public static OpenApiParameter InQueryOf(string name) => InQuery.TryGetValue(name, out var parameter)
        ? parameter
        : throw new InvalidOperationException($"The query parameter “{name}” is not described.");

    public static OpenApiParameter InPathOf(string name)
    {
        var (about, example) = InPath.TryGetValue(name, out var described) ? described : (KeyOrGuid(name), null);
        return new()
        {
            Name = name,
            In = ParameterLocation.Path,
            Required = true,
            Description = about,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            Example = example ?? "0198c0de-0000-7000-8000-000000000001",
        };
    }

    private static string KeyOrGuid(string thing) => $"The {thing}, by key or Guid.";

    private static OpenApiParameter Query(
        string name, string about, JsonNode? example = null, JsonSchemaType type = JsonSchemaType.String, bool required = false) => new()
    {
        Name = name,
        In = ParameterLocation.Query,
        Description = about,
        Required = required,
        Schema = new OpenApiSchema { Type = type },
        Example = example,
    };

    private static OpenApiParameter Choice(string name, string about, params string[] words) => new()
    {
        Name = name,
        In = ParameterLocation.Query,
        Description = about,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. words.Select(word => (JsonNode)word)], Default = words[0] },
    };

    private static OpenApiParameter Header(string name, string about, string example, bool required = false) => new()
    {
        Name = name,
        In = ParameterLocation.Header,
        Description = about,
        Required = required,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        Example = example,
    };
}
