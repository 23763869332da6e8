using System.Globalization;
using Microsoft.AspNetCore.Mvc;

namespace EvidenceBase.Platform.Http.Limits;

/// <summary>What is said to whoever asks for more than they may.</summary>
internal static class LimitProblems
{
    public static ProblemDetails TooLarge(long? most) => Told(
        StatusCodes.Status413PayloadTooLarge,
        "too-large",
        most is { } bytes ? $"The body has more than the {Of(bytes)} bytes that are taken here. Send it in smaller parts." : "The body is larger than this service takes. Send it in smaller parts.");

    public static ProblemDetails UrlTooLong(int most) => Told(
        StatusCodes.Status414UriTooLong, "url-too-long", $"Path and query have more than the {Of(most)} bytes that are taken. Ask for less at once, or send it as a body.");

    public static ProblemDetails HeadersTooLarge(int most) => Told(
        StatusCodes.Status431RequestHeaderFieldsTooLarge, "headers-too-large", $"The headers have more than the {Of(most)} bytes that are taken. Cookies of other services may be among them; remove them.");

    public static ProblemDetails TooMany(int perMinute, int seconds) => Told(
        StatusCodes.Status429TooManyRequests,
        "too-many-requests",
        $"More than {Of(perMinute)} requests a minute are not taken. Send the next in {Of(seconds)} s, under the same Idempotency-Key; many codings at once go to codings:batch.");

    public static ProblemDetails TooSlow(int seconds) => Told(
        StatusCodes.Status504GatewayTimeout,
        "too-slow",
        $"There was no answer after {Of(seconds)} s, so it was given up, and nothing goes on behind it. Ask for less at once (limit=…); send a command again with the same Idempotency-Key: what was done is not done twice.");

    private static string Of(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    private static ProblemDetails Told(int status, string type, string detail) =>
        new() { Status = status, Type = Problems.TypePrefix + type, Title = status >= 500 ? "It took too long" : "More than may be asked for", Detail = detail };
}
