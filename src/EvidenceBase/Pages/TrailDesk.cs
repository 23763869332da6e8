using EvidenceBase.Access.Trail;
using EvidenceBase.Platform.Http;
using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Pages;

/// <summary>The trail as a page: of a study for its owners and auditors, of what belongs to none for administrators.</summary>
public sealed class TrailDesk(PageReads pages, TrailReads trail)
{
    public const string Path = "/trail";

    public async Task<IResult> OfStudy(HttpContext http, string study)
    {
        var (visit, problem) = await pages.Arrive(http, study);
        if (problem is null && visit!.AsOf is not null)
            problem = new(ProblemKind.Malformed, "no-past", "The trail has no past that could be shown: it is read as it is now. Leave “asOf” out of the address.", "asOf");
        return problem is not null ? PageDesk.Failure(problem) : await Show(http, visit);
    }

    public Task<IResult> OfService(HttpContext http) => Show(http, null);

    private async Task<IResult> Show(HttpContext http, Visit? visit)
    {
        var (list, problem) = await trail.Find(http, visit?.Study.Slug);
        if (problem is not null)
            return PageDesk.Failure(problem, visit);
        http.Response.Headers.CacheControl = "no-store";
        return PageDesk.Page<TrailPage>(new() { ["Visit"] = visit, ["List"] = list, ["Asked"] = http.Request.Query });
    }
}
