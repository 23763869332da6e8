namespace EvidenceBase.Record.Audit;

/// <summary>What a bundle says of itself to whoever finds it.</summary>
internal static class BundleReadMe
{
    private const string Text =
        """
        # An audit bundle

        The history of one study up to one moment, what was shown of it at that moment, and what is needed to check both without the service that made it.

        - `report.html` – who did what, for people to read; `report.pdf` the same for printing (characters that its font does not have stand there as □).
        - `views/` – every step, claim, source, interview, code … as it was shown, one JSON array for each kind.
        - `checkpoint`, `tile/`, `payloads/` – the signed transparency log with the contents of all events.
        - `releases/` – the checkpoint of each release, and the proof that its history is the beginning of this one.
        - `schema/events.json` – what the contents of events look like. `provenance.jsonld` – the history in W3C PROV-O.
        - `ro-crate-metadata.json` – all files with their sizes and SHA-256 (RO-Crate).

        To check it, get the program `evidencebase-verify` in source, and the log's verifier key another way than from whoever gave you this file:

            evidencebase-verify bundle FILE.zip --key KEY

        No text of an interview or a document is in it: for each there is a handle, a length and a salted commitment.
        """;

    public static IEnumerable<string> Lines() => Text.Split('\n');
}
