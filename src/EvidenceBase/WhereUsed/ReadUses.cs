using System.Globalization;
using System.Text.Json;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Seeing;
using EvidenceBase.Record.Interviews;
using EvidenceBase.Record.Kernel;
using Wolverine.Http;

namespace EvidenceBase.WhereUsed;

public static class ReadUsesEndpoint
{
    /// <summary>Everything that rests on an interview: its documents, codings, the claims and steps that they carry, figures and cases.</summary>
    [WolverineGet("/api/studies/{study}/interviews/{interview}/uses")]
    [Query("asOf")]
    [Needs(Right.Read)]
    [Gives(typeof(UsesView))]
    public static async Task<IResult> OfInterview(
        string study, string interview, HttpContext http, ViewReads views, Moments moments, UsesReads uses)
    {
        var cancellation = http.RequestAborted;
        var asOf = ViewReads.AsOf(http);
        var (view, problem) = await views.Find(study, Kinds.Interview, interview, asOf, cancellation);
        if (problem is not null)
            return Problems.Result(problem);
        var past = asOf is null ? null : (await moments.Resolve(study, asOf, cancellation)).Position;
        var (found, position) = await uses.At(study, view!.Id, past, cancellation);
        var code = JsonSerializer.Deserialize<InterviewView>(view.Json, RecordJson.Options)!.Code;
        http.Response.Headers["Evidence-Position"] = position.ToString(CultureInfo.InvariantCulture);
        return TypedResults.Json(UsesView.From(new(Kinds.Interview, view.Id, code), position, found), RecordJson.Options);
    }
}
