using System.Data;
using EvidenceBase.Platform.Seeing;
using EvidenceBase.Platform.Store;
using EvidenceBase.Record.Agreement;
using EvidenceBase.Record.Codebooks;
using EvidenceBase.Record.Documents;
using EvidenceBase.Record.Kernel;
using Npgsql;

namespace EvidenceBase.Agreement;

/// <summary>Measures agreement on the codings as they stood at a moment, all read in one snapshot of the database.</summary>
public sealed class AgreementReads(
    NpgsqlDataSource database, EventCatalog catalog, Moments moments, ViewReads reads, IEnumerable<PartStates> partStates)
{
    private readonly PartStates[] parts = [.. partStates];

    /// <param name="question">Of the right shape.</param>
    public async Task<(MeasuredAgreement? Agreement, Problem? Problem)> Measure(string study, AgreementQuestion question, CancellationToken cancellation)
    {
        var parameters = question.Parameters();
        if (parameters.Problems().FirstOrDefault() is { } unfitting)
            return (null, unfitting);
        if (await reads.Identify(study, Kinds.Study, study, cancellation) is null)
            return (null, await reads.Absent(study, Kinds.Study, study, cancellation));
        var (moment, malformed) = question.AsOf is { } asOf ? await moments.Resolve(study, asOf, cancellation) : (await moments.Latest(study, cancellation), null);
        if (malformed is not null)
            return (null, malformed);
        var (selected, problem) = await Select(study, moment!, question, cancellation);
        if (problem is not null)
            return (null, problem);
        var (data, leftOut) = CodingSelection.Of(
            question.Layers, selected!.Documents, selected.Codebook, selected.Codes, question.Subcodes, selected.Coded);
        return (Measured(moment!, parameters, selected.Codebook, data, leftOut, cancellation), null);
    }

    /// <summary>Measures again what a recorded measurement measured, and compares it with the event that recorded it.</summary>
    public async Task<(Recomputation? Recomputation, Problem? Problem)> Recompute(string study, string name, CancellationToken cancellation)
    {
        var (view, absent) = await reads.Find(study, Kinds.Measurement, name, null, cancellation);
        if (absent is not null)
            return (null, absent);
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var source = new MomentStates(connection, study, catalog, parts, await moments.Latest(study, cancellation));
        if (await source.Load([view!.Id], cancellation) is not [{ State: Measurement recorded }])
            return (null, Problem.NotFound(Kinds.Measurement, name));
        var (again, problem) = await Measure(study, AgreementQuestion.Of(recorded.Agreement), cancellation);
        return problem is null ? (Recomputation.Of(recorded.Key, recorded.Agreement, again!), null) : (null, problem);
    }

    private static MeasuredAgreement Measured(
        Position moment, AgreementParameters parameters, Codebook codebook, AgreementData data, LeftOut leftOut, CancellationToken cancellation) => new(
        moment.Number,
        parameters,
        new(
            data.Layers,
            [.. data.Documents.Select(document => new InputDocument(document.Id, document.Key, document.Revision, document.Length))],
            [.. data.Codes.Select(code => new InputCode(code.Id, code.Key))],
            codebook.Version,
            data.Spans.Length,
            leftOut,
            InputsHash.Of(data)),
        AgreementMeasurement.Definitions,
        AgreementMeasurement.Of(data, parameters, cancellation));

    private async Task<(Selected? Selected, Problem? Problem)> Select(
        string study, Position moment, AgreementQuestion question, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var snapshot = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
        var rows = new CodedRows(connection, study, moment);
        if (!await rows.AreThere(cancellation))
            return (null, Problem.Conflict("views-behind", $"What is shown has not come to position {moment.Number} again: it is being built anew. Ask again in a moment."));
        var source = new MomentStates(connection, study, catalog, parts, moment);
        var codebook = (await source.LoadKind(Kinds.Codebook, cancellation)).Select(one => one.State).OfType<Codebook>().FirstOrDefault() ?? Codebook.Empty;
        var codes = question.Codes?.Select(name => Guid.TryParse(name, out var id) ? codebook.Find(id) : codebook.Find(name)).ToList();
        if (codes?.IndexOf(null) is { } absent and >= 0)
            return (null, Unknown(Kinds.Code, question.Codes![absent], $"codes[{absent}]"));
        var named = question.Documents is null ? null : await rows.Identify(question.Documents, cancellation);
        if (named?.IndexOf(null) is { } missing and >= 0)
            return (null, Unknown(Kinds.Document, question.Documents![missing], $"documents[{missing}]"));
        var coded = await rows.Read(question.Layers, named, withWeights: question.Valuation == Valuation.Weight, cancellation);
        if (await UnknownLayer(rows, question.Layers, coded, cancellation) is { } unknown)
            return (null, unknown);
        Guid[] ids = [.. named?.OfType<Guid>().Distinct() ?? coded.Select(one => one.DocumentId).Distinct()];
        var states = (await source.Load(ids, cancellation)).Where(one => one.State is Document).ToDictionary(one => one.Id, one => (Document)one.State);
        if (named?.FindIndex(id => !states.ContainsKey(id!.Value)) is { } later and >= 0)
            return (null, Unknown(Kinds.Document, question.Documents![later], $"documents[{later}]"));
        return (new([.. ids.Select(id => new SelectedDocument(id, states[id]))], codebook, codes?.Select(code => code!.Id).ToList(), coded), null);
    }

    private static async Task<Problem?> UnknownLayer(
        CodedRows rows, IReadOnlyList<string> layers, IReadOnlyList<CodedSegments> coded, CancellationToken cancellation)
    {
        for (var index = 0; index < layers.Count; index++)
        {
            if (!coded.Any(one => one.Layer == layers[index]) && !await rows.HasLayer(layers[index], cancellation))
            {
                return Problem.Unprocessable(
                    "unknown-layer", $"No document is coded in the layer “{layers[index]}” at that moment. Name layers in which something is coded.", $"layers[{index}]");
            }
        }

        return null;
    }

    private static Problem Unknown(string kind, string name, string field) => Problem.Unprocessable(
        "unknown-reference", $"There is no {kind} “{name}” in this study at that moment. Name one that exists, by key or Guid.", field);

    private sealed record Selected(
        IReadOnlyList<SelectedDocument> Documents, Codebook Codebook, IReadOnlyList<Guid>? Codes, IReadOnlyList<CodedSegments> Coded);
}
