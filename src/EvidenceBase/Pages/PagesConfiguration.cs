using System.Text.Encodings.Web;
using System.Text.Unicode;
using EvidenceBase.Pages.Accounts;
using EvidenceBase.Platform;
using EvidenceBase.Platform.Http;
using EvidenceBase.Record.Arguments;
using EvidenceBase.Record.Claims;
using EvidenceBase.Record.Figures;
using EvidenceBase.Record.Interviews;
using EvidenceBase.Record.Kernel;
using EvidenceBase.Record.Memos;
using EvidenceBase.Record.Sources;

namespace EvidenceBase.Pages;

/// <summary>The pages that people read, print and cite: rendered on the server, without a script.</summary>
internal static class PagesConfiguration
{
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public static void AddPages(this IServiceCollection services)
    {
        services.AddRazorComponents();
        // Scripts of all languages stand in the pages as they are; what has a meaning in HTML is still encoded.
        services.AddWebEncoders(encoders => encoders.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.AddSingleton<PageReads>();
        services.AddSingleton<Excerpts>();
        services.AddSingleton<PageDesk>();
        services.AddSingleton<TrailDesk>();
    }

    public static void MapRecordPages(this WebApplication app)
    {
        app.MapMethods(StyleSheet.Path, Reading, StyleSheet.Get).ExcludeFromDescription().WithMetadata(new OpenToAnyoneAttribute("The look of pages."));
        var pages = app.MapGroup(string.Empty).ExcludeFromDescription().WithMetadata(new RefusalPage(PageDesk.Refuse));
        if (app.Services.GetRequiredService<Deployment>().IsServer)
            app.MapAccountPages();
        pages.MapMethods("/", Reading, async (HttpContext http, PageReads reads) =>
            PageDesk.Page<StartPage>(new() { ["Studies"] = await reads.Studies(Caller.Required(http), http.RequestAborted) })).WithMetadata(new NeedsSignInAttribute());
        pages.MapMethods(TrailDesk.Path, Reading, (HttpContext http, TrailDesk desk) => desk.OfService(http)).WithMetadata(new NeedsAdministratorAttribute());

        var study = pages.MapGroup("/studies/{study}").WithMetadata(new NeedsAttribute(Right.Read));
        study.MapMethods("/", Reading, (string study, HttpContext http, PageDesk desk) => desk.Study(http, study));
        study.MapMethods("/claims", Reading, (string study, HttpContext http, PageDesk desk) => desk.List<ClaimView, ClaimsPage>(http, study, Kinds.Claim));
        study.MapMethods("/sources", Reading, (string study, HttpContext http, PageDesk desk) => desk.List<SourceView, SourcesPage>(http, study, Kinds.Source));
        study.MapMethods("/interviews", Reading, (string study, HttpContext http, PageDesk desk) =>
            desk.List<InterviewView, InterviewsPage>(http, study, Kinds.Interview));
        study.MapMethods("/figures", Reading, (string study, HttpContext http, PageDesk desk) => desk.List<FigureView, FiguresPage>(http, study, Kinds.Figure));
        study.MapMethods("/trail", Reading, (string study, HttpContext http, TrailDesk desk) => desk.OfStudy(http, study)).WithMetadata(new NeedsAttribute(Right.Audit));
        study.MapMethods("/memos", Reading, (string study, HttpContext http, PageDesk desk) => desk.List<MemoView, MemosPage>(http, study, Kinds.Memo));

        study.MapMethods("/differences", Reading, (string study, HttpContext http, PageDesk desk) => desk.Differences(http, study));

        study.MapMethods("/claims/{name}", Reading, (string study, string name, HttpContext http, PageDesk desk) =>
            desk.Thing<ClaimView, ClaimPage>(http, study, Kinds.Claim, name, view => view.Id));
        study.MapMethods("/sources/{name}", Reading, (string study, string name, HttpContext http, PageDesk desk) =>
            desk.Thing<SourceView, SourcePage>(http, study, Kinds.Source, name, view => view.Id));
        study.MapMethods("/interviews/{name}", Reading, (string study, string name, HttpContext http, PageDesk desk) =>
            desk.Thing<InterviewView, InterviewPage>(http, study, Kinds.Interview, name, view => view.Id));
        study.MapMethods("/figures/{name}", Reading, (string study, string name, HttpContext http, PageDesk desk) =>
            desk.Thing<FigureView, FigurePage>(http, study, Kinds.Figure, name, view => view.Id));
        study.MapMethods("/memos/{name}", Reading, (string study, string name, HttpContext http, PageDesk desk) =>
            desk.Thing<MemoView, MemoPage>(http, study, Kinds.Memo, name));
        study.MapMethods("/arguments/{name}", Reading, (string study, string name, HttpContext http, PageDesk desk) =>
            desk.Thing<ArgumentView, ArgumentPage>(http, study, Kinds.Argument, name));
        study.MapMethods("/arguments/{argument}/steps/{name}", Reading, (string study, string argument, string name, HttpContext http, PageDesk desk) =>
            desk.Thing<StepView, StepPage>(http, study, Kinds.Step, name, within: argument));
        pages.MapMethods("/studies/{**rest}", Reading, (HttpContext http) => PageDesk.NoSuchPage(http)).WithMetadata(new NeedsSignInAttribute()).WithOrder(int.MaxValue);
    }
}
