using System.Globalization;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Seeing;
using EvidenceBase.Record.Agreement;
using EvidenceBase.Record.Kernel;
using FluentValidation;
using Wolverine.Http;

namespace EvidenceBase.Agreement;

public static class ReadAgreementEndpoint
{
    /// <summary>
    /// Measures how far layers agree, without recording it. Parameters: layer (two or more), document, code, unit, valuation, coefficient, uncoded,
    /// untouched, overlap, subcodes, bootstrap, seed, level, resample, asOf.
    /// </summary>
    [WolverineGet("/api/studies/{study}/agreement")]
    [Query("layers", "documents", "codes", "unit", "valuation", "coefficient", "uncoded", "untouched", "overlap", "subcodes", "bootstrap", "seed", "level", "resample", "asOf")]
    [Refuses(422)]
    [Needs(Right.Read)]
    [Gives(typeof(AgreementView))]
    public static async Task<IResult> Measure(string study, HttpContext http, AgreementReads agreement, IValidator<AgreementQuestion> validator)
    {
        var (question, malformed) = new AgreementQuery(http.Request.Query).Read();
        if (malformed is not null)
            return Problems.Result(malformed);
        if (CommandDesk.Invalid(question!, validator) is { } invalid)
            return invalid;
        var (measured, problem) = await agreement.Measure(study, question!, http.RequestAborted);
        if (problem is not null)
            return Problems.Result(problem);
        http.Response.Headers["Evidence-Position"] = measured!.Position.ToString(CultureInfo.InvariantCulture);
        return TypedResults.Json(AgreementView.Of(measured), RecordJson.Options);
    }

    /// <summary>The recorded measurements of a study in the order of their keys.</summary>
    [WolverineGet("/api/studies/{study}/measurements")]
    [Query("asOf", "cursor", "limit")]
    [Needs(Right.Read)]
    [Gives(typeof(Listing<MeasurementView>))]
    public static Task<IResult> Many(string study, HttpContext http, ViewLists lists) => lists.Many(http, study, Kinds.Measurement);

    /// <summary>A recorded measurement.</summary>
    [WolverineGet("/api/studies/{study}/measurements/{measurement}")]
    [Query("asOf")]
    [Needs(Right.Read)]
    [GivesView(typeof(MeasurementView))]
    public static Task<IResult> One(string study, string measurement, HttpContext http, ViewReads reads) =>
        reads.One(http, study, Kinds.Measurement, measurement);

    /// <summary>Works a recorded measurement out anew from the record as it stood at its position, and says whether all of it is equal.</summary>
    [WolverineGet("/api/studies/{study}/measurements/{measurement}/recomputation")]
    [Needs(Right.Read)]
    [Gives(typeof(Recomputation))]
    public static async Task<IResult> Recompute(string study, string measurement, HttpContext http, AgreementReads agreement)
    {
        var (recomputation, problem) = await agreement.Recompute(study, measurement, http.RequestAborted);
        return problem is null ? TypedResults.Json(recomputation, RecordJson.Options) : Problems.Result(problem);
    }
}
