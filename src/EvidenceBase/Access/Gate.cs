using EvidenceBase.Access.Trail;
using EvidenceBase.Platform.Http;
using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Access;

/// <summary>Stands before every endpoint and lets through what <see cref="AccessRule"/> allows.</summary>
internal sealed class Gate(RequestDelegate next, Memberships memberships, BlindCoders blindCoders, AccessTrail trail)
{
    public async Task InvokeAsync(HttpContext http)
    {
        if (http.GetEndpoint() is not { } endpoint)
        {
            await next(http);
            return;
        }

        var rule = endpoint.Metadata.GetMetadata<AccessAttribute>();
        var caller = Caller.Of(http);
        var study = http.GetRouteValue("study") as string;
        var role = rule is NeedsAttribute && caller is { OwnsEverything: false } && study is not null
            ? await memberships.RoleOf(study, caller.Name, http.RequestAborted)
            : null;
        var verdict = AccessRule.Decide(rule, caller, study, role);
        if (verdict.Problem is { } problem)
        {
            await Refuse(http, endpoint, caller, study, problem, verdict.SignIn);
            return;
        }

        http.Features.Set(new GrantedRights(verdict.Rights));
        if (rule is NeedsAttribute && await blindCoders.Of(study!, caller!, http.RequestAborted) is { } blindness)
        {
            if (BlindAnswers.Refusal(http, endpoint, blindness) is { } closed)
            {
                await Refuse(http, endpoint, caller, study, closed, signIn: false);
                return;
            }

            http.Features.Set(blindness);
            BlindAnswers.Cover(http);
        }

        await next(http);
    }

    /// <summary>A person in a browser is shown a page, a program is given a problem document.</summary>
    private async Task Refuse(HttpContext http, Endpoint endpoint, Caller? caller, string? study, Problem problem, bool signIn)
    {
        if (caller is not null)
            await trail.Record(http, TrailAction.AccessRefused, study, detail: $"{problem.Type}: {AccessTrail.Asked(http)}");
        if (endpoint.Metadata.GetMetadata<RefusalPage>() is { } page)
        {
            await page.Show(http, problem, signIn);
            return;
        }

        if (signIn)
            http.Response.Headers.WWWAuthenticate = "Bearer";
        await Problems.Result(problem).ExecuteAsync(http);
    }
}
