using EvidenceBase.Codings;
using EvidenceBase.Platform.Commands;
using EvidenceBase.Platform.Vault;
using EvidenceBase.Record.Documents;
using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Intake;

/// <summary>Makes lines into messages that hold no word of an interview, and that mean the same however long they wait.</summary>
internal sealed class EvidenceSealing(CommandEnvelope envelope, Guid receipt, CodedThings coded, HolderKeys keys)
{
    private readonly SealedTexts texts = new(envelope.Study, keys);

    /// <summary>The sealed words, to be written with the messages.</summary>
    public List<SealedEntry> Entries => texts.Entries;

    public CodedEvidence Seal(CodingLine line)
    {
        var thing = coded.Of(line.Command);
        var (coding, words) = line.Command.Document is null
            ? (line.Command with { Interview = thing.Key, Statement = null }, texts.Seal(thing.Id, line.Command.Statement!))
            : (line.Command with { Document = thing.Key, Revision = line.Command.Revision ?? DocumentFacts.RevisionOf(thing) }, null);
        return new(
            Guid.CreateVersion7(), envelope.Study, envelope.Actor, receipt, line.Number, coding, words, envelope.Reason, envelope.Token, envelope.CorrelationId);
    }
}
