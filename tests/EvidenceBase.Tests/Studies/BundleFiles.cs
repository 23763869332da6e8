using System.Runtime.CompilerServices;
using EvidenceBase.Formats;
using EvidenceBase.Formats.Studies;
using EvidenceBase.Tests.Formats;

namespace EvidenceBase.Tests.Studies;

/// <summary>A small sound bundle in memory, any file of which a test may replace or take away.</summary>
internal static class BundleFiles
{
    private static readonly Dictionary<string, string> Sound = new()
    {
        ["study.yaml"] =
            """
            slug: small
            title: A small study
            article: chen2014
            interviews: {sought: null, interviewed: {stated: "more than 100", atLeast: 100}, cited: 1, period: "2008-2011", places: [Suzhou], locator: {section: intro, paragraph: 1}}
            sections: [{key: intro, title: Introduction}]
            """,
        ["sources.json"] = """[{"id":"chen2014","type":"article-journal","title":"T","custom":{"firstNote":1}}]""",
        ["interviews.csv"] =
            """
            code,series,province,locality,role,organisation,period,language,confidentiality,consent,notes,said
            JS 036,JS,Jiangsu,,official,,2008-2011,,confidential,not-stated,1 2,"Said this, and that"
            """,
        ["notes.yaml"] =
            """
            - {number: 1, section: intro, paragraph: 1, kind: mixed, cites: [{source: chen2014, locator: "7", form: short, note: resolved}], interviews: [JS 036], memo: M-1, under: It begins.}
            """,
        ["memos.yaml"] = """- {key: M-1, title: A memo, text: What note 1 explains., about: [{interview: JS 036}, {claim: C01}], category: data-reduction, locator: {section: intro, paragraph: 1, note: 1}}""",
        ["cases.yaml"] =
            """
            - key: suzhou
              name: Suzhou
              description: A city.
              attributes:
                - {name: GDP, value: "670", unit: billion yuan, year: "2008", from: {figure: table-1, row: suzhou, column: gdp}}
                - {name: Region, value: Yangtze, from: {section: intro, paragraph: 1, table: 1}}
              bearings: [{code: offshoring, note: seen here}]
            """,
        ["figures.yaml"] =
            """
            - key: table-1
              label: Table 1
              kind: table
              caption: Conditions
              locator: &here {section: intro, paragraph: 1, table: 1}
              sources: [{source: chen2014, note: printed}]
              data: figures/table-1.csv
              columns: [{name: gdp, title: GDP, type: integer, unit: billion yuan}]
              draw: {mark: bar, x: gdp, y: gdp}
              completeness: whole
              derived: [{key: twice, title: Twice, formula: "[suzhou.gdp] * 2", unit: billion yuan, stated: twice, statedValue: "1340", locator: *here}]
            """,
        ["figures/table-1.csv"] = "row,gdp\nsuzhou,670\nshenzhen,\n",
        ["codebook.qdc"] =
            """
            <CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes>
              <Code guid="11111111-2222-3333-4444-555555555555" name="Top" isCodable="false"><Description>Holds.&#10;Key: top</Description>
                <Code guid="66666666-7777-8888-9999-000000000000" name="Offshoring" isCodable="true" color="#aabbcc"><Description>Moves.

            Include: all
            Exclude: none
            Key: offshoring</Description></Code>
              </Code>
            </Codes></CodeBook>
            """,
        ["statements.yaml"] = """- {key: st-js036-1, interview: JS 036, codes: [offshoring], text: Firms moved., locator: {section: intro, paragraph: 1, note: 1}, judgement: article, cases: [suzhou]}""",
        ["claims.yaml"] =
            """
            - key: C01
              kind: mechanism
              text: Firms moved in groups.
              judgement: article
              locator: {section: intro, paragraph: 1, note: 1}
              cases: [suzhou]
              qualifications: [{text: Not all., locator: {section: intro, paragraph: 1}}]
              evidence:
                - cite: {statement: st-js036-1}
                  note: 1
                  stance: supports
                  weight: Says so.
                  judgement: reading
                  test: {kind: smoking-gun, outcome: passed, why: Rare otherwise.}
                  dependsOn: same interview
                - cite: {figure: table-1, cell: suzhou.gdp}
                  at: "first row"
                  stance: qualifies
                  judgement: article
                - {cite: {figure: table-1, derived: twice}, stance: challenges, judgement: article}
              absences: [{searched: Firms, how: Asked, found: None, judgement: article, locator: {section: intro, paragraph: 1}}]
            - {key: C02, kind: rival, text: They did not., judgement: reading, locator: {section: intro, paragraph: 1}, rivalTo: [C01]}
            """,
        ["argument.yaml"] =
            """
            key: why
            title: Why
            question: Why?
            steps:
              - {key: S01, title: One, inference: It is so., section: intro, stage: framing, case: suzhou, claims: [C01], restsOn: []}
              - {key: S02, title: Two, inference: So it follows., section: intro, stage: conclusion, parent: S01, claims: [C02], restsOn: [{step: S01, relation: eliminates-rival-of, warrant: Because.}]}
            """,
        ["paragraphs.yaml"] = """- {paragraph: 1, section: intro, notes: [1], claims: [C01, C02], memos: [M-1]}""",
    };

    public static Reading<StudyBundle> Read(params (string File, string? Content)[] replaced)
    {
        var files = new Dictionary<string, string>(Sound);
        foreach (var (file, content) in replaced)
        {
            if (content is null)
                files.Remove(file);
            else
                files[file] = content;
        }

        return StudyBundle.Read(name => files.TryGetValue(name, out var content) ? Hostile.File(content) : null);
    }

    /// <summary>The sound file with one thing changed.</summary>
    public static (string File, string? Content) With(string file, string old, string changed)
    {
        var content = Sound[file];
        return content.Contains(old, StringComparison.Ordinal)
            ? (file, content.Replace(old, changed, StringComparison.Ordinal))
            : throw new ArgumentException($"{file} does not hold “{old}”.");
    }

    /// <summary>The folder of the repository.</summary>
    public static string Repository([CallerFilePath] string here = "")
    {
        var folder = new DirectoryInfo(Path.GetDirectoryName(here)!);
        while (!File.Exists(Path.Combine(folder.FullName, "EvidenceBase.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("EvidenceBase.sln");
        return folder.FullName;
    }
}
