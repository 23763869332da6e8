using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Agreement;

/// <summary>A document as it was compared.</summary>
/// <param name="Length">Of that revision, in Unicode code points.</param>
public sealed record InputDocument(Guid Id, string Key, int Revision, int Length);

public sealed record InputCode(Guid Id, string Key);

/// <summary>Codings of the layers in the documents that did not enter.</summary>
/// <param name="Deleted">Those of which a revision of the document has left nothing.</param>
/// <param name="AwaitingChoice">Those with a code that was split, for which nobody has chosen one of the codes it was split into.</param>
public sealed record LeftOut(int Deleted, int AwaitingChoice);

/// <summary>What was looked at, so that it can be looked at again.</summary>
/// <param name="CodebookVersion">That through which codes were resolved.</param>
/// <param name="Codings">How many entered.</param>
/// <param name="Hash">See <see cref="InputsHash"/>.</param>
public sealed record AgreementInputs(
    IReadOnlyList<string> Layers,
    IReadOnlyList<InputDocument> Documents,
    IReadOnlyList<InputCode> Codes,
    long CodebookVersion,
    int Codings,
    LeftOut LeftOut,
    string Hash);

/// <summary>Coefficients with all that they follow from.</summary>
/// <param name="Position">The position of the study at which codings, documents and codebook were read.</param>
/// <param name="Definitions">See <see cref="AgreementMeasurement.Definitions"/>.</param>
public sealed record MeasuredAgreement(
    long Position, AgreementParameters Parameters, AgreementInputs Inputs, int Definitions, IReadOnlyList<AgreementResult> Results);

/// <summary>How far layers agree was measured.</summary>
/// <param name="Note">The person's own words: what it was measured for.</param>
public sealed record AgreementMeasured(string Key, string? Note, MeasuredAgreement Agreement);

/// <summary>The measurement is undone: it stands no more.</summary>
public sealed record MeasurementChangeUndone(long From, long To, IReadOnlyList<ReversedThing> Things, Measurement? Stands)
    : Reversal<Measurement>(From, To, Things, Stands);

/// <summary>What was undone is done again: the measurement stands.</summary>
public sealed record MeasurementChangeRedone(long From, long To, IReadOnlyList<ReversedThing> Things, Measurement? Stands)
    : Reversal<Measurement>(From, To, Things, Stands);
