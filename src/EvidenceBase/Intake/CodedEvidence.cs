using EvidenceBase.Codings;
using EvidenceBase.Record.Kernel;
using Wolverine.Attributes;

namespace EvidenceBase.Intake;

/// <summary>
/// One coding on its way through the durable queue. Its name and its members are stored in the inbox and among the dead letters: they may
/// grow, but what they mean never changes.
/// </summary>
/// <param name="Id">The id of the line, and of the message.</param>
/// <param name="Actor">The principal that handed it in. What was acknowledged is applied in their name, whatever became of their role since.</param>
/// <param name="Line">1-based: the line of the file, or the place in the array.</param>
/// <param name="Coding">As it was sent, with the human key of what it codes, the revision that its positions are of, and without the words of a statement.</param>
/// <param name="Words">The words of a statement; sealed when the message was accepted.</param>
[MessageIdentity("coded-evidence")]
public sealed record CodedEvidence(
    Guid Id,
    string Study,
    string Actor,
    Guid Receipt,
    int Line,
    ApplyCode Coding,
    SealedText? Words = null,
    string? Reason = null,
    string? Token = null,
    string? CorrelationId = null);
