using System.Diagnostics;
using System.Security.Cryptography;
using EvidenceBase.Platform.Commands;
using EvidenceBase.Platform.Seeing;
using EvidenceBase.Platform.Validation;
using EvidenceBase.Record.Kernel;
using FluentValidation;

namespace EvidenceBase.Platform.Http;

/// <summary>Takes a command over HTTP: reads it, checks its shape, has it carried out, answers.</summary>
public sealed class CommandDesk(
    CommandExecutor executor, CommandDigest digest, ProjectionProgress progress, IServiceProvider services)
{
    private const int LongestReason = 4000;
    private const int LongestCorrelation = 200;
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    public Task<IResult> Answer<TCommand>(HttpContext http, string study, Planning<TCommand> planning)
        where TCommand : class => Answer<TCommand>(http, _ => study, planning);

    /// <param name="study">The study, where the content names it and not the address: the one that is opened.</param>
    public Task<IResult> Answer<TCommand>(HttpContext http, Func<TCommand, string> study, Planning<TCommand> planning)
        where TCommand : class => Answer<TCommand>(http, study, (envelope, command) => executor.Execute(envelope, command, planning, http.RequestAborted));

    /// <param name="lookUp">Looks up what must be known before the command can be planned, and gives the plan. For a repeat nothing is looked up.</param>
    public Task<IResult> Answer<TCommand>(HttpContext http, string study, Func<TCommand, Task<Planning<TCommand>>> lookUp)
        where TCommand : class => Answer<TCommand>(http, _ => study, async (envelope, command) =>
            await executor.Repeated(envelope, http.RequestAborted) ?? await executor.Execute(envelope, command, await lookUp(command), http.RequestAborted));

    private async Task<IResult> Answer<TCommand>(HttpContext http, Func<TCommand, string> study, Func<CommandEnvelope, TCommand, Task<CommandOutcome>> execute)
        where TCommand : class
    {
        var (bytes, unreadable) = await RequestBody.Read(http);
        if (unreadable is not null)
            return Problems.Result(unreadable);
        var (command, malformed) = RequestBody.Parse<TCommand>(bytes);
        if (malformed is not null)
            return Problems.Result(malformed);
        if (Invalid(command!) is { } invalid)
            return invalid;
        var (envelope, bad) = Envelope(http, study(command!), bytes);
        if (bad is not null)
            return Problems.Result(bad);
        var outcome = await execute(envelope!, command!);
        return outcome.Problem is { } problem ? Problems.Result(problem, outcome.CurrentVersion) : await Accepted(http, outcome);
    }

    /// <summary>A command that was read from a file and from fields beside it.</summary>
    /// <param name="tell">What the sender is told beyond the answer that is stored; it must follow from what was sent.</param>
    public async Task<IResult> AnswerUpload<TCommand>(
        HttpContext http, string study, TCommand command, Upload upload, Planning<TCommand> planning, Func<CommandAnswer, object> tell)
        where TCommand : class
    {
        if (Invalid(command) is { } invalid)
            return invalid;
        var (envelope, bad) = Envelope(http, study, upload.Described(), upload.Bytes);
        if (bad is not null)
            return Problems.Result(bad);
        var outcome = await executor.Execute(envelope!, command, planning, http.RequestAborted);
        return outcome.Problem is { } problem ? Problems.Result(problem, outcome.CurrentVersion) : await Accepted(http, outcome, tell(outcome.Answer!));
    }

    /// <summary>A shape problem of a command that does not come over HTTP, or null.</summary>
    public IReadOnlyList<string> ShapeProblems<TCommand>(TCommand command)
        where TCommand : class =>
        services.GetService<IValidator<TCommand>>() is { } validator
            ? [.. validator.Validate(command).Errors.Select(failure => $"{failure.PropertyName}: {failure.ErrorMessage}")]
            : [];

    /// <summary>Who sends the command in this request, and under which conditions.</summary>
    public (CommandEnvelope? Envelope, Problem? Problem) Envelope(
        HttpContext http, string study, ReadOnlySpan<byte> content, ReadOnlySpan<byte> file = default)
    {
        var (envelope, problem) = Envelope(http, study);
        return envelope is null ? (null, problem) : (envelope with { Digest = digest.Of(Address(http), content, file) }, null);
    }

    /// <summary>The same before the content has been read; the digest is left empty.</summary>
    public static (CommandEnvelope? Envelope, Problem? Problem) Envelope(HttpContext http, string study)
    {
        var (version, badTag) = EntityTags.IfMatch(http);
        if (badTag is not null)
            return (null, badTag);
        var key = http.Request.Headers["Idempotency-Key"].ToString().Trim('"');
        if (key.Length > 200)
            return (null, new(ProblemKind.Malformed, "idempotency-key", "An Idempotency-Key has at most 200 characters.", "Idempotency-Key"));
        var reason = http.Request.Headers["X-Reason"] is [{ Length: > 0 } escaped] ? Uri.UnescapeDataString(escaped) : null;
        if (reason is not null && (reason.Length > LongestReason || !SharedRules.IsClean(reason)))
            return (null, new(ProblemKind.Malformed, "malformed-reason", $"A reason has at most {LongestReason} characters of plain Unicode text.", "X-Reason"));
        var correlation = http.Request.Headers["X-Correlation-Id"] is [{ Length: > 0 } given] ? given : Activity.Current?.TraceId.ToString();
        if (correlation?.Length > LongestCorrelation)
            return (null, new(ProblemKind.Malformed, "malformed-correlation", $"A correlation id has at most {LongestCorrelation} characters.", "X-Correlation-Id"));
        var caller = Caller.Required(http);
        return (
            new(
                study,
                caller.Name,
                key.Length == 0 ? Guid.CreateVersion7().ToString() : key,
                [],
                version,
                Reason: reason,
                Token: caller.Token,
                CorrelationId: correlation),
            null);
    }

    /// <summary>The digest of content that is read bit by bit.</summary>
    public IncrementalHash Digest(HttpContext http) => digest.Begin(Address(http));

    private static string Address(HttpContext http) => $"{http.Request.Method} {http.Request.Path} {http.Request.Headers.IfMatch}";

    private IResult? Invalid<TCommand>(TCommand command)
        where TCommand : class => Invalid(
            command, services.GetService<IValidator<TCommand>>() ?? throw new InvalidOperationException($"{typeof(TCommand).Name} has no validator."));

    /// <summary>What was sent, of the right shape, or the answer that says what is wrong with it: of what is no command.</summary>
    public static async Task<(TContent? Sent, IResult? Refused)> Read<TContent>(HttpContext http, IValidator<TContent> validator)
        where TContent : class
    {
        var (bytes, unreadable) = await RequestBody.Read(http);
        var (sent, malformed) = unreadable is null ? RequestBody.Parse<TContent>(bytes) : (null, unreadable);
        if (malformed is not null)
            return (null, Problems.Result(malformed));
        return Invalid(sent!, validator) is { } invalid ? (null, invalid) : (sent, null);
    }

    /// <summary>The answer to content of the wrong shape, or null.</summary>
    public static IResult? Invalid<TCommand>(TCommand command, IValidator<TCommand> validator)
    {
        var result = validator.Validate(command);
        if (result.IsValid)
            return null;
        var details = Problems.Details(new(
            ProblemKind.Malformed, "invalid", "Some fields do not have the right shape; “errors” lists each with what to do. Nothing was written."));
        details.Extensions["errors"] = result.Errors
            .GroupBy(failure => Camel(failure.PropertyName))
            .ToDictionary(group => group.Key, group => group.Select(failure => failure.ErrorMessage).ToArray());
        return Problems.Result(details);
    }

    private async Task<IResult> Accepted(HttpContext http, CommandOutcome outcome, object? told = null)
    {
        var answer = outcome.Answer!;
        http.Response.Headers.ETag = $"\"{answer.Version}\"";
        if (outcome.Repeated)
            http.Response.Headers["Idempotent-Replayed"] = "true";
        if (outcome.Created)
            http.Response.Headers.Location = $"{Collection(http.Request.Path)}/{Uri.EscapeDataString(answer.Key ?? answer.Id.ToString())}";
        await WaitForViews(http);
        return TypedResults.Json(told ?? answer, RecordJson.Options, statusCode: outcome.Created ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }

    /// <summary>Where things of this kind are found: the address without what is done to it (<c>documents:upload</c>).</summary>
    private static string Collection(string path) => path.LastIndexOf(':') is var verb && verb > path.LastIndexOf('/') ? path[..verb] : path;

    /// <summary>Waits for the views to show what was written, as long as the caller asked for it.</summary>
    public async Task WaitForViews(HttpContext http)
    {
        if (Wait(http) is { } wait && await progress.WaitForAll(wait, http.RequestAborted))
            http.Response.Headers["Preference-Applied"] = "wait";
    }

    /// <summary><c>Prefer: wait=5</c>: how long the caller will wait for the views to show what was written.</summary>
    public static TimeSpan? Wait(HttpContext http)
    {
        var prefer = http.Request.Headers["Prefer"].ToString();
        var start = prefer.IndexOf("wait=", StringComparison.OrdinalIgnoreCase);
        if (start < 0)
            return null;
        var digits = new string([.. prefer.AsSpan(start + 5).ToString().TakeWhile(char.IsAsciiDigit)]);
        return int.TryParse(digits, out var seconds) ? TimeSpan.FromSeconds(Math.Min(seconds, LongestWait.TotalSeconds)) : null;
    }

    internal static string Camel(string property) =>
        string.Join('.', property.Split('.').Select(part => part.Length == 0 ? part : char.ToLowerInvariant(part[0]) + part[1..]));
}
