using EvidenceBase.Differences;
using EvidenceBase.Pages.Accounts;
using EvidenceBase.Platform;
using EvidenceBase.Platform.Http;
using EvidenceBase.Record.Arguments;
using EvidenceBase.Record.Kernel;
using EvidenceBase.WhereUsed;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EvidenceBase.Pages;

/// <summary>Answers a request for a page: reads what it shows, and shows it, or says on a page what is not there.</summary>
public sealed class PageDesk(PageReads reads, UsesReads uses, Excerpts excerpts, DifferenceReads differences)
{
    public async Task<IResult> Study(HttpContext http, string study)
    {
        var (visit, problem) = await reads.Arrive(http, study);
        if (problem is not null)
            return Failure(problem);
        var (arguments, missing) = await reads.List<ArgumentView>(visit!, Kinds.Argument, http);
        return missing is not null
            ? Failure(missing, visit)
            : Page<StudyPage>(new()
            {
                ["Visit"] = await reads.WithAttestations(visit!, http.RequestAborted),
                ["Arguments"] = arguments!.Items,
                ["Counts"] = await reads.Counts(visit!, http.RequestAborted),
            });
    }

    public async Task<IResult> List<TView, TPage>(HttpContext http, string study, string kind)
        where TPage : IComponent
    {
        var (visit, problem) = await reads.Arrive(http, study);
        if (problem is not null)
            return Failure(problem);
        var (list, missing) = await reads.List<TView>(visit!, kind, http);
        return missing is not null ? Failure(missing, visit) : Page<TPage>(new() { ["Visit"] = visit, ["List"] = list });
    }

    /// <param name="id">Where the page says what uses the thing: its id.</param>
    public async Task<IResult> Thing<TView, TPage>(
        HttpContext http, string study, string kind, string name, Func<TView, Guid>? id = null, string? within = null)
        where TView : class
        where TPage : IComponent
    {
        var (visit, problem) = await reads.Arrive(http, study);
        if (problem is not null)
            return Failure(problem);
        var (shown, missing) = await reads.Find<TView>(visit!, kind, name, http.RequestAborted, within);
        if (missing is not null)
            return Failure(missing, visit);
        var used = id is null ? null : await uses.Of(study, id(shown!.View), visit!.AsOf is null ? null : visit.Moment, http.RequestAborted);
        visit = await reads.WithAttestations(visit!, http.RequestAborted) with { Excerpts = await excerpts.Of(http, study, shown!.View, used) };
        if (visit.Excerpts.Count > 0)
            http.Response.Headers.CacheControl = "no-store";
        var parameters = new Dictionary<string, object?> { ["Visit"] = visit, ["Shown"] = shown };
        if (used is not null)
            parameters["Uses"] = used;
        return Page<TPage>(parameters);
    }

    /// <summary>What changed between two moments; from the beginning where none is named.</summary>
    public async Task<IResult> Differences(HttpContext http, string study)
    {
        var (visit, problem) = await reads.Arrive(http, study);
        if (problem is not null)
            return Failure(problem);
        var from = http.Request.Query["from"] is [{ Length: > 0 } asked] ? asked : "position:1";
        var (view, missing) = await differences.Between(study, from, http.Request.Query["to"], null, http.RequestAborted);
        return missing is not null ? Failure(missing, visit) : Page<DifferencesPage>(new() { ["Visit"] = visit, ["View"] = view });
    }

    public static IResult NoSuchPage(HttpContext http) =>
        Failure(new(ProblemKind.NotFound, "not-found", $"There is no page at “{http.Request.Path}”."));

    /// <summary>A page with a form, and what kept the form from being done.</summary>
    /// <param name="status">Where it is not that of the problem.</param>
    public static RazorComponentResult<TPage> Form<TPage>(Dictionary<string, object?> parameters, Problem? problem, int? status = null)
        where TPage : IComponent
    {
        parameters["Problem"] = problem;
        return Page<TPage>(parameters, status ?? (problem is null ? StatusCodes.Status200OK : Problems.Status(problem.Kind)));
    }

    public static RazorComponentResult<TPage> Page<TPage>(Dictionary<string, object?> parameters, int status = StatusCodes.Status200OK)
        where TPage : IComponent => new(parameters) { StatusCode = status, PreventStreamingRendering = true };

    /// <summary>Shows why a page is not shown.</summary>
    /// <param name="signIn">Whether signing in could help. On a server that is where one is led.</param>
    public static Task Refuse(HttpContext http, Problem problem, bool signIn)
    {
        if (signIn && http.RequestServices.GetRequiredService<Deployment>().IsServer)
            return TypedResults.LocalRedirect($"{AccountAddresses.SignIn}?back={Uri.EscapeDataString(BackTo(http.Request))}").ExecuteAsync(http);
        return Page<ProblemPage>(new() { ["Problem"] = problem, ["SignIn"] = signIn }, Problems.Status(problem.Kind)).ExecuteAsync(http);
    }

    public static RazorComponentResult<ProblemPage> Failure(Problem problem, Visit? visit = null) =>
        Page<ProblemPage>(new() { ["Visit"] = visit, ["Problem"] = problem }, Problems.Status(problem.Kind));

    /// <summary>A form that was sent is lost, so that only what can be asked for again is gone back to.</summary>
    private static string BackTo(HttpRequest request) => HttpMethods.IsGet(request.Method) ? $"{request.Path}{request.QueryString}" : "/";
}
