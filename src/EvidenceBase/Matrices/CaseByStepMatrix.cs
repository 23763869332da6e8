using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Seeing;
using EvidenceBase.Record.Arguments;
using EvidenceBase.Record.Kernel;
using EvidenceBase.Record.Matrices;
using Wolverine.Http;

namespace EvidenceBase.Matrices;

public static class CaseByStepMatrixEndpoint
{
    /// <summary>
    /// Which cases the steps of the arguments speak of: for each step in the order of its outline and each case, the claims about the case and
    /// the pieces of evidence that bear on it. Filter: case, as often as wanted; <c>asOf</c>; JSON or <c>Accept: text/csv</c>.
    /// </summary>
    [WolverineGet("/api/studies/{study}/matrices/case-by-step")]
    [Query("case", "asOf")]
    [Needs(Right.Read)]
    [Gives(typeof(CaseByStep))]
    public static Task<IResult> Get(string study, HttpContext http, MatrixReads matrices) => matrices.Answer(
        http,
        study,
        async (read, request) =>
        {
            var arguments = await read.States.LoadKind(Kinds.Argument, http.RequestAborted);
            var cases = new CaseColumns(await read.States.LoadKind(Kinds.Case, http.RequestAborted));
            var steps = await matrices.Renderer(read).Render(lookup => Steps(arguments, lookup), http.RequestAborted);
            return CaseByStep.Count(steps, [.. cases.Headings.Where(one => request.Filter.Cases?.Contains(one.Id) ?? true)]);
        },
        MatrixCsv.Write);

    private static IReadOnlyList<StepView> Steps(IEnumerable<Stated> arguments, Lookup lookup) =>
    [
        .. from stated in arguments.OrderBy(one => one.Key, StringComparer.Ordinal)
           where lookup.Find(stated.Id) is not null
           let argument = (Argument)stated.State
           from line in argument.Outline()
           select StepView.Of(stated.Id, argument, line.Step, lookup),
    ];
}
