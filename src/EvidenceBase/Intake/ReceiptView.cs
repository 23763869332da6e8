namespace EvidenceBase.Intake;

/// <summary>A receipt and how far it has come; received is the sum of the rest.</summary>
/// <param name="Dead">Lines that failed for a reason that is not theirs and lie among the dead letters until they are replayed.</param>
public sealed record ReceiptProgress(
    Guid Id, DateTimeOffset AcceptedAt, string Actor, long Received, long Applied, long Refused, long Waiting, long Dead);

/// <summary>A receipt with every one of its lines, in order.</summary>
public sealed record ReceiptView(Guid Id, DateTimeOffset AcceptedAt, string Actor, IReadOnlyList<LineView> Lines)
{
    public int Received => Lines.Count;

    public int Applied => Count(LineState.Applied);

    public int Refused => Count(LineState.Refused);

    public int Waiting => Count(LineState.Waiting);

    public int Dead => Count(LineState.Dead);

    private int Count(LineState state) => Lines.Count(line => line.State == state);
}

/// <param name="Id">The id of the line; it is that of the dead letter where it is dead.</param>
/// <param name="Coding">The coding that it became, where it was applied.</param>
/// <param name="Refusal">Why it was refused, where it was.</param>
public sealed record LineView(int Line, Guid Id, LineState State, Guid? Coding = null, Refusal? Refusal = null);

public enum LineState
{
    /// <summary>In the queue, between two tries, or about to be replayed.</summary>
    Waiting,
    Applied,
    Refused,
    Dead,
}

/// <summary>A line that failed for a reason that is not its own.</summary>
/// <param name="Failure">The kind of failure, as the log names it.</param>
/// <param name="Detail">What the failure said of itself.</param>
public sealed record DeadLetterView(Guid Id, Guid Receipt, int Line, string Actor, DateTimeOffset AcceptedAt, string Failure, string Detail);
