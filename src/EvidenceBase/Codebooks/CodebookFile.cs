using System.Text.Json;
using EvidenceBase.Access.Trail;
using EvidenceBase.Formats.Refi;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Seeing;
using EvidenceBase.Record.Codebooks;
using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Codebooks;

/// <summary>
/// The codebook as a REFI-QDA file, for other programs. The format knows no history: what is retired or split is in it as not codable, what has
/// become part of another code is not in it.
/// </summary>
internal static class CodebookFile
{
    public const string ContentType = "application/xml";

    public static bool IsAskedFor(HttpContext http) =>
        http.Request.Query["format"] == "qdc" || http.Request.GetTypedHeaders().Accept.FirstOrDefault()?.MediaType.Value == ContentType;

    public static async Task<IResult> Read(HttpContext http, string study, ViewReads reads, AccessTrail trail)
    {
        var (view, problem) = await reads.Find(study, Kinds.Codebook, Codebook.Key, ViewReads.AsOf(http), http.RequestAborted);
        if (problem is not null)
            return Problems.Result(problem);
        await trail.Record(http, TrailAction.Exported, study, new(Kinds.Codebook, view!.Id, Codebook.Key));
        return Of(study, JsonSerializer.Deserialize<CodebookView>(view!.Json, RecordJson.Options)!);
    }

    public static IResult Of(string study, CodebookView codebook)
    {
        using var file = new MemoryStream();
        QdaCodebookWriter.Write(file, new("EvidenceBase", [.. codebook.Codes.Select(Of)], []));
        return Download.Of(file.ToArray(), ContentType, study, ".qdc");
    }

    private static QdaCode Of(CodeNode code) => new(
        code.Id,
        code.Name,
        code is { Codable: true, Status: CodeStatus.Active },
        code.Colour,
        new CodeDescription(code.Definition, code.Include, code.Exclude, code.Key).Write(),
        [.. code.Codes.Select(Of)]);
}
