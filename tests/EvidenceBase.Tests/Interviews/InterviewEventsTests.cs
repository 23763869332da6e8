using EvidenceBase.Record.Interviews;
using Xunit;

namespace EvidenceBase.Tests.Interviews;

public sealed class InterviewEventsTests
{
    [Fact]
    public void Events_stay_as_they_were_stored() => InterviewStream.Definition.ShouldStayAsStored(
        ("interview_registered",
            new InterviewRegistered(
                "JS 036",
                new("JS", "Jiangsu", "Suzhou", "manager", "supplier", "2008–2011", "zh", Confidentiality.NotForAttribution, [45, 49]),
                "not-stated"),
            """{"code":"JS 036","description":{"series":"JS","province":"Jiangsu","locality":"Suzhou","role":"manager","organisation":"supplier","period":"2008–2011","language":"zh","confidentiality":"notForAttribution","notes":[45,49]},"consent":"not-stated"}"""),
        ("interview_registered", new InterviewRegistered("GD 022", new()), """{"code":"GD 022","description":{}}"""),
        ("interview_described", new InterviewDescribed(new(Role: "official")), """{"description":{"role":"official"}}"""),
        ("consent_recorded",
            new ConsentRecorded([ConsentScope.Quote, ConsentScope.Archive], "signed form", new(2009, 5, 12)),
            """{"scopes":["quote","archive"],"basis":"signed form","given":"2009-05-12"}"""),
        ("consent_withdrawn",
            new ConsentWithdrawn([ConsentScope.Paraphrase, ConsentScope.Reuse], "by letter", new(2010, 1, 2)),
            """{"scopes":["paraphrase","reuse"],"reason":"by letter","withdrawn":"2010-01-02"}"""),
        ("embargo_set", new EmbargoSet(new(2030, 12, 31), "promised"), """{"until":"2030-12-31","reason":"promised"}"""),
        ("interview_erased", new InterviewErased("asked for by letter"), """{"reason":"asked for by letter"}"""));
}
