using EvidenceBase.Cases;
using EvidenceBase.Codebooks;
using EvidenceBase.Codings;
using EvidenceBase.Documents;
using EvidenceBase.Figures;
using EvidenceBase.Formats.Csl;
using EvidenceBase.Formats.Studies;
using EvidenceBase.Interviews;
using EvidenceBase.Platform.Commands;
using EvidenceBase.Platform.Vault;
using EvidenceBase.Sources;
using EvidenceBase.Studies;

namespace EvidenceBase.Exchange;

/// <summary>The study and its material: what claims will rest on.</summary>
internal static class MaterialSteps
{
    private const string ImportLayer = "import";

    public static IEnumerable<LoadStep> Study(BundledStudy study) =>
    [
        LoadStep.Of(
            "study",
            "study",
            new OpenStudy(study.Slug, study.Title, study.Description, study.Interviews, study.Article, study.Sections, study.Note),
            OpenStudyEndpoint.Plan),
    ];

    public static LoadStep Source(CslEntry entry) => LoadStep.Of(
        "sources", $"source/{entry.Key}", new RegisterSource(entry.Key, entry.Item, entry.Annotations), RegisterSourceEndpoint.Plan);

    public static LoadStep Interview(BundledInterview interview)
    {
        var told = interview.Description;
        return LoadStep.Of(
            "interviews",
            $"interview/{interview.Code}",
            new RegisterInterview(
                interview.Code,
                told.Series,
                told.Province,
                told.Locality,
                told.Role,
                told.Organisation,
                told.Period,
                told.Language,
                told.Confidentiality,
                told.Notes,
                interview.Consent),
            RegisterInterviewEndpoint.Plan);
    }

    /// <summary>What the bundle says of an interview in words of its own is a text drawn from it and goes where such texts go.</summary>
    public static IEnumerable<LoadStep> Said(BundledInterview interview, TextVault vault) => interview.Said is not { } said
        ? []
        :
        [
            LoadStep.Of(
                "interviews",
                $"interview/{interview.Code}/said",
                new DepositDocument(
                    $"said-{interview.Code}", $"What the article reports of Interview {interview.Code}, in other words", said, interview.Code, Language: "en"),
                (command, plan) => DepositDocumentEndpoint.Plan(command, plan, vault)),
        ];

    public static IEnumerable<LoadStep> Figure(BundledFigure figure)
    {
        var data = new RecordFigureData(figure.Data.Columns, figure.Data.Rows, figure.Data.Nodes, figure.Data.Edges);
        var empty = figure.Data is { Columns.Count: 0, Rows.Count: 0, Nodes.Count: 0, Edges.Count: 0 };
        yield return LoadStep.Of(
            "figures",
            $"figure/{figure.Key}",
            new RegisterFigure(
                figure.Key, figure.Label, figure.Kind, figure.Caption, figure.Locator, figure.Draw, figure.Completeness, empty ? null : data),
            RegisterFigureEndpoint.Plan);
        foreach (var source in figure.Sources)
        {
            yield return LoadStep.Of(
                "figures",
                $"figure/{figure.Key}/source/{source.Source}",
                new SourceFigure(source.Source, source.Note),
                (command, plan) => SourceFigureEndpoint.Plan(figure.Key, command, plan));
        }

        foreach (var number in figure.Derived)
        {
            yield return LoadStep.Of(
                "figures",
                $"figure/{figure.Key}/derived/{number.Key}",
                new DeriveNumber(number.Key, number.Title, number.Formula, number.Unit, number.Stated, number.StatedValue, number.Locator),
                (command, plan) => DeriveNumberEndpoint.Plan(figure.Key, command, plan));
        }
    }

    public static LoadStep Code(BundledCode code) => LoadStep.Of(
        "codes",
        $"code/{code.Key}",
        new DefineCode(code.Key, code.Name, code.Definition, code.Include, code.Exclude, code.Colour, code.Parent, code.Codable),
        DefineCodeEndpoint.Plan);

    public static LoadStep Case(BundledCase one) =>
        LoadStep.Of("cases", $"case/{one.Key}", new DefineCase(one.Key, one.Name, one.Description ?? one.Name), DefineCaseEndpoint.Plan);

    public static IEnumerable<LoadStep> CaseDetails(BundledCase one)
    {
        foreach (var (index, attribute) in one.Attributes.Index())
        {
            var cell = attribute.Cell is { } origin ? new CellNamed(origin.Figure, origin.Row, origin.Column) : null;
            yield return LoadStep.Of(
                "cases",
                $"case/{one.Key}/attribute/{index}",
                new SetCaseAttribute(attribute.Value, attribute.Unit, attribute.Year, cell, attribute.Locator),
                (command, plan) => SetCaseAttributeEndpoint.Plan(one.Key, attribute.Name, command, plan));
        }

        foreach (var (index, bearing) in one.Bearings.Index())
        {
            yield return LoadStep.Of(
                "cases",
                $"case/{one.Key}/bearing/{index}",
                new RecordBearing(new ThingName(bearing.About.Kind, bearing.About.Key), bearing.Note),
                (command, plan) => RecordBearingEndpoint.Plan(one.Key, command, plan));
        }
    }

    /// <summary>The words of a statement go to the vault with the coding.</summary>
    public static LoadStep Statement(BundledStatement statement, TextVault vault) => LoadStep.Of(
        "statements",
        $"statement/{statement.Key}",
        new ApplyCode(
            ImportLayer,
            Interview: statement.Interview,
            Codes: statement.Codes,
            Statement: statement.Text,
            Key: statement.Key,
            Locator: statement.Locator,
            Judgement: statement.Judgement,
            Cases: statement.Cases),
        (command, plan) => ApplyCodeEndpoint.Plan(command, plan, vault));
}
