using EvidenceBase.Record.Codings;
using EvidenceBase.Record.Kernel;
using Xunit;

namespace EvidenceBase.Tests.Codings;

public sealed class CodingEventsTests
{
    private static readonly Guid Id = Guid.Parse("0193b0a0-0000-7000-8000-000000000001");
    private static readonly Guid Code = Guid.Parse("0193b0a0-0000-7000-8000-000000000002");
    private static readonly Guid Thing = Guid.Parse("0193b0a0-0000-7000-8000-000000000003");
    private static readonly Guid Interview = Guid.Parse("0193b0a0-0000-7000-8000-000000000004");

    [Fact]
    public void Events_stay_as_they_were_stored() => SheetStream.Definition.ShouldStayAsStored(
        ("segment_coded",
            new SegmentCoded(Id, Code, 12, Thing, Interview, 2, 5, 17, "amy", 80, 100, "clear"),
            """{"codingId":"0193b0a0-0000-7000-8000-000000000001","codeId":"0193b0a0-0000-7000-8000-000000000002","codebookVersion":12,"documentId":"0193b0a0-0000-7000-8000-000000000003","interviewId":"0193b0a0-0000-7000-8000-000000000004","revision":2,"start":5,"end":17,"layer":"amy","confidence":80,"weight":100,"note":"clear"}"""),
        ("segment_coded",
            new SegmentCoded(Id, Code, 1, Thing, null, 1, 0, 1, "script.topics"),
            """{"codingId":"0193b0a0-0000-7000-8000-000000000001","codeId":"0193b0a0-0000-7000-8000-000000000002","codebookVersion":1,"documentId":"0193b0a0-0000-7000-8000-000000000003","revision":1,"start":0,"end":1,"layer":"script.topics"}"""),
        ("statement_coded",
            new StatementCoded(Id, "st-js036-1", [Code], 3, Interview, new(Thing, 40, "ab12"), "amy", new("varieties", 14, 19), Judgement.Article, [Thing], 1, 2, "n"),
            """{"codingId":"0193b0a0-0000-7000-8000-000000000001","key":"st-js036-1","codeIds":["0193b0a0-0000-7000-8000-000000000002"],"codebookVersion":3,"interviewId":"0193b0a0-0000-7000-8000-000000000004","statement":{"handle":"0193b0a0-0000-7000-8000-000000000003","length":40,"commitment":"ab12"},"layer":"amy","locator":{"section":"varieties","paragraph":14,"note":19},"judgement":"article","cases":["0193b0a0-0000-7000-8000-000000000003"],"confidence":1,"weight":2,"note":"n"}"""),
        ("region_coded",
            new RegionCoded(Id, Code, 12, Thing, Interview, new(2, 100_000, 0, 350_000, 1_000_000), "amy", 80, 100, "clear"),
            """{"codingId":"0193b0a0-0000-7000-8000-000000000001","codeId":"0193b0a0-0000-7000-8000-000000000002","codebookVersion":12,"documentId":"0193b0a0-0000-7000-8000-000000000003","interviewId":"0193b0a0-0000-7000-8000-000000000004","region":{"page":2,"left":100000,"top":0,"right":350000,"bottom":1000000},"layer":"amy","confidence":80,"weight":100,"note":"clear"}"""),
        ("recording_coded",
            new RecordingCoded(Id, Code, 12, Thing, null, new(61_000, 65_500), "amy"),
            """{"codingId":"0193b0a0-0000-7000-8000-000000000001","codeId":"0193b0a0-0000-7000-8000-000000000002","codebookVersion":12,"documentId":"0193b0a0-0000-7000-8000-000000000003","played":{"begin":61000,"end":65500},"layer":"amy"}"""),
        ("coding_noted",
            new CodingNoted(Id, "unsure"),
            """{"codingId":"0193b0a0-0000-7000-8000-000000000001","note":"unsure"}"""),
        ("coding_moved",
            new CodingMoved(Id, 3, 6, 18, "a word more"),
            """{"codingId":"0193b0a0-0000-7000-8000-000000000001","revision":3,"start":6,"end":18,"reason":"a word more"}"""),
        ("coding_confirmed",
            new CodingConfirmed(Id, 15, "still holds"),
            """{"codingId":"0193b0a0-0000-7000-8000-000000000001","codebookVersion":15,"note":"still holds"}"""),
        ("coding_removed",
            new CodingRemoved(Id, "wrong segment"),
            """{"codingId":"0193b0a0-0000-7000-8000-000000000001","reason":"wrong segment"}"""));
}
