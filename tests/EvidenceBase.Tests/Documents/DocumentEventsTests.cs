using EvidenceBase.Record.Documents;
using EvidenceBase.Record.Kernel;
using Xunit;

namespace EvidenceBase.Tests.Documents;

public sealed class DocumentEventsTests
{
    private static readonly Guid Interview = Guid.Parse("0193b0a0-0000-7000-8000-000000000001");
    private static readonly Guid Original = Guid.Parse("0193b0a0-0000-7000-8000-000000000002");
    private static readonly SealedText Text = new(Guid.Parse("0193b0a0-0000-7000-8000-000000000003"), 12, "ab12");

    private static readonly Extraction Extraction = new(
        "evidencebase-text",
        "1",
        "utf-8",
        new(Guid.Parse("0193b0a0-0000-7000-8000-000000000004"), 99, "cd34"),
        new(Guid.Parse("0193b0a0-0000-7000-8000-000000000005"), 2048, "ef56", "0a1b"));

    [Fact]
    public void Events_stay_as_they_were_stored() => DocumentStream.Definition.ShouldStayAsStored(
        ("document_deposited",
            new DocumentDeposited(
                "js-036-en",
                "Notes",
                new(Kinds.Interview, Interview),
                TextKind.InterviewNotes,
                "en",
                true,
                Text,
                new("text/plain", 3, true),
                new(Original, "A translator")),
            """{"key":"js-036-en","title":"Notes","belongsTo":{"kind":"interview","id":"0193b0a0-0000-7000-8000-000000000001"},"kind":"interviewNotes","language":"en","confidential":true,"text":{"handle":"0193b0a0-0000-7000-8000-000000000003","length":12,"commitment":"ab12"},"form":{"mediaType":"text/plain","lines":3,"lineEndsChanged":true},"translation":{"of":"0193b0a0-0000-7000-8000-000000000002","translator":"A translator"}}"""),
        ("document_deposited",
            new DocumentDeposited("field", "Field", null, TextKind.FieldNotes, null, false, Text, new("text/plain", 1, false)),
            """{"key":"field","title":"Field","kind":"fieldNotes","confidential":false,"text":{"handle":"0193b0a0-0000-7000-8000-000000000003","length":12,"commitment":"ab12"},"form":{"mediaType":"text/plain","lines":1,"lineEndsChanged":false}}"""),
        ("document_deposited",
            new DocumentDeposited("memo", "Memo", null, TextKind.Other, null, true, Text, new("application/pdf", 3, false), null, Extraction),
            """{"key":"memo","title":"Memo","kind":"other","confidential":true,"text":{"handle":"0193b0a0-0000-7000-8000-000000000003","length":12,"commitment":"ab12"},"form":{"mediaType":"application/pdf","lines":3,"lineEndsChanged":false},"extraction":{"extractor":"evidencebase-text","extractorVersion":"1","encoding":"utf-8","structure":{"handle":"0193b0a0-0000-7000-8000-000000000004","length":99,"commitment":"cd34"},"original":{"handle":"0193b0a0-0000-7000-8000-000000000005","length":2048,"commitment":"ef56","sha256":"0a1b"}}}"""),
        ("document_revised",
            new DocumentRevised(2, Text, new("text/plain", 3, false), [new(0, 0, 0, 4), new(9, 12, 13, 13)], "typing errors"),
            """{"revision":2,"text":{"handle":"0193b0a0-0000-7000-8000-000000000003","length":12,"commitment":"ab12"},"form":{"mediaType":"text/plain","lines":3,"lineEndsChanged":false},"mapping":[{"oldStart":0,"oldEnd":0,"newStart":0,"newEnd":4},{"oldStart":9,"oldEnd":12,"newStart":13,"newEnd":13}],"note":"typing errors"}"""),
        ("document_revised",
            new DocumentRevised(3, Text, new("application/pdf", 3, false), [new(0, 0, 0, 4)], null, Extraction with { Encoding = null, Original = Extraction.Original with { Sha256 = null } }),
            """{"revision":3,"text":{"handle":"0193b0a0-0000-7000-8000-000000000003","length":12,"commitment":"ab12"},"form":{"mediaType":"application/pdf","lines":3,"lineEndsChanged":false},"mapping":[{"oldStart":0,"oldEnd":0,"newStart":0,"newEnd":4}],"extraction":{"extractor":"evidencebase-text","extractorVersion":"1","structure":{"handle":"0193b0a0-0000-7000-8000-000000000004","length":99,"commitment":"cd34"},"original":{"handle":"0193b0a0-0000-7000-8000-000000000005","length":2048,"commitment":"ef56"}}}"""),
        ("media_described", new MediaDescribed(12, 60_000), """{"pages":12,"duration":60000}"""),
        ("media_described", new MediaDescribed(Duration: 60_000), """{"duration":60000}"""),
        ("document_erased", new DocumentErased("not ours"), """{"reason":"not ours"}"""));
}
