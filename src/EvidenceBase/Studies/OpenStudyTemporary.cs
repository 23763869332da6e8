using EvidenceBase.Platform.Commands;
using EvidenceBase.Platform.Http;
using EvidenceBase.Record.Kernel;
using EvidenceBase.Record.Studies;
using FluentValidation;
using Wolverine.Http;

namespace EvidenceBase.Studies;

public sealed record OpenStudy(string Slug, string Title);

public sealed class OpenStudyValidator : AbstractValidator<OpenStudy>;

public static class OpenStudyEndpoint
{
    [WolverinePost("/api/studies")]
    [Takes(typeof(OpenStudy))]
    public static async Task<IResult> Post(HttpContext http, CommandDesk desk)
    {
        http.Request.EnableBuffering();
        var slug = (await System.Text.Json.JsonDocument.ParseAsync(http.Request.Body)).RootElement.GetProperty("slug").GetString()!;
        http.Request.Body.Position = 0;
        return await desk.Answer<OpenStudy>(http, slug, Plan);
    }

    public static Func<Decision> Plan(OpenStudy command, CommandPlan plan)
    {
        plan.Open<Study>(StudyStream.Definition, command.Slug);
        return () => StudyDecisions.Open(new(command.Slug, command.Title), plan.Actor);
    }
}
