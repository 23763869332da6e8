using System.Text.Json;
using EvidenceBase.IntegrationTests.Platform;

namespace EvidenceBase.BrowserTests.Pages;

/// <summary>A small study whose every word is in one language, with something on every page.</summary>
/// <param name="Statement">What a respondent says; it is invented.</param>
internal sealed record StudyInWords(
    string Title, string Section, string Book, string Publisher, string Place, string Role, string Table, string Column, string Claim, string Other, string Weight, string Argument,
    string Question, string First, string Second, string Inference, string Warrant, string Memo, string Code, string Statement, string Release)
{
    public static readonly StudyInWords Chinese = new(
        "谁搬走了港口？", "引言", "港口统计年鉴", "航运出版社", "老港", "码头工人", "各年班次", "班次", "搬迁使码头工人失去了班次。", "没有人问过他们。", "一个班组的直接说法。", "港口的论证",
        "为什么码头工人没有得到补偿？", "一个谜", "合同留在了旧公司", "没有合同就没有补偿。", "合同决定谁有权要求补偿。", "关于合同的笔记", "失去工作", "第二个星期有一半人没有班。", "投稿版");

    public static readonly StudyInWords Arabic = new(
        "من نقل الميناء؟", "مقدمة", "الكتاب السنوي لإحصاءات الميناء", "دار الملاحة", "الميناء القديم", "عامل رصيف", "النوبات في كل عام", "النوبات", "كلّف النقل عمال الرصيف نوباتهم.", "لم يسألهم أحد.",
        "رواية مباشرة من مجموعة واحدة.", "حجة الميناء", "لماذا لم يُعوَّض عمال الرصيف؟", "لغز", "بقيت العقود لدى الشركة القديمة", "لا تعويض بلا عقد.", "العقد يحدد من له حق المطالبة.", "مذكرة عن العقود",
        "فقدان العمل", "لم يكن لنصف المجموعة نوبة في الأسبوع التالي.", "نسخة التقديم");

    private static readonly int[][] Year = [[2009]];
    private static readonly string[] Loss = ["loss"];

    public async Task<TestStudy> Open(RunningService service)
    {
        var study = TestStudy.Named(service, $"words-{Guid.NewGuid():N}");
        await Given(study, "/api/studies", new { slug = study.Slug, title = Title, description = Question, sections = new[] { new { key = "s1", title = Section } } });
        await Given(study, "sources", new { key = "book", item = new { type = "book", title = Book, publisher = Publisher, issued = new Dictionary<string, int[][]> { ["date-parts"] = Year } } });
        await Given(study, "interviews", new { code = "H 001", locality = Place, role = Role, confidentiality = "open" });
        await Given(study, "figures", new
        {
            key = "table-1", label = "Table 1", kind = "table", caption = Table,
            data = new { columns = new object[] { new { name = "year", title = Section, type = "text" }, new { name = "shifts", title = Column, type = "decimal", unit = Column } }, rows = new[] { new { key = "r1", cells = new[] { Place, "97.35" } } } },
        });
        await Given(study, "figures/table-1/sources", new { source = "book", note = Weight });
        await Given(study, "codes", new { key = "loss", name = Code, definition = Claim });
        await Given(study, "codings", new { interview = "H 001", layer = "anna", key = "st-1", codes = Loss, statement = Statement });
        await Given(study, "claims", new { key = "C1", kind = "causal", text = Claim, locator = new { section = "s1", paragraph = 4 } });
        await Given(study, "claims", new { key = "C2", kind = "descriptive", text = Other });
        await Given(study, "claims/C1/evidence", new { stance = "supports", cites = new { kind = "source", name = "book" }, locator = new { section = "s1", note = 7 }, weight = Weight, test = new { kind = "hoop", outcome = "passed", why = Warrant } });
        await Given(study, "claims/C1/evidence", new { stance = "qualifies", cites = new { kind = "interview", name = "H 001" } });
        await Given(study, "claims/C1/evidence", new { stance = "supports", cites = new { kind = "coding", name = "st-1" }, weight = Weight });
        await Given(study, "claims/C1/evidence", new { stance = "challenges", absence = new { searched = Place, how = Question, found = Other } });
        await Given(study, "claims/C1/evidence", new { stance = "supports", cites = new { kind = "figure", name = "table-1" }, pinpoint = new { cell = "r1.shifts" } });
        await Given(study, "arguments", new { key = "main", title = Argument, question = Question });
        await Given(study, "arguments/main/steps", new { key = "S1", title = First, inference = Inference });
        await Given(study, "arguments/main/steps", new { key = "S2", title = Second, inference = Inference });
        await Given(study, "arguments/main/steps/S1/claims", new { claim = "C2" });
        await Given(study, "arguments/main/steps/S2/claims", new { claim = "C1" });
        await Given(study, "arguments/main/steps/S2/relations", new { restsOn = "S1", relation = "explains", warrant = Warrant });
        await Given(study, "memos", new { key = "M-1", title = Memo, text = $"{Warrant}\n{Weight}", category = "dataReductionAndAnalysis", about = new[] { new { kind = "claim", name = "C1" } } });
        await Given(study, "releases", new { name = Release, note = Memo });
        await Given(study, "claims/C2/objections", new { reason = Weight });
        return study;
    }

    private static Task<TestAnswer> Given(TestStudy study, string path, object command) => study.Given(path, JsonSerializer.Serialize(command));
}
