using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Seeing;
using EvidenceBase.Record.Kernel;
using Wolverine.Http;
using Wolverine.Persistence.Durability;
using Wolverine.Persistence.Durability.DeadLetterManagement;

namespace EvidenceBase.Intake;

public static class ReplayDeadLetterEndpoint
{
    /// <summary>
    /// Puts a dead letter back into the queue, within some seconds. Safe to repeat: a line that is not dead (any more) is left as it is, and the
    /// answer says how it stands.
    /// </summary>
    [WolverinePost("/api/studies/{study}/intake/dead-letters/{letter}/replay")]
    [Needs(Right.Code)]
    [Gives(typeof(LineView), statusCode: StatusCodes.Status202Accepted)]
    public static async Task<IResult> Post(
        string study, string letter, HttpContext http, IntakeReads intake, ViewReads reads, IMessageStore messages)
    {
        var cancellation = http.RequestAborted;
        if (!Guid.TryParse(letter, out var id) || await intake.Line(study, IntakeReads.Whose(http), id, cancellation) is not var (receipt, line))
            return Problems.Result(await reads.Absent(study, "dead letter", letter, cancellation));
        if (line.State == LineState.Dead)
        {
            await messages.DeadLetters.ReplayAsync(new DeadLetterEnvelopeQuery { MessageIds = [id] }, cancellation);
            line = line with { State = LineState.Waiting };
        }

        http.Response.Headers.Location = $"/api/studies/{study}/intake/{receipt}";
        return TypedResults.Json(line, RecordJson.Options, statusCode: StatusCodes.Status202Accepted);
    }
}
