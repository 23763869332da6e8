using EvidenceBase.Matrices;
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
    NpgsqlDataSource database, EventCatalog catalog, Moments moments, ViewReads reads, CodedMaterials materials, IEnumerable<PartStates> partStates)
{
    private readonly PartStates[] parts = [.. partStates];

    /// <param name="question">Of the right shape.</param>
    /// <param name="fromRows">Whether codings are read anew from the table, not taken from what is kept in memory.</param>
    public async Task<(MeasuredAgreement? Agreement, Problem? Problem)> Measure(
        string study, AgreementQuestion question, CancellationToken cancellation, bool fromRows = false)
    {
        var parameters = question.Parameters();
        if (parameters.Problems().FirstOrDefault() is { } unfitting)
            return (null, unfitting);
        if (await reads.Identify(study, Kinds.Study, study, cancellation) is null)
            return (null, await reads.Absent(study, Kinds.Study, study, cancellation));
        var (opened, malformed) = await MomentRead.Open(database, catalog, moments, parts, study, question.AsOf, cancellation);
        if (malformed is not null)
            return (null, malformed);
        var moment = opened!.Moment;
        Selected? selected;
        await using (opened)
        {
            if (moment.Number > opened.Latest)
                return (null, Problem.Conflict("views-behind", $"What is shown has not come to position {moment.Number} again: it is being built anew. Ask again in a moment."));
            (selected, var problem) = await Select(study, opened, question, fromRows, cancellation);
            if (problem is not null)
                return (null, problem);
        }

        var (data, leftOut) = CodingSelection.Of(
            question.Layers, selected!.Documents, selected.Codebook, selected.Codes, question.Subcodes, selected.Coded);
        return (Measured(moment, parameters, selected.Codebook, data, leftOut, cancellation), null);
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
        var (again, problem) = await Measure(study, AgreementQuestion.Of(recorded.Agreement), cancellation, fromRows: true);
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
        string study, MomentRead read, AgreementQuestion question, bool fromRows, CancellationToken cancellation)
    {
        var codebook = (await read.States.LoadKind(Kinds.Codebook, cancellation)).Select(one => one.State).OfType<Codebook>().FirstOrDefault() ?? Codebook.Empty;
        var codes = question.Codes?.Select(name => Guid.TryParse(name, out var id) ? codebook.Find(id) : codebook.Find(name)).ToList();
        if (codes?.IndexOf(null) is { } absent and >= 0)
            return (null, Unknown(Kinds.Code, question.Codes![absent], $"codes[{absent}]"));
        var rows = new CodedRows(read.Connection, study, read.Moment);
        var named = question.Documents is null ? null : await rows.Identify(question.Documents, cancellation);
        if (named?.IndexOf(null) is { } missing and >= 0)
            return (null, Unknown(Kinds.Document, question.Documents![missing], $"documents[{missing}]"));
        var material = new CodedLayers(await materials.UpTo(read.Connection, study, read.Latest, cancellation), read.Moment.Number);
        if (question.Layers.Index().FirstOrDefault(layer => !material.Has(layer.Item)) is { Item: { } unknown } none)
        {
            return (null, Problem.Unprocessable(
                "unknown-layer", $"No document is coded in the layer “{unknown}” at that moment. Name layers in which something is coded.", $"layers[{none.Index}]"));
        }

        var coded = fromRows || question.Valuation == Valuation.Weight
            ? await rows.Read(question.Layers, named, withWeights: question.Valuation == Valuation.Weight, cancellation)
            : material.Read(question.Layers, named?.OfType<Guid>());
        Guid[] ids = [.. named?.OfType<Guid>().Distinct() ?? coded.Select(one => one.DocumentId).Distinct()];
        var states = (await read.States.Load(ids, cancellation)).Where(one => one.State is Document).ToDictionary(one => one.Id, one => (Document)one.State);
        if (named?.FindIndex(id => !states.ContainsKey(id!.Value)) is { } later and >= 0)
            return (null, Unknown(Kinds.Document, question.Documents![later], $"documents[{later}]"));
        return (new([.. ids.Select(id => new SelectedDocument(id, states[id]))], codebook, codes?.Select(code => code!.Id).ToList(), coded), null);
    }

    private static Problem Unknown(string kind, string name, string field) => Problem.Unprocessable(
        "unknown-reference", $"There is no {kind} “{name}” in this study at that moment. Name one that exists, by key or Guid.", field);

    private sealed record Selected(
        IReadOnlyList<SelectedDocument> Documents, Codebook Codebook, IReadOnlyList<Guid>? Codes, IReadOnlyList<CodedSegments> Coded);
}
