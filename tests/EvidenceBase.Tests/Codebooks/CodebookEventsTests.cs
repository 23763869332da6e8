using EvidenceBase.Record.Codebooks;
using Xunit;

namespace EvidenceBase.Tests.Codebooks;

public sealed class CodebookEventsTests
{
    private static readonly Guid Code = Guid.Parse("0193b0a0-0000-7000-8000-000000000001");
    private static readonly Guid Other = Guid.Parse("0193b0a0-0000-7000-8000-000000000002");
    private static readonly Guid Third = Guid.Parse("0193b0a0-0000-7000-8000-000000000003");

    [Fact]
    public void Events_stay_as_they_were_stored() => CodebookStream.Definition.ShouldStayAsStored(
        ("code_defined",
            new CodeDefined(Code, "offshoring", "Offshoring", "Work goes abroad", "firms", "people", "#3366cc", Other, true, 4),
            """{"codeId":"0193b0a0-0000-7000-8000-000000000001","key":"offshoring","name":"Offshoring","definition":"Work goes abroad","include":"firms","exclude":"people","colour":"#3366cc","parent":"0193b0a0-0000-7000-8000-000000000002","codable":true,"codebookVersion":4}"""),
        ("code_defined",
            new CodeDefined(Code, "actors", "Actors", null, null, null, null, null, false, 1),
            """{"codeId":"0193b0a0-0000-7000-8000-000000000001","key":"actors","name":"Actors","codable":false,"codebookVersion":1}"""),
        ("code_redefined",
            new CodeRedefined(Code, "Anew", null, "people", "#000000", true, 7, "too wide"),
            """{"codeId":"0193b0a0-0000-7000-8000-000000000001","definition":"Anew","exclude":"people","colour":"#000000","codable":true,"codebookVersion":7,"reason":"too wide"}"""),
        ("code_renamed",
            new CodeRenamed(Code, "Going abroad", "plainer"),
            """{"codeId":"0193b0a0-0000-7000-8000-000000000001","name":"Going abroad","reason":"plainer"}"""),
        ("code_moved",
            new CodeMoved(Code, Other, Third, "belongs there"),
            """{"codeId":"0193b0a0-0000-7000-8000-000000000001","parent":"0193b0a0-0000-7000-8000-000000000002","before":"0193b0a0-0000-7000-8000-000000000003","reason":"belongs there"}"""),
        ("code_moved",
            new CodeMoved(Code, null),
            """{"codeId":"0193b0a0-0000-7000-8000-000000000001"}"""),
        ("codes_merged",
            new CodesMerged(Third, [Code], Other, "the same"),
            """{"mergeId":"0193b0a0-0000-7000-8000-000000000003","from":["0193b0a0-0000-7000-8000-000000000001"],"into":"0193b0a0-0000-7000-8000-000000000002","reason":"the same"}"""),
        ("merge_undone",
            new MergeUndone(Third, [Code], "not the same"),
            """{"mergeId":"0193b0a0-0000-7000-8000-000000000003","codes":["0193b0a0-0000-7000-8000-000000000001"],"reason":"not the same"}"""),
        ("code_split",
            new CodeSplit(Third, Code, [Other], "two things"),
            """{"splitId":"0193b0a0-0000-7000-8000-000000000003","codeId":"0193b0a0-0000-7000-8000-000000000001","into":["0193b0a0-0000-7000-8000-000000000002"],"reason":"two things"}"""),
        ("split_undone",
            new SplitUndone(Third, Code, [Other], "one thing"),
            """{"splitId":"0193b0a0-0000-7000-8000-000000000003","codeId":"0193b0a0-0000-7000-8000-000000000001","into":["0193b0a0-0000-7000-8000-000000000002"],"reason":"one thing"}"""),
        ("code_retired",
            new CodeRetired(Code, "unused"),
            """{"codeId":"0193b0a0-0000-7000-8000-000000000001","reason":"unused"}"""),
        ("code_restored",
            new CodeRestored(Code, "used"),
            """{"codeId":"0193b0a0-0000-7000-8000-000000000001","reason":"used"}"""));
}
