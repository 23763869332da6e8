using EvidenceBase.Access.Trail;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Seeing;
using EvidenceBase.Platform.Store;
using EvidenceBase.Record.Codebooks;
using EvidenceBase.Record.Interviews;
using EvidenceBase.Record.Kernel;
using EvidenceBase.Record.Matrices;
using Npgsql;

namespace EvidenceBase.Matrices;

/// <summary>Gets what matrices are counted from, at a moment, and answers with what the counting gives.</summary>
public sealed class MatrixReads(
    NpgsqlDataSource database, EventCatalog catalog, Moments moments, ViewReads reads, CodedMaterials materials, AccessTrail trail, IEnumerable<PartStates> partStates)
{
    private readonly PartStates[] parts = [.. partStates];

    internal Task<IResult> Answer<TMatrix>(HttpContext http, string study, Func<Counting, TMatrix> count, Func<TMatrix, string> csv) =>
        Answer(http, study, async (read, request) => count(await Countable(read, request, http.RequestAborted)), csv);

    internal async Task<IResult> Answer<TMatrix>(HttpContext http, string study, Func<MomentRead, MatrixRequest, Task<TMatrix>> count, Func<TMatrix, string> csv)
    {
        var (request, problem) = await MatrixRequest.Read(http, study, reads);
        if (problem is not null)
            return Problems.Result(problem);
        var (opened, unknown) = await MomentRead.Open(database, catalog, moments, parts, study, request!.AsOf, http.RequestAborted);
        if (unknown is not null)
            return Problems.Result(unknown);
        await using var read = opened!;
        if (MatrixRequest.WantsCsv(http))
            await trail.Record(http, TrailAction.Exported, study, new("matrix", null, http.Request.Path.Value!.Split('/')[^1]));
        return MatrixRequest.Answer(http, await count(read, request), read.Moment.Number, csv);
    }

    /// <summary>The codings that are asked for, as they stand at the moment.</summary>
    internal async Task<Counting> Countable(MomentRead read, MatrixRequest request, CancellationToken cancellation)
    {
        var codebook = await read.States.LoadKind(Kinds.Codebook, cancellation) is [{ State: Codebook book }, ..] ? book : Codebook.Empty;
        var cases = new CaseColumns(await read.States.LoadKind(Kinds.Case, cancellation));
        var material = await materials.UpTo(read.Connection, request.Study, read.Latest, cancellation);
        return new(material, read.Moment.Number, new CodeRows(codebook, material.Codes, request.Codes, request.Alone), cases, request.Filter);
    }

    /// <summary>The interviews of the study by then, in the order in which they were registered; where some are asked for, those.</summary>
    internal static async Task<IReadOnlyList<Heading>> Interviews(MomentRead read, MatrixRequest request, CancellationToken cancellation)
    {
        var there = (await read.States.LoadKind(Kinds.Interview, cancellation)).Where(interview => interview.State is Interview).Select(interview => interview.Id).ToArray();
        await using var command = new NpgsqlCommand("select id, key from evidence.state where study = $1 and id = any($2) order by created_position", read.Connection)
        {
            Parameters = { new() { Value = request.Study }, new() { Value = there } },
        };
        var interviews = new List<Heading>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            if (request.Filter.Interviews?.Contains(reader.GetGuid(0)) ?? true)
                interviews.Add(new(reader.GetGuid(0), reader.GetString(1), Interview.Cite(reader.GetString(1))));
        }

        return interviews;
    }

    internal Renderer Renderer(MomentRead read) => new(catalog, read.States);
}
