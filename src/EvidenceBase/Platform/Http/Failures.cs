using EvidenceBase.Platform.Http.Limits;
using EvidenceBase.Platform.Store;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Npgsql;

namespace EvidenceBase.Platform.Http;

/// <summary>What a person is told when something failed that no decision foresaw. Details go to the log, never into the answer.</summary>
internal static class Failures
{
    public static void Answer(IApplicationBuilder app) => app.Run(async http =>
    {
        var failure = http.Features.Get<IExceptionHandlerFeature>()?.Error;
        var details = failure is BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }
            ? LimitProblems.TooLarge(http.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize)
            : Details(failure);
        if (details.Status == StatusCodes.Status503ServiceUnavailable)
            http.Response.Headers.RetryAfter = "5";
        await Problems.Result(details).ExecuteAsync(http);
    });

    private static ProblemDetails Details(Exception? failure) => failure switch
    {
        BadHttpRequestException bad => Told(bad.StatusCode, "bad-request", bad.Message),
        not null when failure is NpgsqlException { IsTransient: true } || DatabaseAbsence.IsCauseOf(failure) => Told(
            StatusCodes.Status503ServiceUnavailable, "database-unavailable", "The database cannot be reached at the moment. Nothing was lost; send the command again with the same Idempotency-Key."),
        _ => Told(
            StatusCodes.Status500InternalServerError, "failure", "Something failed that should not have. Send the command again with the same Idempotency-Key; if it fails again, tell who runs this service."),
    };

    private static ProblemDetails Told(int status, string type, string detail) =>
        new() { Status = status, Type = Problems.TypePrefix + type, Title = status >= 500 ? "The service failed" : "The request cannot be taken", Detail = detail };
}
