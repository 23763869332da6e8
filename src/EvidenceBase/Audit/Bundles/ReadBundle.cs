using System.Globalization;
using EvidenceBase.Access.Trail;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Seeing;
using EvidenceBase.Record.Kernel;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.Net.Http.Headers;
using Wolverine.Http;

namespace EvidenceBase.Audit.Bundles;

public static class ReadBundleEndpoint
{
    /// <summary>
    /// One zip file with which a third party checks a study without the service: the signed history, all that was shown at a moment (the latest checkpoint
    /// where none is named), a report, its provenance; an RO-Crate. The same moment gives the same bytes. No text of an interview is in it.
    /// </summary>
    [WolverineGet("/api/studies/{study}/audit/bundle")]
    [Query("asOf")]
    [Needs(Right.Audit)]
    [DisableRequestTimeout]
    [Refuses(StatusCodes.Status409Conflict)]
    [Gives(typeof(byte[]), "application/zip")]
    public static async Task<IResult> Read(string study, HttpContext http, BundleReads bundles, AccessTrail trail)
    {
        var (bundle, problem) = await bundles.Open(study, ViewReads.AsOf(http), http.RequestAborted);
        if (problem is not null)
            return Problems.Result(problem);
        await trail.Record(http, TrailAction.Exported, study, new("bundle", null, bundle!.Size.ToString(CultureInfo.InvariantCulture)));
        return new StreamedBundle(bundle);
    }

    private sealed record StreamedBundle(Bundle Bundle) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var size = Bundle.Size.ToString(CultureInfo.InvariantCulture);
            var headers = httpContext.Response.Headers;
            headers.ContentType = "application/zip";
            headers.CacheControl = "private, no-cache";
            headers["Evidence-Position"] = size;
            var disposition = new ContentDispositionHeaderValue("attachment");
            disposition.SetHttpFileName(Download.FileName($"{Bundle.Study}-{size}", ".zip"));
            headers.ContentDisposition = disposition.ToString();
            await Bundle.Write(httpContext.Response.Body, httpContext.RequestAborted);
        }
    }
}
